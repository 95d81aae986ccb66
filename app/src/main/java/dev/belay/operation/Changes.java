package dev.belay.operation;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.news.Listeners;
import dev.belay.news.Subscription;
import dev.belay.target.Target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The changes of a console: what is armed, what is planned, what runs. An operation runs on a
 * thread of its own, whether a window looks at it or not.
 */
public final class Changes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    /**
     * A stopped operation has two seconds of grace, is cut off then, and looks what became of it.
     */
    private static final Duration SAFE = Duration.ofSeconds(8);

    private final Supplier<Runner> runner;
    private final Supplier<Operations> operations;
    private final Supplier<Rehearsal> rehearsal;
    private final Arming arming;
    private final Clock clock;
    private final List<Rehearsing> rehearsals = new CopyOnWriteArrayList<>();
    private final List<Running> all = new CopyOnWriteArrayList<>();
    private final List<Thread> workers = new CopyOnWriteArrayList<>();
    private final Listeners<Changes> listeners = new Listeners<>();

    /**
     * @param runner asked for on a worker, since making it opens the store
     */
    public Changes(
            Supplier<Runner> runner,
            Supplier<Operations> operations,
            Supplier<Rehearsal> rehearsal,
            Clock clock) {
        this.runner = runner;
        this.rehearsal = rehearsal;
        this.operations = operations;
        this.clock = clock;
        arming = new Arming(clock);
    }

    public Arming arming() {
        return arming;
    }

    /**
     * What would be done now; changes nothing, and blocks as long as the target takes to tell.
     *
     * @throws BelayException if it cannot be told
     */
    public Plan plan(Target target, Request request) {
        return runner.get().plan(target, operations.get().of(target, request));
    }

    /** As {@link Restores#kept}. */
    public List<KeptDatabase> kept(Target target) {
        return operations.get().restores().kept(target);
    }

    /**
     * Approves a plan and begins with it. What runs is what was approved, or nothing.
     *
     * @throws BelayException with {@link ExitCode#REFUSED} if the consent is less than the plan
     *     demands, or the target is not armed now
     */
    public Running start(Plan plan, Request request, Consent consent) {
        Target target = plan.target();
        Instant now = clock.instant();
        Armed armed = arming.of(target).orElseGet(() -> Armed.not(target));
        Approval approval = Approval.of(plan, consent, armed, now);
        Running running = new Running(request, plan, clock);
        // What was told of this target before was told for the plan that is approved now.
        all.removeIf(old -> old.isOver() && old.target().place().equals(target.place()));
        all.add(running);
        begin(request.operation(), () -> run(running, approval));
        return running;
    }

    private void begin(String name, Runnable work) {
        Thread worker =
                Thread.ofPlatform()
                        .name("belay-" + name)
                        .unstarted(
                                () -> {
                                    work.run();
                                    workers.remove(Thread.currentThread());
                                    listeners.tell(this);
                                });
        workers.add(worker);
        worker.start();
        listeners.tell(this);
    }

    /** Begins to rehearse a plan, which needs no approval: the target is not touched by it. */
    public Rehearsing rehearse(Plan plan, Rehearsal.Where where) {
        Rehearsing rehearsing = new Rehearsing(plan, clock.instant());
        rehearsals.add(rehearsing);
        begin("rehearse", () -> rehearse(rehearsing, where));
        return rehearsing;
    }

    private void rehearse(Rehearsing rehearsing, Rehearsal.Where where) {
        Rehearsal.Told told =
                (what, share) -> {
                    rehearsing.at(what, share);
                    listeners.tell(this);
                };
        Rehearsing.Ended end;
        try {
            end =
                    new Rehearsing.Ended.With(
                            rehearsal
                                    .get()
                                    .rehearse(rehearsing.plan(), where, told, rehearsing.wish()));
        } catch (BelayException e) {
            end = new Rehearsing.Ended.Unbegun(e.problem());
        } catch (RuntimeException e) {
            LOG.error("a rehearsal broke off", e);
            end = new Rehearsing.Ended.Unbegun(inside(rehearsing.plan(), e));
        }
        rehearsing.ended(end);
        rehearsals.remove(rehearsing);
    }

    private static Problem inside(Plan plan, RuntimeException e) {
        return Problem.of(
                "operation.inside",
                plan.target().name(),
                ExitCode.FAILED,
                String.valueOf(e.getMessage()));
    }

    private void run(Running running, Approval approval) {
        Running.Ended end;
        try {
            end = new Running.Ended.With(outcome(running, approval), clock.instant());
        } catch (BelayException e) {
            end = new Running.Ended.Unbegun(e.problem(), clock.instant());
        } catch (RuntimeException e) {
            LOG.error("{} broke off", running.request().operation(), e);
            end = new Running.Ended.Unbegun(inside(running.plan(), e), clock.instant());
        }
        running.ended(end);
    }

    private Outcome<?> outcome(Running running, Approval approval) {
        Target target = running.target();
        Progress progress =
                (phase, what, share, left) -> {
                    running.at(phase, what, share, left);
                    listeners.tell(this);
                };
        return runner.get()
                .run(
                        target,
                        operations.get().of(target, running.request()),
                        approval::stillFor,
                        new Runner.Manner(progress, running.wish(), Duration.ZERO));
    }

    /**
     * Looks for whom an operation waits now, and remembers it; blocks as long as the target takes.
     *
     * @return in words, empty for nobody
     */
    public String waitsFor(Running running) {
        String now = running.isOver() ? "" : runner.get().waitsFor(running.target());
        if (!now.isEmpty()) {
            running.waited(now);
        }
        return now;
    }

    /** Those that have not ended, oldest first. */
    public List<Running> running() {
        return all.stream().filter(running -> !running.isOver()).toList();
    }

    /** Those that run, and those that ended and were not put away since. */
    public List<Running> all() {
        return List.copyOf(all);
    }

    /** The operator has seen its end; what was done before that is no news any more either. */
    public void putAway(Running ended) {
        if (ended.isOver() && all.remove(ended)) {
            all.removeIf(old -> isDone(old) && old.began().isBefore(ended.began()));
            listeners.tell(this);
        }
    }

    private static boolean isDone(Running running) {
        return running.end().filter(end -> end.ending() == Ending.DONE).isPresent();
    }

    /** Tells of every beginning, progress and end, on the thread that works. */
    public Subscription subscribe(Runnable listener) {
        return listeners.add(all -> listener.run());
    }

    /**
     * Brings what runs to a safe state, and ends what is rehearsed; waits for that some seconds.
     */
    @Override
    public void close() {
        all.forEach(Running::stop);
        rehearsals.forEach(Rehearsing::stop);
        long until = System.nanoTime() + SAFE.toNanos();
        try {
            for (Thread worker : workers) {
                worker.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
