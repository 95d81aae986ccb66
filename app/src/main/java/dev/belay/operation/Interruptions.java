package dev.belay.operation;

import dev.belay.db.Sessions;
import dev.belay.news.Listeners;
import dev.belay.news.Subscription;
import dev.belay.target.Target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a console has to tell of interrupted operations: found out on a thread of its own whenever a
 * target can be reached, also for what another process left behind, and told until somebody has
 * acknowledged it, in whichever console.
 */
public final class Interruptions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Interruptions.class);

    /** The store is asked so often what is to be told. */
    private static final Duration ROUND = Duration.ofSeconds(5);

    /** A target whose look came to no end is looked at again after this. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Supplier<Recovery> recovery;
    private final Function<Target, Reach> reach;
    private final Clock clock;
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("belay-recovery").factory());
    private final Listeners<List<Interrupted>> listeners = new Listeners<>();
    private final Map<String, Looked> looked = new ConcurrentHashMap<>();
    private volatile List<Interrupted> told = List.of();
    private final AtomicBoolean started = new AtomicBoolean();
    private boolean failed;

    /** Whether a target answers now. */
    public enum Reach {
        YES,
        NO,
        /** Nobody watches it. */
        UNKNOWN
    }

    private record Looked(Instant at, Reach reach, Interrupted found) {}

    /**
     * @param recovery opens the store where it is not open yet; called on the own thread
     * @param reach whether a target answers, as far as somebody watches it; returns at once
     */
    public Interruptions(Supplier<Recovery> recovery, Function<Target, Reach> reach, Clock clock) {
        this.recovery = recovery;
        this.reach = reach;
        this.clock = clock;
    }

    /** Begins to look, once the targets that are watched are known. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            worker.scheduleWithFixedDelay(this::round, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What is to be told now, the newest first. */
    public List<Interrupted> told() {
        return told;
    }

    /** Hears of every change of it, on any thread. */
    public Subscription subscribe(Consumer<List<Interrupted>> listener) {
        return listeners.add(listener);
    }

    /** Somebody has read of it; blocks as long as the store takes. */
    public void acknowledge(Interrupted read) {
        recovery.get().acknowledge(read.entry(), Operator.ofProcess());
        tell(told.stream().filter(i -> !i.entry().id().equals(read.entry().id())).toList());
    }

    /** Looks at a target again at once, if that came to no end before. */
    public void again(Interrupted unknown) {
        looked.remove(unknown.entry().id());
        try {
            worker.execute(this::round);
        } catch (RejectedExecutionException e) {
            // Closed.
        }
    }

    /** Looks at what can be looked at, and tells what is new. */
    void round() {
        try {
            Recovery now = recovery.get();
            List<Interrupted> all = new ArrayList<>(unended(now));
            all.addAll(now.unread());
            Map<String, Interrupted> once = new HashMap<>();
            all.forEach(i -> once.put(i.entry().id(), i));
            tell(
                    once.values().stream()
                            .sorted(
                                    Comparator.comparing((Interrupted i) -> i.entry().begun())
                                            .reversed())
                            .toList());
            failed = false;
        } catch (RuntimeException e) {
            // The next round may do better; telling it each time helps nobody.
            if (!failed) {
                LOG.warn("Interrupted operations cannot be looked for: {}", e.getMessage());
            }
            failed = true;
        }
    }

    /** Those that could not be looked at to the end, and that nobody has acknowledged. */
    private List<Interrupted> unended(Recovery now) {
        List<Interrupted> unended = new ArrayList<>();
        for (Journal.Entry entry : now.open()) {
            if (due(entry)) {
                Reach answers = reach.apply(entry.target());
                now.look(entry)
                        .ifPresentOrElse(
                                found ->
                                        looked.put(
                                                entry.id(),
                                                new Looked(clock.instant(), answers, found)),
                                () -> looked.remove(entry.id()));
            }
            Looked last = looked.get(entry.id());
            Interrupted known = last == null ? unreached(entry) : last.found();
            if (!known.found().established() && !now.acknowledged(entry)) {
                unended.add(known);
            }
        }
        return unended;
    }

    private static Interrupted unreached(Journal.Entry entry) {
        return new Interrupted(entry, Found.of(Found.State.UNKNOWN, "recovery.unreached"));
    }

    private boolean due(Journal.Entry entry) {
        Reach answers = reach.apply(entry.target());
        boolean file = !Sessions.onServer(entry.target());
        if (answers == Reach.NO && !file) {
            return false;
        }
        Looked last = looked.get(entry.id());
        if (last == null || (answers == Reach.YES && last.reach() != Reach.YES)) {
            return true;
        }
        boolean barred = last.found().found().state() == Found.State.BARRED && !file;
        return (!barred || answers == Reach.YES)
                && !clock.instant().isBefore(last.at().plus(AGAIN));
    }

    private void tell(List<Interrupted> now) {
        if (!now.equals(told)) {
            told = now;
            listeners.tell(now);
        }
    }

    /** Ends without waiting for a server. */
    @Override
    public void close() {
        worker.shutdownNow();
    }
}
