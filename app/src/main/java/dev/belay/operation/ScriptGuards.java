package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.Histories;
import dev.belay.history.ScriptText;
import dev.belay.lint.Lint;
import dev.belay.lint.TransactionControl;
import dev.belay.message.BelayException;
import dev.belay.message.Problem;
import dev.belay.target.Engine;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why scripts may not run as they stand: they would leave what they did half done and committed.
 */
final class ScriptGuards {
    private ScriptGuards() {}

    /**
     * The scripts as they will be sent.
     *
     * @param blockers where one that nobody can take apart is told
     * @return empty if there is such a one
     */
    static Optional<List<ScriptText>> read(
            Histories histories,
            Session session,
            Target target,
            List<Path> files,
            List<Problem> blockers)
            throws SQLException {
        try {
            List<ScriptText> texts = histories.texts(session, target, files);
            blockers.addAll(of(target, texts));
            return Optional.of(texts);
        } catch (BelayException e) {
            blockers.add(Guards.refused("operation.unreadable", target, e.problem().why()));
            return Optional.empty();
        }
    }

    private static List<Problem> of(Target target, List<ScriptText> scripts) {
        List<Problem> blockers = new ArrayList<>();
        for (ScriptText script : scripts) {
            (script.mixed()
                            ? Optional.of(mixed(target, script))
                            : script.transactional()
                                    ? ended(target, script)
                                    : leftOpen(target, script))
                    .ifPresent(blockers::add);
        }
        return blockers;
    }

    /** True if a script would take the transaction it runs in out of Belay's hands. */
    static boolean endsTransaction(Engine engine, ScriptText script) {
        return script.statements().stream()
                .anyMatch(s -> TransactionControl.in(engine, s.sql()) != null);
    }

    private static Problem mixed(Target target, ScriptText script) {
        ScriptText.Statement alone = first(script, false);
        ScriptText.Statement other = first(script, true);
        return Guards.refused(
                "operation.mixed",
                target,
                place(script, alone),
                Lint.judge(target.engine(), alone.sql()).what(),
                Integer.toString(other.line()),
                Lint.judge(target.engine(), other.sql()).what());
    }

    private static ScriptText.Statement first(ScriptText script, boolean transactional) {
        return script.statements().stream()
                .filter(s -> s.transactional() == transactional)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Problem> ended(Target target, ScriptText script) {
        for (ScriptText.Statement each : script.statements()) {
            TransactionControl found = TransactionControl.in(target.engine(), each.sql());
            if (found != null) {
                return Optional.of(
                        Guards.refused(
                                "operation.transaction",
                                target,
                                place(script, each),
                                found.words()));
            }
        }
        return Optional.empty();
    }

    /** Its row of the history would fall into that transaction, and go with it. */
    private static Optional<Problem> leftOpen(Target target, ScriptText script) {
        ScriptText.@Nullable Statement open = null;
        String words = "";
        for (ScriptText.Statement each : script.statements()) {
            TransactionControl found = TransactionControl.in(target.engine(), each.sql());
            if (found != null && target.engine() == Engine.SQLITE) {
                return Optional.of(
                        Guards.refused(
                                "operation.transaction-sqlite",
                                target,
                                place(script, each),
                                found.words()));
            }
            if (found != null) {
                open = found.opens() ? each : null;
                words = found.words();
            }
        }
        return open == null
                ? Optional.empty()
                : Optional.of(
                        Guards.refused(
                                "operation.transaction-open", target, place(script, open), words));
    }

    private static String place(ScriptText script, ScriptText.Statement statement) {
        return script.file().getFileName() + ":" + statement.line();
    }
}
