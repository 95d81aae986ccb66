package dev.belay.operation;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The words of a statement, comments and quoting aside: enough to see of what it speaks. */
final class Words {
    private Words() {}

    /** In lower case. */
    static Set<String> of(String sql) {
        Set<String> words = new HashSet<>();
        int i = 0;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (sql.startsWith("--", i)) {
                i = end(sql, "\n", i);
            } else if (sql.startsWith("/*", i)) {
                i = end(sql, "*/", i);
            } else if (c == '"' || c == '`' || c == '[' || c == '\'') {
                int close = close(sql, c == '[' ? ']' : c, i + 1);
                String text = unquoted(sql.substring(i + 1, close), c);
                words.add(text.toLowerCase(Locale.ROOT));
                // A statement may stand in a text, and an index of an array in brackets.
                words.addAll(c == '[' || c == '\'' ? of(text) : Set.of());
                i = close + 1;
            } else if (Character.isLetterOrDigit(c) || c == '_') {
                int start = i;
                while (i < sql.length() && part(sql.charAt(i))) {
                    i++;
                }
                words.add(sql.substring(start, i).toLowerCase(Locale.ROOT));
            } else {
                i++;
            }
        }
        return words;
    }

    /** Where the quotes end; one that is doubled is part of the text. */
    private static int close(String sql, char quote, int from) {
        int at = sql.indexOf(quote, from);
        while (at >= 0 && quote != ']' && at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
            at = sql.indexOf(quote, at + 2);
        }
        return at < 0 ? sql.length() : at;
    }

    private static String unquoted(String text, char quote) {
        String one = String.valueOf(quote);
        return quote == '[' ? text : text.replace(one + one, one);
    }

    private static boolean part(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private static int end(String sql, String mark, int from) {
        int at = sql.indexOf(mark, from);
        return at < 0 ? sql.length() : at + mark.length();
    }
}
