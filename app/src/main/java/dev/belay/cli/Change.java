package dev.belay.cli;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Approval;
import dev.belay.operation.Approver;
import dev.belay.operation.Armed;
import dev.belay.operation.Consent;
import dev.belay.operation.Operation;
import dev.belay.operation.Outcome;
import dev.belay.operation.Phase;
import dev.belay.operation.Plan;
import dev.belay.operation.Rehearsal;
import dev.belay.operation.Rehearsed;
import dev.belay.operation.Runner;
import dev.belay.operation.Safeguard;
import dev.belay.operation.Stop;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One change of a target as a command makes it: its plan, its approval, its way, its end. */
final class Change {
    /**
     * An operation that is stopped needs this long at most: two seconds of grace, then it is cut
     * off.
     */
    private static final Duration SAFE = Duration.ofSeconds(8);

    private final Call call;
    private final ChangeOptions options;
    private final Clock clock = Clock.systemUTC();
    private final Crashes crashes;
    private final ProgressLine line;
    private @Nullable Rehearsing rehearsing;
    private @Nullable Rehearsed rehearsed;
    private @Nullable Plan refused;
    private Runnable first = () -> {};
    private Consumer<Json> failing = document -> {};

    Change(Call call, ChangeOptions options) {
        this.call = call;
        this.options = options;
        this.crashes = new Crashes(call);
        this.line = new ProgressLine(call.out());
    }

    Safeguard safeguard() {
        return new Safeguard(call.parts().copies(), options.withoutCopy);
    }

    /** Has the plan rehearsed before it is run, or instead where it is only to be told. */
    Change rehearsed(RehearseOptions rehearse) {
        Rehearsal.Where where = rehearse.where(call);
        rehearsing = where == null ? null : new Rehearsing(call, where);
        return this;
    }

    /** Has this done before a run, once it is told what was interrupted. */
    Change first(Runnable what) {
        first = what;
        return this;
    }

    /** Has more put into the document where it fails or is refused. */
    Change failing(Consumer<Json> more) {
        failing = more;
        return this;
    }

    /**
     * Plans or runs the operation.
     *
     * @param wait how long another operation on the target is waited for
     * @param tell says what was done
     */
    <R> ExitCode run(
            Target target, Operation<R> operation, Duration wait, Consumer<Outcome.Done<R>> tell) {
        Runner runner = call.parts().runner();
        crashes.tellFound(target);
        if (!options.dryRun) {
            first.run();
        }
        Stop stop = new Stop();
        CountDownLatch ended = new CountDownLatch(1);
        call.parts()
                .closeAtEnd(
                        () -> {
                            stop.wish();
                            ended.await(SAFE.toMillis(), TimeUnit.MILLISECONDS);
                        });
        try {
            if (options.dryRun) {
                return dry(runner.plan(target, operation), stop);
            }
            Approver approver = asCalled(rehearsed(runner, target, operation, stop));
            Outcome<R> outcome =
                    runner.run(
                            target,
                            operation,
                            approver,
                            new Runner.Manner(this::progress, stop, wait));
            return switch (outcome) {
                case Outcome.Done<R> done -> {
                    tell.accept(done);
                    yield ExitCode.DONE;
                }
                case Outcome.Failed<R>(Problem problem, Path copy) -> failed(problem, copy);
                case Outcome.Cancelled<R>(Problem problem, Path copy) -> failed(problem, copy);
                case Outcome.InDoubt<R>(Problem problem, Path copy) -> failed(problem, copy);
            };
        } catch (BelayException e) {
            return failed(e.problem(), null);
        } finally {
            ended.countDown();
        }
    }

    /**
     * Rehearses what would be approved, if that was asked for: only what was rehearsed is then
     * approved.
     */
    private Approver rehearsed(Runner runner, Target target, Operation<?> operation, Stop stop) {
        Rehearsing rehearsal = rehearsing;
        if (rehearsal == null) {
            return this::approve;
        }
        Plan plan = runner.plan(target, operation);
        Approval approval;
        try {
            if (!Rehearsal.possible(plan)) {
                return this::approve;
            }
            approval = approve(plan);
        } catch (BelayException e) {
            return this::approve; // Refused there again, and audited.
        }
        rehearse(rehearsal, plan, stop);
        return approval::stillFor;
    }

    private void rehearse(Rehearsing rehearsal, Plan plan, Stop stop) {
        Rehearsed result = rehearsal.run(plan, stop);
        rehearsed = result;
        if (!result.passed()) {
            throw result.problem().asException();
        }
    }

    /** The document of a change, with what every one of them ends with. */
    static Json closed(Json document, Outcome.Done<?> done) {
        return document.put(
                        "safetyBackup",
                        done.safetyCopy() == null ? null : done.safetyCopy().toString())
                .took(done.took());
    }

    /** Says what was done, each with the target's name. */
    void told(Target target, Outcome.Done<?> done) {
        done.told().forEach(t -> call.out().line(Messages.text("cli.told", Call.name(target), t)));
    }

    /** The document with how the rehearsal ended, if there was one. */
    Json withRehearsal(Json document) {
        return rehearsed == null ? document : document.put("rehearsal", Rehearsing.json(rehearsed));
    }

    private ExitCode dry(Plan plan, Stop stop) {
        if (!call.out().json()) {
            PlanText.tell(call.out(), plan);
        }
        Problem refusal = plan.blockers().isEmpty() ? null : plan.blockers().getFirst();
        if (rehearsing != null && Rehearsal.possible(plan)) {
            try {
                rehearse(rehearsing, plan, stop);
            } catch (BelayException e) {
                refusal = e.problem();
            }
        }
        if (call.out().json()) {
            call.out().document(withRehearsal(PlanText.json(plan)));
        }
        if (refusal == null) {
            return ExitCode.DONE;
        }
        call.out().told(refusal);
        return refusal.exit();
    }

    /** Approves what it was called with, and tells it before where it can only be refused. */
    private Approver asCalled(Approver approver) {
        return new Approver() {
            @Override
            public Approval approve(Plan now) {
                return approver.approve(now);
            }

            @Override
            public void foresee(Plan plan) {
                consented(plan);
            }
        };
    }

    private Approval approve(Plan now) {
        Approval approval = consented(now);
        crashes.tellUndecided(now);
        return approval;
    }

    /** The command arms its own target, and its call is its click. */
    private Approval consented(Plan now) {
        Instant at = clock.instant();
        Consent consent =
                options.confirm == null ? new Consent.Given() : new Consent.Typed(options.confirm);
        refused = now;
        Approval approval = Approval.of(now, consent, Armed.from(now.target(), at), at);
        refused = null;
        return approval;
    }

    private ExitCode failed(Problem problem, @Nullable Path copy) {
        Plan plan = refused;
        if (plan != null && !call.out().json()) {
            PlanText.tell(call.out(), plan);
        }
        call.out().told(problem);
        if (call.out().json()) {
            Json document = Json.object().put("error", Output.error(problem));
            failing.accept(document);
            if (copy != null) {
                document.put("safetyBackup", copy.toString());
            }
            if (plan != null) {
                document.put("plan", PlanText.json(plan));
            }
            call.out().document(withRehearsal(document));
        }
        return problem.exit();
    }

    private void progress(Phase phase, String what, OptionalDouble share, Optional<Duration> left) {
        line.at(what.isEmpty() ? phase.words() : phase.words() + ": " + what, share, left);
    }
}
