package dev.belay.lint;

import dev.belay.target.Engine;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A statement that begins or ends a transaction by itself, and so takes it out of the hands of
 * whoever runs its script. Savepoints do not, nor do bodies of functions and triggers.
 *
 * @param words as the engine calls it: {@code COMMIT}, {@code PREPARE TRANSACTION}
 * @param opens true if a transaction is open after it
 */
public record TransactionControl(String words, boolean opens) {
    private static final Set<String> ENDS = Set.of("commit", "end", "rollback", "abort");
    private static final Set<String> CHATTER = Set.of("work", "transaction");

    /** The last one in a statement as it is sent, which may be several to the engine; or null. */
    public static @Nullable TransactionControl in(Engine engine, String sql) {
        TransactionControl last = null;
        List<Token> tokens = Lexer.tokens(engine, sql);
        int start = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || tokens.get(i).is(";")) {
                TransactionControl found = of(engine, tokens.subList(start, i));
                last = found == null ? last : found;
                if (start < i && tokens.get(start).is("create")) {
                    // Semicolons behind it belong to a body.
                    return last;
                }
                start = i + 1;
            }
        }
        return last;
    }

    private static @Nullable TransactionControl of(Engine engine, List<Token> statement) {
        String first = word(statement, 0);
        String second = word(statement, 1);
        boolean prepared = second.equals("prepared");
        if (first.equals("begin") || (first.equals("start") && second.equals("transaction"))) {
            return of(first.equals("begin") ? first : first + " " + second, true);
        }
        if (first.equals("prepare") && second.equals("transaction")) {
            return engine == Engine.POSTGRESQL ? of("prepare transaction", false) : null;
        }
        if (!ENDS.contains(first)) {
            return null;
        }
        int next = CHATTER.contains(second) ? 2 : 1;
        if (first.equals("rollback") && word(statement, next).equals("to")) {
            return null;
        }
        boolean chain =
                word(statement, next).equals("and") && word(statement, next + 1).equals("chain");
        return of(prepared ? first + " prepared" : first, chain);
    }

    private static TransactionControl of(String words, boolean opens) {
        return new TransactionControl(words.toUpperCase(Locale.ROOT), opens);
    }

    private static String word(List<Token> statement, int at) {
        return at < statement.size() && statement.get(at).kind() == Token.Kind.WORD
                ? statement.get(at).text()
                : "";
    }
}
