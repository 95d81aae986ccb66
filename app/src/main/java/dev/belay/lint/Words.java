package dev.belay.lint;

import dev.belay.target.Engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A reader's place in the tokens of a statement, or of a part of one. */
final class Words {
    private final List<Token> tokens;
    private int at;

    private Words(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Words of(Engine engine, String sql) {
        return new Words(Lexer.tokens(engine, sql));
    }

    boolean end() {
        return at >= tokens.size();
    }

    /** True if the next ones are these keywords or symbols. */
    boolean at(String... words) {
        return at(at, words);
    }

    private boolean at(int from, String... words) {
        if (from + words.length > tokens.size()) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!tokens.get(from + i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Goes past these words, given in one string, if they are the next ones. */
    boolean take(String phrase) {
        String[] words = phrase.split(" ");
        if (at(words)) {
            at += words.length;
            return true;
        }
        return false;
    }

    /** Goes past any of these words, in any order, and tells which. */
    List<String> takeAll(String... words) {
        List<String> taken = new ArrayList<>();
        while (!end()
                && List.of(words).contains(peek())
                && tokens.get(at).kind() == Token.Kind.WORD) {
            taken.add(next());
        }
        return taken;
    }

    /** The next token's text, or nothing at the end. */
    String peek() {
        return end() ? "" : tokens.get(at).text();
    }

    String next() {
        String text = peek();
        at++;
        return text;
    }

    boolean string() {
        return !end() && tokens.get(at).kind() == Token.Kind.STRING;
    }

    /** A name, qualified or not, of a thing of that kind; {@code catalog.} before it is dropped. */
    SchemaObject object(SchemaObject.Kind kind) {
        List<String> parts = new ArrayList<>();
        while (!end() && tokens.get(at).identifier()) {
            parts.add(next());
            if (!take(".")) {
                break;
            }
        }
        String name = parts.isEmpty() ? "" : parts.getLast();
        return new SchemaObject(kind, parts.size() < 2 ? null : parts.get(parts.size() - 2), name);
    }

    SchemaObject relation() {
        return object(SchemaObject.Kind.RELATION);
    }

    /** Names up to the first thing that is no comma. */
    List<SchemaObject> objects(SchemaObject.Kind kind) {
        List<SchemaObject> all = new ArrayList<>();
        do {
            take("only");
            all.add(object(kind));
            take("*");
            group();
        } while (take(","));
        return all;
    }

    /** What the parentheses that begin here hold; goes past them. Empty where none begin. */
    Words group() {
        if (!at("(")) {
            return new Words(List.of());
        }
        int start = at + 1;
        at = past(at);
        return new Words(tokens.subList(start, Math.max(start, Math.min(at, tokens.size()) - 1)));
    }

    /** Behind the parenthesis that closes the one at that place. */
    private int past(int open) {
        int depth = 0;
        int i = open;
        while (i < tokens.size()) {
            Token token = tokens.get(i++);
            if (token.is("(") || token.is("[")) {
                depth++;
            } else if ((token.is(")") || token.is("]")) && --depth == 0) {
                return i;
            }
        }
        return i;
    }

    /** The rest, split at the commas that no parentheses hold. */
    List<Words> parts() {
        List<Words> parts = new ArrayList<>();
        int start = at;
        int i = at;
        while (i < tokens.size()) {
            if (tokens.get(i).is(",")) {
                parts.add(new Words(tokens.subList(start, i)));
                start = i + 1;
            }
            i = tokens.get(i).is("(") || tokens.get(i).is("[") ? past(i) : i + 1;
        }
        parts.add(new Words(tokens.subList(start, tokens.size())));
        return parts;
    }

    /** True if these words follow somewhere outside parentheses. */
    boolean has(String phrase) {
        return find(phrase) >= 0;
    }

    /** Goes behind these words, outside parentheses; false, and no move, where there are none. */
    boolean skipTo(String phrase) {
        int found = find(phrase);
        if (found < 0) {
            return false;
        }
        at = found + phrase.split(" ").length;
        return true;
    }

    private int find(String phrase) {
        String[] words = phrase.split(" ");
        for (int i = at; i < tokens.size(); ) {
            if (at(i, words)) {
                return i;
            }
            i = tokens.get(i).is("(") || tokens.get(i).is("[") ? past(i) : i + 1;
        }
        return -1;
    }

    /** True if a token of the rest, parentheses included, is so. */
    boolean any(Predicate<Token> condition) {
        return tokens.subList(Math.min(at, tokens.size()), tokens.size()).stream()
                .anyMatch(condition);
    }

    /** The rest up to the first of these words outside parentheses. */
    Words until(String... stops) {
        int end = tokens.size();
        for (String stop : stops) {
            int found = find(stop);
            end = found >= 0 && found < end ? found : end;
        }
        Words part = new Words(tokens.subList(Math.min(at, end), end));
        at = end;
        return part;
    }

    /** All bare words directly before an opening parenthesis: functions, mostly. */
    List<String> calls() {
        List<String> calls = new ArrayList<>();
        for (int i = at; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).identifier() && tokens.get(i + 1).is("(")) {
                calls.add(tokens.get(i).text());
            }
        }
        return calls;
    }

    /**
     * Functions that the rest calls, parentheses included, by their names.
     *
     * @param before words that one may stand behind
     */
    List<SchemaObject> invoked(Predicate<Token> before) {
        List<SchemaObject> all = new ArrayList<>();
        for (int i = at; i + 1 < tokens.size(); i++) {
            if (!tokens.get(i).identifier() || !at(i + 1, "(")) {
                continue;
            }
            boolean qualified = i >= at + 2 && at(i - 1, ".");
            int start = i;
            while (start >= at + 2 && at(start - 1, ".")) {
                start -= 2;
            }
            if ((start == at || expression(tokens.get(start - 1), before)) && !names(past(i + 1))) {
                all.add(
                        new SchemaObject(
                                SchemaObject.Kind.ROUTINE,
                                qualified ? tokens.get(i - 2).text() : null,
                                tokens.get(i).text()));
            }
        }
        return all;
    }

    private static boolean expression(Token behind, Predicate<Token> before) {
        return behind.kind() == Token.Kind.SYMBOL
                ? !List.of(")", "]", ":", ".").contains(behind.text())
                : before.test(behind);
    }

    /** True if what ends there is the head of a WITH query. */
    private boolean names(int from) {
        return at(from, "as", "(") || at(from, "as", "materialized") || at(from, "as", "not");
    }

    /** A reader of the same tokens at the same place. */
    Words copy() {
        Words copy = new Words(tokens);
        copy.at = at;
        return copy;
    }
}
