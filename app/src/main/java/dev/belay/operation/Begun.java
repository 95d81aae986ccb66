package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
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

/** An operation from its first entry in the journal on. */
final class Begun<R> {
    private static final Logger LOG = LoggerFactory.getLogger(Begun.class);

    /** What every operation is run with. */
    record Means(
            Sessions sessions,
            Planning planning,
            Journal journal,
            Audit audit,
            SafetyCopy copies,
            Clock clock) {}

    private final Means means;
    private final String id = UUID.randomUUID().toString();
    private final Operation<R> operation;
    private final Plan plan;
    private final Approval approval;
    private final Operator operator;
    private final Runner.Manner manner;
    private final Hold claim;
    private final Stop lost = new Stop();
    private final Duration waited;
    private @Nullable Path copy;
    private @Nullable Problem unwritten;

    Begun(
            Means means,
            Operation<R> operation,
            Approval approval,
            Operator operator,
            Runner.Manner manner,
            Hold claim,
            Duration waited) {
        this.means = means;
        this.operation = operation;
        this.plan = approval.plan();
        this.approval = approval;
        this.operator = operator;
        this.manner = manner;
        this.claim = claim;
        this.waited = waited;
    }

    Outcome<R> run() {
        Instant began = means.clock().instant();
        means.journal().begin(id, plan, operator);
        try {
            record(AuditEvent.BEGUN, "");
        } catch (BelayException e) {
            means.journal().end(id, AuditEvent.FAILED.id(), e.problem().line());
            throw e;
        }
        Outcome<R> outcome = withCopy(ended(began));
        return switch (outcome) {
            case Outcome.Done<R> done -> closed(done, AuditEvent.DONE, told(done));
            case Outcome.Failed<R>(Problem p, _) -> closed(outcome, AuditEvent.FAILED, p.line());
            case Outcome.Cancelled<R>(Problem p, _) ->
                    closed(outcome, AuditEvent.CANCELLED, p.line());
            case Outcome.InDoubt<R>(Problem p, _) -> closed(outcome, AuditEvent.IN_DOUBT, p.line());
        };
    }

    /** Whoever hears that it did not end well needs the way back. */
    private Outcome<R> withCopy(Outcome<R> outcome) {
        Path taken = copy;
        if (taken == null) {
            return outcome;
        }
        return switch (outcome) {
            case Outcome.Done<R> done -> done;
            case Outcome.Failed<R>(Problem p, _) -> new Outcome.Failed<>(copied(p, taken), taken);
            case Outcome.Cancelled<R>(Problem p, _) ->
                    new Outcome.Cancelled<>(copied(p, taken), taken);
            case Outcome.InDoubt<R>(Problem p, _) -> new Outcome.InDoubt<>(copied(p, taken), taken);
        };
    }

    private static Problem copied(Problem problem, Path copy) {
        String why = problem.why() + "; " + Messages.text("operation.copy-taken", copy.toString());
        return new Problem(problem.key(), problem.where(), why, problem.exit(), problem.advice());
    }

    private String told(Outcome.Done<R> done) {
        List<String> told = new ArrayList<>(done.told());
        if (done.safetyCopy() != null) {
            told.add(Messages.text("operation.done.copy", done.safetyCopy().toString()));
        }
        return String.join("; ", told).replaceAll("\\s+", " ");
    }

    private Outcome<R> ended(Instant began) {
        try (SessionSource source = means.sessions().source(plan.target(), Purpose.WORK);
                Watchdog watchdog = new Watchdog(claim::held, () -> lost(source)).start();
                Halt _ = new Halt(manner.stop(), source)) {
            try {
                R result = worked(source);
                return verified(result, began);
            } catch (SQLException e) {
                return broken(told(e), watchdog);
            } catch (BelayException e) {
                return broken(e.problem(), watchdog);
            }
        } catch (ConnectException e) {
            return new Outcome.Failed<>(FullDisk.opening(e.failure().problem(), e).problem());
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

    private void lost(SessionSource source) {
        source.abort();
        lost.wish();
    }

    /** What the engine itself said, and not a script's place. */
    private Problem told(SQLException failure) {
        Target target = plan.target();
        Problem problem = means.sessions().dialect(target).failure(target, failure).problem();
        if (ScriptProblem.lost(failure)) {
            return problem;
        }
        Problem broken =
                Problem.of("operation.broken", target.name(), ExitCode.FAILED, problem.why());
        return FullDisk.of(target, broken, failure);
    }

    private R worked(SessionSource source) throws SQLException {
        Work work =
                new Work(
                        id,
                        plan,
                        source,
                        this::reached,
                        manner.progress(),
                        manner.stop(),
                        lost,
                        claim::exchange);
        try {
            operation.prepare(work);
            takeCopy(work);
            reached(Phase.EXECUTING, "");
            manner.progress().at(Phase.EXECUTING, "", OptionalDouble.empty());
            return worked(work);
        } catch (BelayException e) {
            throw work.told(e.problem()).asException(e);
        } finally {
            operation.release();
        }
    }

    private void takeCopy(Work work) {
        if (plan.safety() != Plan.Safety.COPY) {
            return;
        }
        Path taken = means.copies().take(plan, manner.progress(), Stop.either(manner.stop(), lost));
        copy = taken;
        work.safetyCopy(taken);
        reached(Phase.SAFE, taken.toString());
    }

    private R worked(Work work) throws SQLException {
        try {
            return operation.work(work);
        } catch (BelayException e) {
            throw FullDisk.of(plan.target(), e.problem(), e).asException(e);
        }
    }

    private void reached(Phase phase, String note) {
        try {
            means.journal().reached(id, phase, note);
        } catch (BelayException e) {
            unwritten = placed(e.problem());
            throw e;
        }
    }

    private Outcome<R> verified(R result, Instant began) throws SQLException {
        reached(Phase.VERIFYING, "");
        manner.progress().at(Phase.VERIFYING, "", OptionalDouble.empty());
        try (Session session = means.sessions().open(operation.made(plan), Purpose.PLAN)) {
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
                Duration.between(began, means.clock().instant()));
    }

    /** The work ended early: on a wish, by its own failure, or because the server was lost. */
    private Outcome<R> broken(Problem problem, Watchdog watchdog) {
        Aftermath aftermath =
                new Aftermath(means.sessions(), means.planning(), means.journal(), manner);
        Problem store = unwritten;
        if (store != null) {
            return aftermath.lookUp(id, plan, operation, Aftermath.Cause.UNWRITTEN, store);
        }
        boolean unreachable = watchdog.barked() || problem.exit() == ExitCode.NO_CONNECTION;
        if (unreachable && Sessions.onServer(plan.target())) {
            return aftermath.lookUp(id, plan, operation, Aftermath.Cause.LOST, problem);
        }
        return aftermath.ended(id, plan, operation, problem);
    }

    /** With the file that could not be written. */
    private static Problem placed(Problem store) {
        return new Problem(
                store.key(), store.where(), store.where() + ": " + store.why(), store.exit());
    }

    private Problem doubt(Problem why) {
        return Problem.of("operation.doubt", plan.target().name(), ExitCode.IN_DOUBT, why.why());
    }

    /**
     * Writes down how it ended: first for the audit, which must not lack it. What is in doubt stays
     * open in the journal, so that the next start looks again.
     */
    private Outcome<R> closed(Outcome<R> outcome, AuditEvent event, String told) {
        try {
            record(event, told);
            if (outcome instanceof Outcome.InDoubt<R>) {
                means.journal().doubt(id, told);
            } else {
                means.journal().end(id, event.id(), told);
            }
            return outcome;
        } catch (BelayException e) {
            LOG.error("{} is {}, and that could not be written down", id, event.id(), e);
            int steps = plan.steps().size();
            return outcome instanceof Outcome.Done<R>
                    ? new Outcome.Failed<>(
                            Problem.of(
                                    "operation.unwritten.done",
                                    plan.target().name(),
                                    ExitCode.FAILED,
                                    placed(e.problem()).why(),
                                    steps,
                                    steps))
                    : outcome;
        }
    }

    private void record(AuditEvent event, String told) {
        means.audit()
                .add(id, plan, operator, event, approval.consent() + " " + approval.at(), told);
    }
}
