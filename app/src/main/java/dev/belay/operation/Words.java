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
            } else if (c == '"' || c == '`' || c == '[') {
                int close = sql.indexOf(c == '[' ? ']' : c, i + 1);
                close = close < 0 ? sql.length() : close;
                words.add(sql.substring(i + 1, close).toLowerCase(Locale.ROOT));
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

    private static boolean part(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private static int end(String sql, String mark, int from) {
        int at = sql.indexOf(mark, from);
        return at < 0 ? sql.length() : at + mark.length();
    }
}
