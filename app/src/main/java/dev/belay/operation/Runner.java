package dev.belay.operation;

import dev.belay.db.Claim;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.store.Reason;
import dev.belay.target.Target;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The one way every change goes: claim, plan, approval, journal, safety copy, work, verification,
 * outcome. Blocks as long as the operation takes, so it belongs on a platform thread.
 */
public final class Runner {
    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final Duration SELDOM = Duration.ofSeconds(1);

    /** Of the time waited so far, what is waited until the next try. */
    private static final int SHARE = 20;

    private static final Duration LOOK = Duration.ofSeconds(20);

    private final Sessions sessions;
    private final Planning planning;
    private final Audit audit;
    private final Begun.Means means;

    /** How an operation is run: what hears of it, what ends it, how long it waits for its turn. */
    public record Manner(Progress progress, Stop stop, Duration claimWait) {}

    public Runner(Sessions sessions, Journal journal, Audit audit, SafetyCopy copies, Clock clock) {
        this.sessions = sessions;
        this.planning = new Planning(sessions);
        this.audit = audit;
        this.means = new Begun.Means(sessions, planning, journal, audit, copies, clock);
    }

    /** What would be done now; changes nothing and takes no claim. */
    public Plan plan(Target target, Operation<?> operation) {
        return means.journal().undecided().told(planning.plan(target, operation));
    }

    /**
     * Runs an operation to its end, whatever that is.
     *
     * @throws BelayException if nothing was begun: no connection, another operation on the target
     *     ({@link ExitCode#LOCKED}), refused ({@link ExitCode#REFUSED})
     */
    public <R> Outcome<R> run(
            Target target, Operation<R> operation, Approver approver, Manner manner) {
        Operator operator = Operator.ofProcess();
        long asked = System.nanoTime();
        try (Hold claim = new Hold(claim(target, operation, operator))) {
            if (claim.makes()) {
                foreseen(target, operation, approver, operator);
            }
            taken(claim, target, manner);
            Duration waited = Duration.ofNanos(System.nanoTime() - asked);
            if (!operation.beside()) {
                planning.settle(target);
            }
            Plan plan = means.journal().undecided().told(planning.plan(target, operation));
            if (plan.nothing() && plan.blockers().isEmpty()) {
                R nothing = operation.nothing(plan);
                return new Outcome.Done<>(
                        nothing, operation.told(nothing), false, null, waited, Duration.ZERO);
            }
            Approval approval = approved(plan, approver, operator);
            return new Begun<>(means, operation, approval, operator, manner, claim, waited).run();
        } catch (SQLException e) {
            throw problem(target, e).asException(e);
        }
    }

    /** Beside a file that is no database, or is not to be changed, nothing is made. */
    private void foreseen(
            Target target, Operation<?> operation, Approver approver, Operator operator) {
        Path file = Path.of(target.place());
        boolean made = operation.makesFile() && Files.notExists(file);
        Path folder = file.getParent();
        boolean placed = folder == null || Files.isDirectory(folder);
        if (!(made && placed) && !planning.readable(target, operation)) {
            return;
        }
        Plan plan = planning.plan(target, operation);
        try {
            if (!plan.nothing() || !plan.blockers().isEmpty()) {
                approver.foresee(plan);
            }
        } catch (BelayException e) {
            throw refused(plan, operator, e);
        }
    }

    /** What keeps a file beside a database from being written is no word of the database's. */
    private Problem problem(Target target, SQLException failure) {
        return failure.getCause() instanceof FileSystemException file
                ? Problem.of(
                        "operation.claim",
                        target.name(),
                        ExitCode.FAILED,
                        Reason.of(file, Path.of(target.place())))
                : sessions.dialect(target).failure(target, failure).problem();
    }

    /** For whom an operation on a target waits now, in words; empty for nobody, or if unknown. */
    String waitsFor(Target target) {
        try (Session session = sessions.open(target, Purpose.ASK)) {
            List<String> holders =
                    Sessions.onServer(target)
                            ? HeldLock.waitedFor(session)
                            : Preflight.writers(session, target);
            return String.join("; ", holders);
        } catch (ConnectException | SQLException e) {
            return "";
        }
    }

    private Claim claim(Target target, Operation<?> operation, Operator operator) {
        try {
            return operation.beside()
                    ? Beside.on(sessions, target)
                    : sessions.claim(target, operator.holds(operation.name()));
        } catch (ConnectException e) {
            throw operation.unreached(e.failure()).asException(e);
        }
    }

    private static void taken(Claim claim, Target target, Manner manner) throws SQLException {
        long asked = System.nanoTime();
        long until = asked + manner.claimWait().toNanos();
        // Another Belay that only looks what became of a killed operation is done in a moment.
        long patience = asked + LOOK.toNanos();
        boolean told = manner.claimWait().isZero();
        while (!claim.take()) {
            if (!told) {
                told = true;
                manner.progress().at(Phase.WAITING, claim.holder(), OptionalDouble.empty());
            }
            if (manner.stop().wished()) {
                throw Problem.of("operation.stopped", target.name(), ExitCode.CANCELLED)
                        .asException();
            }
            long now = System.nanoTime();
            boolean looked = now < patience && claim.holder().startsWith(Recovery.LOOK);
            if (now >= until && !looked) {
                throw Problem.of(
                                "operation.locked",
                                target.name(),
                                ExitCode.LOCKED,
                                claim.holder(),
                                manner.claimWait().isZero()
                                        ? ""
                                        : Messages.text(
                                                "operation.locked.waited",
                                                Units.duration(manner.claimWait())))
                        .asException();
            }
            try {
                Thread.sleep(pause(asked));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Problem.of("operation.stopped", target.name(), ExitCode.CANCELLED)
                        .asException(e);
            }
        }
    }

    /** Fifty that wait for an hour must cost the server little. */
    private static Duration pause(long asked) {
        long longest =
                Math.clamp((System.nanoTime() - asked) / SHARE, AGAIN.toNanos(), SELDOM.toNanos());
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest));
    }

    private Approval approved(Plan plan, Approver approver, Operator operator) {
        try {
            return approver.approve(plan);
        } catch (BelayException e) {
            throw refused(plan, operator, e);
        }
    }

    private BelayException refused(Plan plan, Operator operator, BelayException why) {
        audit.add("", plan, operator, AuditEvent.REFUSED, "", why.problem().why());
        return why;
    }
}
