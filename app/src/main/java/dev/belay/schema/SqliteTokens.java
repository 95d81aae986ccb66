package dev.belay.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a SQLite statement, without what makes no difference: blanks, comments, the case and
 * the quotes of names.
 *
 * @see <a href="https://www.sqlite.org/lang_keywords.html">SQLite: four ways to quote a name</a>
 */
final class SqliteTokens {
    private static final Set<String> NO_SPACE_BEFORE = Set.of(",", ")", ".", ";");
    private static final Set<String> NO_SPACE_AFTER = Set.of("(", ".");

    /**
     * @param bare true for a word that was not quoted, so that it may be a keyword
     */
    record Token(String text, boolean bare) {
        boolean is(String keyword) {
            return bare && text.equals(keyword);
        }
    }

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private SqliteTokens(String sql) {
        this.sql = sql;
    }

    static List<Token> of(String sql) {
        SqliteTokens reading = new SqliteTokens(sql);
        while (reading.at < sql.length()) {
            reading.next();
        }
        return reading.tokens;
    }

    /** The statement in its one form. */
    static String normal(String sql) {
        return text(of(sql));
    }

    static String text(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        String before = "(";
        for (Token token : tokens) {
            if (!NO_SPACE_AFTER.contains(before) && !NO_SPACE_BEFORE.contains(token.text)) {
                text.append(' ');
            }
            text.append(token.text);
            before = token.text;
        }
        return text.toString();
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end + 1;
        } else if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            at = end < 0 ? sql.length() : end + 2;
        } else if (c == '\'') {
            tokens.add(new Token("'" + quoted('\'').replace("'", "''") + "'", false));
        } else if (c == '"' || c == '`') {
            tokens.add(name(quoted(c)));
        } else if (c == '[') {
            int end = sql.indexOf(']', at);
            end = end < 0 ? sql.length() : end;
            tokens.add(name(sql.substring(at + 1, end)));
            at = Math.min(end + 1, sql.length());
        } else if (word(c)) {
            int start = at;
            while (at < sql.length() && word(sql.charAt(at))) {
                at++;
            }
            tokens.add(new Token(sql.substring(start, at).toLowerCase(Locale.ROOT), true));
        } else {
            int length = operator();
            tokens.add(new Token(sql.substring(at, at + length), true));
            at += length;
        }
    }

    private int operator() {
        for (String two : List.of("||", "<=", ">=", "<>", "!=", "==", "<<", ">>", "->")) {
            if (sql.startsWith(two, at)) {
                return sql.startsWith("->>", at) ? 3 : 2;
            }
        }
        return 1;
    }

    private static boolean word(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 127;
    }

    private static Token name(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean plain = !lower.isEmpty() && lower.chars().allMatch(c -> word((char) c));
        return new Token(plain ? lower : '"' + lower.replace("\"", "\"\"") + '"', false);
    }

    /** Reads from one quote to the other; a doubled one is part of the text. */
    private String quoted(char quote) {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c != quote) {
                text.append(c);
            } else if (at < sql.length() && sql.charAt(at) == quote) {
                text.append(quote);
                at++;
            } else {
                break;
            }
        }
        return text.toString();
    }

    /** The tokens of the parenthesis that opens at an index, with it; to the end if it is open. */
    static List<Token> parenthesis(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return tokens.subList(open, i + 1);
            }
        }
        return tokens.subList(open, tokens.size());
    }
}
