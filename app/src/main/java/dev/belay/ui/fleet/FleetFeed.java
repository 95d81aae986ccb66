package dev.belay.ui.fleet;

import dev.belay.news.Subscription;
import dev.belay.watch.View;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Makes the rows of all watched targets on the watches' own threads, and hands over what is new
 * when asked: a thousand targets cost the screen one update, not a thousand.
 */
final class FleetFeed implements AutoCloseable {
    private record Followed(Watch watch, Subscription subscription) {}

    private final Watches watches;
    private final Clock clock;
    private final Consumer<FleetFeed> news;
    private final Map<String, Followed> followed = new HashMap<>();
    private final Map<String, FleetRow> fresh = new ConcurrentHashMap<>();
    private final Subscription set;

    /**
     * @param news called on any thread when there is something to {@link #take}
     */
    FleetFeed(Watches watches, Clock clock, Consumer<FleetFeed> news) {
        this.watches = watches;
        this.clock = clock;
        this.news = news;
        this.set = watches.subscribe(this::follow);
        follow();
    }

    private synchronized void follow() {
        Set<Watch> all = new HashSet<>(watches.all());
        followed.values().removeIf(f -> !all.contains(f.watch()) && stop(f));
        for (Watch watch : all) {
            if (!followed.containsKey(watch.target().name())) {
                Subscription subscription = watch.subscribe(view -> make(watch, view));
                followed.put(watch.target().name(), new Followed(watch, subscription));
                make(watch, watch.view());
            }
        }
        news.accept(this);
    }

    private static boolean stop(Followed gone) {
        gone.subscription().close();
        return true;
    }

    private void make(Watch watch, View view) {
        fresh.put(view.target().name(), FleetRow.of(view, watch.trail(), clock.instant()));
        news.accept(this);
    }

    /** The rows made since the last call, each target's newest. */
    List<FleetRow> take() {
        Set<String> names = names();
        List<FleetRow> rows = new ArrayList<>();
        for (String name : Set.copyOf(fresh.keySet())) {
            FleetRow row = fresh.remove(name);
            if (row != null && names.contains(name)) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The targets watched now. */
    synchronized Set<String> names() {
        return Set.copyOf(followed.keySet());
    }

    @Override
    public synchronized void close() {
        set.close();
        followed.values().forEach(FleetFeed::stop);
        followed.clear();
    }
}
