package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Finds out what became of an operation that broke off in its work. Guesses nothing. */
final class Aftermath {
    /** Most servers that fail are back by then; whoever waits for one that is not is told so. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Sessions sessions;
    private final Planning planning;
    private final Journal journal;
    private final Runner.Manner manner;

    /** What broke it off, and how the target's state is told then. */
    enum Cause {
        /** The server does not answer. */
        LOST("operation.lost.before", "operation.lost.partly", "operation.lost.done"),
        /** The store could not be written. */
        UNWRITTEN(
                "operation.unwritten.before",
                "operation.unwritten.partly",
                "operation.unwritten.done");

        private final String before;
        private final String partly;
        private final String done;

        Cause(String before, String partly, String done) {
            this.before = before;
            this.partly = partly;
            this.done = done;
        }
    }

    Aftermath(Sessions sessions, Planning planning, Journal journal, Runner.Manner manner) {
        this.sessions = sessions;
        this.planning = planning;
        this.journal = journal;
        this.manner = manner;
    }

    /** Looks as soon as the server answers again; in doubt if it does not, or nobody waits. */
    <R> Outcome<R> lookUp(
            String id, Plan plan, Operation<R> operation, Cause cause, Problem problem) {
        Target target = plan.target();
        Optional<Found> apart = operation.apart(id);
        if (apart.isPresent() && cause == Cause.LOST) {
            return new Outcome.Failed<>(
                    Problem.of(
                            "operation.lost.apart",
                            target.name(),
                            ExitCode.FAILED,
                            problem.why(),
                            apart.get().sentence()));
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        do {
            try {
                if (operation.beside() || !underway(id, target)) {
                    Found found = found(id, plan, operation);
                    operation.tidy();
                    return told(plan, found, cause, problem);
                }
            } catch (ConnectException | SQLException | BelayException e) {
                manner.progress()
                        .at(
                                Phase.VERIFYING,
                                Messages.text("operation.lost.looking"),
                                OptionalDouble.empty());
            }
        } while (!manner.stop().wished() && waited() && System.nanoTime() < until);
        return new Outcome.InDoubt<>(
                Problem.of("operation.doubt", target.name(), ExitCode.IN_DOUBT, problem.why()));
    }

    private boolean underway(String id, Target target) throws ConnectException, SQLException {
        return Underway.after(sessions, target, Underway.transaction(journal, id));
    }

    /** Told as what it is: a wish, or a failure; with what was left behind. */
    <R> Outcome<R> ended(String id, Plan plan, Operation<R> operation, Problem problem) {
        if (!manner.stop().wished()) {
            return new Outcome.Failed<>(left(id, plan, operation, problem));
        }
        Optional<String> holds = holds(id, plan, operation);
        Problem cancelled =
                Problem.of(
                        operation.stopped(),
                        plan.target().name(),
                        ExitCode.CANCELLED,
                        problem.why(),
                        holds.orElseGet(() -> Messages.text("operation.cancelled.unread")));
        // A server that could not be read is not waited for once more.
        return new Outcome.Cancelled<>(
                holds.isPresent() ? left(id, plan, operation, cancelled) : cancelled);
    }

    /** With what was left behind, where the target tells. */
    private Problem left(String id, Plan plan, Operation<?> operation, Problem end) {
        if (operation.apart(id).isPresent()) {
            return end;
        }
        try (Session session = sessions.open(plan.target(), Purpose.PLAN)) {
            return operation.ended(session, end);
        } catch (ConnectException | SQLException | BelayException e) {
            return end;
        }
    }

    /** How the target stands after the work was stopped, for people; empty if it cannot be read. */
    private Optional<String> holds(String id, Plan plan, Operation<?> operation) {
        Optional<Found> apart = operation.apart(id);
        if (apart.isPresent()) {
            return apart.map(Found::sentence);
        }
        Target target = plan.target();
        if (!Answering.soon(target, () -> sessions.open(target, Purpose.ASK).close())) {
            return Optional.empty();
        }
        try {
            Found found = found(id, plan, operation);
            return Optional.of(
                    found.state() == Found.State.PARTLY
                            ? Messages.text(
                                    "operation.cancelled.partly",
                                    Pieces.words(found.done()),
                                    Pieces.words(found.left()))
                            : found.sentence());
        } catch (ConnectException | SQLException | BelayException e) {
            return Optional.empty();
        }
    }

    private static boolean waited() {
        try {
            Thread.sleep(BETWEEN);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Found found(String id, Plan before, Operation<?> operation)
            throws ConnectException, SQLException {
        Trail trail = Trail.of(journal.phases(id));
        Plan now = planning.plan(before.target(), operation);
        Optional<Found> own = operation.found(id, trail.commit(), now);
        return own.isPresent()
                ? own.get()
                : Inquest.of(
                        trail,
                        before.fingerprint(),
                        before.basis(),
                        now,
                        Recovery.status(sessions, before.target(), trail));
    }

    private static <R> Outcome<R> told(Plan before, Found found, Cause cause, Problem problem) {
        String key =
                switch (found.state()) {
                    case DONE -> cause.done;
                    case BEFORE -> cause.before;
                    case PARTLY, UNDECIDED, ANOTHER, UNDERWAY, UNKNOWN, BARRED -> cause.partly;
                };
        return new Outcome.Failed<>(
                Problem.of(
                        key,
                        before.target().name(),
                        ExitCode.FAILED,
                        problem.why(),
                        found.sentence(),
                        before.steps().size()));
    }
}
