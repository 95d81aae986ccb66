package dev.belay.lint;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement in tokens, comments aside: words, quoted identifiers in double quotes, literals, and
 * single signs.
 */
final class Tokens {
    private final String sql;
    private final List<String> found = new ArrayList<>();
    private int at;

    private Tokens(String sql) {
        this.sql = sql;
    }

    static List<String> of(String sql) {
        Tokens tokens = new Tokens(sql);
        while (tokens.at < sql.length()) {
            tokens.next();
        }
        return tokens.found;
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            at = end("\n", at);
        } else if (sql.startsWith("/*", at)) {
            at = end("*/", at + 2);
        } else if (c == '"' || c == '`' || c == '[') {
            identifier(c == '[' ? ']' : c);
        } else if (c == '\'') {
            take(quotedEnd('\''));
        } else if (c == '$' && tag() != null) {
            take(end(tagOrEmpty(), at + tagOrEmpty().length()));
        } else if (Character.isLetterOrDigit(c) || c == '_') {
            int end = at;
            while (end < sql.length() && part(sql.charAt(end))) {
                end++;
            }
            take(end);
        } else {
            take(at + 1);
        }
    }

    private void identifier(char close) {
        int end = quotedEnd(close);
        String text = sql.substring(at + 1, Math.max(at + 1, end - 1));
        String plain = text.replace("" + close + close, "" + close);
        found.add('"' + plain.replace("\"", "\"\"") + '"');
        at = end;
    }

    private void take(int end) {
        found.add(sql.substring(at, end));
        at = end;
    }

    /** Behind the closing quote; a doubled one is part of the text. */
    private int quotedEnd(char close) {
        int i = at + 1;
        while (i < sql.length()) {
            if (sql.charAt(i) == close) {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == close) {
                    i++;
                } else {
                    return i + 1;
                }
            }
            i++;
        }
        return sql.length();
    }

    /** PostgreSQL's {@code $tag$} at this place, or null. */
    private @org.jspecify.annotations.Nullable String tag() {
        int close = sql.indexOf('$', at + 1);
        if (close < 0) {
            return null;
        }
        for (int i = at + 1; i < close; i++) {
            if (!part(sql.charAt(i))) {
                return null;
            }
        }
        return sql.substring(at, close + 1);
    }

    private String tagOrEmpty() {
        String tag = tag();
        return tag == null ? "" : tag;
    }

    private int end(String mark, int from) {
        int found = sql.indexOf(mark, from);
        return found < 0 ? sql.length() : found + mark.length();
    }

    private static boolean part(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
