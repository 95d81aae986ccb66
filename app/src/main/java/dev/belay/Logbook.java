package dev.belay;

import dev.belay.target.LastSeen;
import dev.belay.watch.Happening;
import dev.belay.watch.Health;
import dev.belay.watch.Link;
import dev.belay.watch.Reading;
import dev.belay.watch.View;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What is known of each saved target, written down for a later start at which it does not answer: a
 * change of its state within seconds, all else once a minute, and everything at the end. It has a
 * thread of its own, since the store may wait for another Belay.
 */
final class Logbook implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Logbook.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration ROUND = Duration.ofMinutes(1);

    private final Watches watches;
    private final Consumer<Map<String, LastSeen>> store;
    private final Clock clock;
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("logbook").factory());
    private final Map<String, LastSeen> written = new HashMap<>();
    private Instant nextRound = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private boolean failed;

    /**
     * @param store writes in one transaction; may block and fail
     */
    Logbook(Watches watches, Consumer<Map<String, LastSeen>> store, Clock clock) {
        this.watches = watches;
        this.store = store;
        this.clock = clock;
    }

    /** Begins to write down; to be called once. */
    void start() {
        writer.scheduleWithFixedDelay(
                () -> write(false), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One look at all targets, and one transaction if there is something to write. */
    void write(boolean last) {
        Instant now = clock.instant();
        if (now.isBefore(notBefore) && !last) {
            return;
        }
        boolean round = last || !now.isBefore(nextRound);
        if (round) {
            nextRound = now.plus(ROUND);
        }
        try {
            write(due(round));
        } catch (RuntimeException e) {
            // Watching goes on without; telling it every minute helps nobody.
            if (!failed) {
                LOG.warn("What is known of the targets cannot be kept: {}", e.getMessage());
            }
            failed = true;
            notBefore = now.plus(ROUND);
        }
    }

    private void write(Map<String, LastSeen> due) {
        if (!due.isEmpty()) {
            store.accept(due);
            written.putAll(due);
            failed = false;
        }
    }

    private Map<String, LastSeen> due(boolean round) {
        Map<String, LastSeen> due = new LinkedHashMap<>();
        for (Watch watch : watches.all()) {
            View view = watch.view();
            LastSeen seen = seen(view);
            if (seen != null && due(view, seen, round)) {
                due.put(view.target().name(), seen);
            }
        }
        return due;
    }

    /** A target that fell silent is due as well: this was its last answer for a while. */
    private boolean due(View view, LastSeen seen, boolean round) {
        LastSeen before = written.get(view.target().name());
        return before == null
                || (!before.equals(seen)
                        && (round
                                || !before.status().equals(seen.status())
                                || !(view.link() instanceof Link.Live)));
    }

    /** Null for a target that is not saved, or was not examined yet. */
    private static @Nullable LastSeen seen(View view) {
        Reading.Sample last = view.last();
        Health health = view.health();
        if (view.target().version() == 0 || last == null || health == null) {
            return null;
        }
        return new LastSeen(
                health.verdict().name().toLowerCase(Locale.ROOT),
                last.at().truncatedTo(ChronoUnit.MILLIS),
                Happening.examined(view).sentence());
    }

    /** Writes a last time, and waits for that only half a second. */
    @Override
    public void close() {
        if (!LastWord.done(writer, () -> write(true))) {
            LOG.warn("What is known of the targets was not kept: the store did not answer");
        }
    }
}
