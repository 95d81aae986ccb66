package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;

import java.sql.SQLException;
import java.time.Duration;

/** Finds out what became of an operation whose server was lost while it worked. Guesses nothing. */
final class Aftermath {
    private static final int TRIES = 6;
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Sessions sessions;
    private final Planning planning;
    private final Journal journal;

    Aftermath(Sessions sessions, Planning planning, Journal journal) {
        this.sessions = sessions;
        this.planning = planning;
        this.journal = journal;
    }

    /** Looks as soon as the server answers again; in doubt if it does not. */
    <R> Outcome<R> lookUp(String id, Plan plan, Operation<R> operation, Problem lost) {
        for (int i = 0; i < TRIES; i++) {
            try {
                if (!Underway.after(sessions, plan.target(), Underway.transaction(journal, id))) {
                    return told(plan, planning.plan(plan.target(), operation), lost);
                }
            } catch (ConnectException | SQLException | BelayException e) {
                // It does not answer yet.
            }
            try {
                Thread.sleep(BETWEEN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return new Outcome.InDoubt<>(
                Problem.of("operation.doubt", plan.target().name(), ExitCode.IN_DOUBT, lost.why()));
    }

    private static <R> Outcome<R> told(Plan before, Plan now, Problem lost) {
        String where = before.target().name();
        String key =
                now.nothing()
                        ? "operation.lost.done"
                        : now.basis().equals(before.basis())
                                ? "operation.lost.before"
                                : "operation.lost.partly";
        return new Outcome.Failed<>(
                Problem.of(
                        key,
                        where,
                        ExitCode.FAILED,
                        lost.why(),
                        Math.max(0, before.steps().size() - now.steps().size()),
                        before.steps().size()));
    }
}
