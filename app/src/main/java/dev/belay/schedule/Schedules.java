package dev.belay.schedule;

import dev.belay.message.BelayException;
import dev.belay.news.Listeners;
import dev.belay.news.Subscription;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Has backups taken when the profiles say so, one at a time, as long as this is open. Times that
 * went by before that are not caught up.
 */
public final class Schedules implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Supplier<List<Target>> targets;
    private final Consumer<Target> backup;
    private final Clock clock;
    private final ZoneId zone;
    private final Map<String, Due> dues = new HashMap<>();
    private final Listeners<Schedules> listeners = new Listeners<>();
    private volatile @Nullable Target working;
    private volatile boolean closed;

    /**
     * @param targets all that are saved; asked at each look
     * @param backup takes one, and returns when it ended, whatever the end
     */
    public Schedules(
            Supplier<List<Target>> targets, Consumer<Target> backup, Clock clock, ZoneId zone) {
        this.targets = targets;
        this.backup = backup;
        this.clock = clock;
        this.zone = zone;
    }

    /** Begins to look, on a thread of its own. */
    public Schedules start() {
        Thread.ofPlatform().daemon().name("belay-schedule").start(this::watch);
        return this;
    }

    private void watch() {
        while (!closed) {
            try {
                look();
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("The schedules could not be looked at", e);
                if (!rested()) {
                    return;
                }
            }
        }
    }

    private static boolean rested() {
        try {
            Thread.sleep(LOOK);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Takes what is due now, one after another; the first look at a schedule only notes it. */
    public void look() {
        for (Target target : targets.get()) {
            String expression = target.backupRules().schedule();
            if (expression == null) {
                dues.remove(target.name());
            } else if (!closed && come(target, expression)) {
                take(target);
            }
        }
    }

    private boolean come(Target target, String expression) {
        Instant now = clock.instant();
        Due due = dues.get(target.name());
        if (due == null || !due.table().expression().equals(expression)) {
            try {
                dues.put(target.name(), new Due(Timetable.of(expression, zone), now));
            } catch (BelayException e) {
                LOG.warn("{}: {}", target.name(), e.problem().line());
            }
            return false;
        }
        return due.come(now);
    }

    private void take(Target target) {
        working = target;
        listeners.tell(this);
        try {
            backup.accept(target);
        } catch (RuntimeException e) {
            LOG.error("The scheduled backup of {} broke off", target.name(), e);
        } finally {
            working = null;
            listeners.tell(this);
        }
    }

    /** Whose backup is taken by its schedule now, or null. */
    public @Nullable Target working() {
        return working;
    }

    /** Tells of every beginning and end, on the thread that works. */
    public Subscription subscribe(Runnable listener) {
        return listeners.add(all -> listener.run());
    }

    /** Looks no more; what works is ended by who made it. */
    @Override
    public void close() {
        closed = true;
    }
}
