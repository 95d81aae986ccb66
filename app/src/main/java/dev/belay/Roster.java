package dev.belay;

import dev.belay.store.Sight;
import dev.belay.target.Target;
import dev.belay.target.Targets;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The saved targets as they are now: one that a command or another console adds, edits or removes
 * is watched, watched anew, or not any more. It has a thread of its own, since the store may wait
 * for another Belay.
 */
final class Roster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Watches watches;
    private final Supplier<Targets> targets;
    private final Supplier<Sight> opened;
    private final ScheduledExecutorService looker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("roster").factory());
    private final Map<String, Target> known = new HashMap<>();
    private @Nullable Sight sight;
    private boolean due;
    private boolean failed;

    /**
     * @param opened a sight of the store that holds the targets; asked for once, by a thread that
     *     may wait
     */
    Roster(Watches watches, Supplier<Targets> targets, Supplier<Sight> opened) {
        this.watches = watches;
        this.targets = targets;
        this.opened = opened;
    }

    /**
     * Begins to look, to be called once.
     *
     * @param saved those that somebody watches from now on
     */
    void start(List<Target> saved) {
        saved.forEach(target -> known.put(target.name(), target));
        looker.scheduleWithFixedDelay(
                this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks without waiting for the next turn, and then does what had to wait for it. */
    void look(Runnable then) {
        looker.execute(
                () -> {
                    look();
                    then.run();
                });
    }

    private void look() {
        try {
            Sight now = sight;
            if (now == null) {
                now = opened.get();
                sight = now;
            }
            due |= now.changed();
            if (due) {
                follow(targets.get().list());
                due = false;
            }
            failed = false;
        } catch (RuntimeException e) {
            // What is watched stays watched; telling it every two seconds helps nobody.
            if (!failed) {
                LOG.warn("The saved targets cannot be read: {}", e.getMessage());
            }
            failed = true;
        }
    }

    /**
     * Only what is another one than before: this console's own edits are under way by themselves.
     */
    private void follow(List<Target> saved) {
        Map<String, Target> now = new HashMap<>();
        saved.forEach(target -> now.put(target.name(), target));
        for (String name : List.copyOf(known.keySet())) {
            if (!now.containsKey(name)) {
                known.remove(name);
                watched(name).filter(t -> t.version() > 0).ifPresent(t -> watches.remove(name));
            }
        }
        for (Target target : saved) {
            if (!target.equals(known.put(target.name(), target)) && isNews(target)) {
                watches.add(target);
            }
        }
    }

    /** A target that this console was started with and that is not saved keeps its name. */
    private boolean isNews(Target target) {
        return watched(target.name()).map(t -> t.version() > 0 && !t.equals(target)).orElse(true);
    }

    private Optional<Target> watched(String name) {
        return watches.find(name).map(Watch::target);
    }

    @Override
    public void close() {
        if (!LastWord.done(looker, this::forget)) {
            LOG.warn("The store did not answer");
        }
    }

    private void forget() {
        if (sight != null) {
            sight.close();
        }
    }
}
