package dev.belay.watch;

import dev.belay.db.Retry;
import dev.belay.db.Sessions;
import dev.belay.news.Listeners;
import dev.belay.news.Subscription;
import dev.belay.target.LastSeen;
import dev.belay.target.Target;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All watched targets. Each is on its own: one that hangs takes nothing from the others. */
public final class Watches implements AutoCloseable {
    private final Sessions sessions;
    private final Function<Target, Checkup> checkups;
    private final Watch.Past past;
    private final Clock clock;
    private final Retry retry;
    private final Workers workers = new Workers();
    private final Map<String, Watch> watches = new LinkedHashMap<>();
    private final Listeners<List<Watch>> listeners = new Listeners<>();
    private volatile Map<String, LastSeen> before = Map.of();

    /**
     * @param checkups makes the examiner of a target, one each
     */
    public Watches(
            Sessions sessions,
            Function<Target, Checkup> checkups,
            Watch.Past past,
            Clock clock,
            Retry retry) {
        this.sessions = sessions;
        this.checkups = checkups;
        this.past = past;
        this.clock = clock;
        this.retry = retry;
    }

    /** What an earlier start knew of targets, by name; told by those that are added from now on. */
    public void remember(Map<String, LastSeen> known) {
        before = Map.copyOf(known);
    }

    /** Begins to watch; a target of the same name that was watched before is replaced. */
    public Watch add(Target target) {
        Watch watch =
                new Watch(
                        target,
                        sessions,
                        workers,
                        clock,
                        retry,
                        checkups.apply(target),
                        past,
                        before.get(target.name()));
        Watch replaced;
        synchronized (this) {
            replaced = watches.put(target.name(), watch);
        }
        if (replaced != null) {
            replaced.close();
        }
        watch.start();
        listeners.tell(all());
        return watch;
    }

    /** Begins to watch, unless one of that name is watched. */
    public void addNew(Target target) {
        if (find(target.name()).isEmpty()) {
            add(target);
        }
    }

    public void remove(String name) {
        Watch watch;
        synchronized (this) {
            watch = watches.remove(name);
        }
        if (watch != null) {
            watch.close();
            listeners.tell(all());
        }
    }

    public synchronized Optional<Watch> find(String name) {
        return Optional.ofNullable(watches.get(name));
    }

    public synchronized List<Watch> all() {
        return new ArrayList<>(watches.values());
    }

    /** Tells when targets come or go, not their readings; on the thread that changed the set. */
    public Subscription subscribe(Runnable listener) {
        return listeners.add(all -> listener.run());
    }

    /** Ends all of them; never waits for a server. */
    @Override
    public void close() {
        all().forEach(Watch::close);
        workers.close();
    }
}
