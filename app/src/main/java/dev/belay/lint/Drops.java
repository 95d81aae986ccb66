package dev.belay.lint;

import dev.belay.target.Engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the tables and columns that a statement drops. */
public final class Drops {
    private static final String QUOTED = "\"";

    private Drops() {}

    /** In the order of the statement; names as the engine folds them. */
    public static List<Drop> of(Engine engine, String sql) {
        Reader in = new Reader(engine, Tokens.of(sql));
        List<Drop> drops = new ArrayList<>();
        if (in.took("drop", "table")) {
            in.took("if", "exists");
            do {
                drops.add(in.name(null));
            } while (in.took(","));
        } else if (in.took("alter", "table")) {
            in.took("if", "exists");
            in.took("only");
            Drop table = in.name(null);
            while (in.more()) {
                if (in.took("drop")
                        && !in.isNext("constraint", "default", "not", "expression", "identity")) {
                    in.took("column");
                    in.took("if", "exists");
                    drops.add(new Drop(table.schema(), table.table(), in.identifier()));
                } else {
                    in.skip();
                }
            }
        }
        return drops;
    }

    /** Goes through the tokens of one statement. */
    private static final class Reader {
        private final Engine engine;
        private final List<String> tokens;
        private int at;

        Reader(Engine engine, List<String> tokens) {
            this.engine = engine;
            this.tokens = tokens;
        }

        boolean more() {
            return at < tokens.size();
        }

        void skip() {
            at++;
        }

        boolean took(String... words) {
            for (int i = 0; i < words.length; i++) {
                if (at + i >= tokens.size() || !tokens.get(at + i).equalsIgnoreCase(words[i])) {
                    return false;
                }
            }
            at += words.length;
            return true;
        }

        boolean isNext(String... words) {
            for (String word : words) {
                if (more() && tokens.get(at).equalsIgnoreCase(word)) {
                    return true;
                }
            }
            return false;
        }

        String identifier() {
            if (!more()) {
                return "";
            }
            String token = tokens.get(at++);
            if (token.startsWith(QUOTED)) {
                return token.substring(1, token.length() - 1).replace("\"\"", QUOTED);
            }
            return engine == Engine.POSTGRESQL ? token.toLowerCase(Locale.ROOT) : token;
        }

        Drop name(@org.jspecify.annotations.Nullable String column) {
            String first = identifier();
            return took(".")
                    ? new Drop(first, identifier(), column)
                    : new Drop(null, first, column);
        }
    }
}
