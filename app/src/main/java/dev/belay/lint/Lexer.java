package dev.belay.lint;

import dev.belay.target.Engine;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Takes a statement apart into tokens as its engine does: quotes of every kind, dollar quotes,
 * comments, nested ones on PostgreSQL. What is never closed reaches to the end.
 */
final class Lexer {
    private final boolean postgresql;
    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(Engine engine, String sql) {
        this.postgresql = engine == Engine.POSTGRESQL;
        this.sql = sql;
    }

    static List<Token> tokens(Engine engine, String sql) {
        Lexer lexer = new Lexer(engine, sql);
        while (lexer.at < sql.length()) {
            lexer.step();
        }
        while (!lexer.tokens.isEmpty() && lexer.tokens.getLast().is(";")) {
            lexer.tokens.removeLast();
        }
        return List.copyOf(lexer.tokens);
    }

    private void step() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end + 1;
        } else if (sql.startsWith("/*", at)) {
            comment();
        } else if (c == '\'') {
            at++;
            tokens.add(new Token(Token.Kind.STRING, quoted('\'', false)));
        } else if (c == '"' || (!postgresql && (c == '`' || c == '['))) {
            at++;
            tokens.add(new Token(Token.Kind.NAME, quoted(c == '[' ? ']' : c, false)));
        } else if (postgresql && c == '$' && dollarTag() != null) {
            dollar();
        } else if (wordStart(c)) {
            word();
        } else if (Character.isDigit(c)) {
            number();
        } else {
            at++;
            tokens.add(new Token(Token.Kind.SYMBOL, String.valueOf(c)));
        }
    }

    private void comment() {
        int depth = 0;
        while (at < sql.length()) {
            if (sql.startsWith("/*", at) && (postgresql || depth == 0)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return;
                }
            } else {
                at++;
            }
        }
    }

    /** From behind the opening quote; a doubled quote stands for one. */
    private String quoted(char close, boolean escapes) {
        StringBuilder text = new StringBuilder();
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (escapes && c == '\\' && at < sql.length()) {
                text.append(sql.charAt(at++));
            } else if (c != close) {
                text.append(c);
            } else if (close != ']' && at < sql.length() && sql.charAt(at) == close) {
                text.append(c);
                at++;
            } else {
                return text.toString();
            }
        }
        return text.toString();
    }

    /** {@code $tag$} if one begins here, else null: {@code $1} is a parameter. */
    private @Nullable String dollarTag() {
        int end = at + 1;
        while (end < sql.length() && sql.charAt(end) != '$') {
            char c = sql.charAt(end);
            boolean first = end == at + 1;
            if (!(Character.isLetter(c) || c == '_' || (!first && Character.isDigit(c)))) {
                return null;
            }
            end++;
        }
        return end < sql.length() ? sql.substring(at, end + 1) : null;
    }

    private void dollar() {
        String tag = Objects.requireNonNull(dollarTag());
        int start = at + tag.length();
        int end = sql.indexOf(tag, start);
        tokens.add(
                new Token(Token.Kind.STRING, sql.substring(start, end < 0 ? sql.length() : end)));
        at = end < 0 ? sql.length() : end + tag.length();
    }

    private static boolean wordStart(char c) {
        return Character.isLetter(c) || c == '_' || c > 127;
    }

    private void word() {
        int start = at;
        while (at < sql.length()
                && (wordStart(sql.charAt(at))
                        || Character.isDigit(sql.charAt(at))
                        || sql.charAt(at) == '$')) {
            at++;
        }
        String word = sql.substring(start, at).toLowerCase(Locale.ROOT);
        boolean quote = at < sql.length() && sql.charAt(at) == '\'';
        if (quote && (word.equals("e") || word.equals("b") || word.equals("x"))) {
            at++;
            tokens.add(new Token(Token.Kind.STRING, quoted('\'', postgresql && word.equals("e"))));
        } else {
            tokens.add(new Token(Token.Kind.WORD, word));
        }
    }

    private void number() {
        int start = at;
        while (at < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '.')) {
            at++;
        }
        tokens.add(new Token(Token.Kind.NUMBER, sql.substring(start, at)));
    }
}
