package dev.belay.operation;

import dev.belay.db.Claim;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The one way every change goes: claim, plan, approval, journal, safety copy, work, verification,
 * outcome. Blocks as long as the operation takes, so it belongs on a platform thread.
 */
public final class Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final Duration SELDOM = Duration.ofSeconds(1);

    /** Of the time waited so far, what is waited until the next try. */
    private static final int SHARE = 20;

    private static final Duration LOOK = Duration.ofSeconds(20);

    private final Sessions sessions;
    private final Planning planning;
    private final Journal journal;
    private final Audit audit;
    private final SafetyCopy copies;
    private final Clock clock;

    /** How an operation is run: what hears of it, what ends it, how long it waits for its turn. */
    public record Manner(Progress progress, Stop stop, Duration claimWait) {}

    public Runner(Sessions sessions, Journal journal, Audit audit, SafetyCopy copies, Clock clock) {
        this.sessions = sessions;
        this.planning = new Planning(sessions);
        this.journal = journal;
        this.audit = audit;
        this.copies = copies;
        this.clock = clock;
    }

    /** What would be done now; changes nothing and takes no claim. */
    public Plan plan(Target target, Operation<?> operation) {
        return planning.plan(target, operation);
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
        try (Claim claim = claim(target, operator.holds(operation.name()))) {
            taken(claim, target, manner);
            Duration waited = Duration.ofNanos(System.nanoTime() - asked);
            planning.settle(target);
            Plan plan = planning.plan(target, operation);
            if (plan.nothing() && plan.blockers().isEmpty()) {
                R nothing = operation.nothing(plan);
                return new Outcome.Done<>(
                        nothing, operation.told(nothing), false, null, waited, Duration.ZERO);
            }
            Approval approval = approved(plan, approver, operator);
            return new Begun<>(operation, approval, operator, manner, claim, waited).run();
        } catch (SQLException e) {
            throw sessions.dialect(target).failure(target, e).problem().asException(e);
        }
    }

    private Claim claim(Target target, String holder) {
        try {
            return sessions.claim(target, holder);
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
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
                                Units.duration(manner.claimWait()))
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
            audit.add("", plan, operator, "refused", "", e.problem().why());
            throw e;
        }
    }

    /** An operation from its first entry in the journal on. */
    private final class Begun<R> {
        private final String id = UUID.randomUUID().toString();
        private final Operation<R> operation;
        private final Plan plan;
        private final Approval approval;
        private final Operator operator;
        private final Manner manner;
        private final Claim claim;
        private final Duration waited;
        private @Nullable Path copy;

        Begun(
                Operation<R> operation,
                Approval approval,
                Operator operator,
                Manner manner,
                Claim claim,
                Duration waited) {
            this.operation = operation;
            this.plan = approval.plan();
            this.approval = approval;
            this.operator = operator;
            this.manner = manner;
            this.claim = claim;
            this.waited = waited;
        }

        Outcome<R> run() {
            Instant began = clock.instant();
            journal.begin(id, plan, operator);
            record("begun", "");
            Outcome<R> outcome = ended(began);
            switch (outcome) {
                case Outcome.Done<R> done -> end("done", told(done));
                case Outcome.Failed<R>(Problem problem) -> end("failed", problem.line());
                case Outcome.Cancelled<R>(Problem problem) -> end("cancelled", problem.line());
                case Outcome.InDoubt<R>(Problem problem) -> end("in doubt", problem.line());
            }
            return outcome;
        }

        private String told(Outcome.Done<R> done) {
            List<String> told = new ArrayList<>(done.told());
            if (done.safetyCopy() != null) {
                told.add(Messages.text("operation.done.copy", done.safetyCopy().toString()));
            }
            return String.join("; ", told).replaceAll("\\s+", " ");
        }

        private Outcome<R> ended(Instant began) {
            try (SessionSource source = sessions.source(plan.target(), Purpose.WORK);
                    Watchdog watchdog = new Watchdog(claim, source::abort).start();
                    Halt _ = new Halt(manner.stop(), source)) {
                try {
                    R result = worked(source);
                    return verified(result, began);
                } catch (SQLException e) {
                    return broken(
                            sessions.dialect(plan.target()).failure(plan.target(), e).problem(),
                            watchdog);
                } catch (BelayException e) {
                    return broken(e.problem(), watchdog);
                }
            } catch (ConnectException e) {
                return new Outcome.Failed<>(e.failure().problem());
            } catch (RuntimeException e) {
                LOG.error("{} on {} broke off", operation.name(), plan.target().name(), e);
                return new Outcome.Failed<>(
                        Problem.of(
                                "operation.inside",
                                plan.target().name(),
                                ExitCode.FAILED,
                                String.valueOf(e.getMessage())));
            }
        }

        private R worked(SessionSource source) throws SQLException {
            if (plan.safety() == Plan.Safety.COPY) {
                Path taken = copies.take(plan, manner.progress(), manner.stop());
                copy = taken;
                journal.reached(id, Phase.SAFE, taken.toString());
            }
            journal.reached(id, Phase.EXECUTING, "");
            manner.progress().at(Phase.EXECUTING, "", OptionalDouble.empty());
            return operation.work(
                    new Work(
                            plan,
                            source,
                            (phase, note) -> journal.reached(id, phase, note),
                            manner.progress(),
                            manner.stop()));
        }

        private Outcome<R> verified(R result, Instant began) throws SQLException {
            journal.reached(id, Phase.VERIFYING, "");
            manner.progress().at(Phase.VERIFYING, "", OptionalDouble.empty());
            try (Session session = sessions.open(plan.target(), Purpose.PLAN)) {
                List<String> faults = operation.verify(session, plan, result);
                if (!faults.isEmpty()) {
                    return new Outcome.Failed<>(
                            Problem.of(
                                    "operation.verify",
                                    plan.target().name(),
                                    ExitCode.FAILED,
                                    String.join("; ", faults)));
                }
            } catch (ConnectException e) {
                return new Outcome.InDoubt<>(doubt(e.failure().problem()));
            }
            return new Outcome.Done<>(
                    result,
                    operation.told(result),
                    true,
                    copy,
                    waited,
                    Duration.between(began, clock.instant()));
        }

        /** The work ended early: on a wish, by its own failure, or because the server was lost. */
        private Outcome<R> broken(Problem problem, Watchdog watchdog) {
            boolean unreachable = watchdog.barked() || problem.exit() == ExitCode.NO_CONNECTION;
            if (unreachable) {
                return new Aftermath(sessions, planning, journal)
                        .lookUp(id, plan, operation, problem);
            }
            return manner.stop().wished()
                    ? new Outcome.Cancelled<>(
                            told(
                                    Problem.of(
                                            "operation.cancelled",
                                            plan.target().name(),
                                            ExitCode.CANCELLED,
                                            problem.why())))
                    : new Outcome.Failed<>(told(problem));
        }

        /** With what was left behind, where the target tells. */
        private Problem told(Problem end) {
            try (Session session = sessions.open(plan.target(), Purpose.PLAN)) {
                return operation.ended(session, end);
            } catch (ConnectException | SQLException | BelayException e) {
                return end;
            }
        }

        private Problem doubt(Problem why) {
            return Problem.of(
                    "operation.doubt", plan.target().name(), ExitCode.IN_DOUBT, why.why());
        }

        private void end(String event, String told) {
            journal.end(id, event, told);
            record(event, told);
        }

        private void record(String event, String told) {
            audit.add(id, plan, operator, event, approval.consent() + " " + approval.at(), told);
        }
    }
}
