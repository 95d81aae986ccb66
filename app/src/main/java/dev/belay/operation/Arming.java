package dev.belay.operation;

import dev.belay.news.Listeners;
import dev.belay.news.Subscription;
import dev.belay.target.Target;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which targets of a console are armed: none unless the operator has said so, each for a while. */
public final class Arming {
    private final Clock clock;
    private final Map<String, Armed> byPlace = new ConcurrentHashMap<>();
    private final Listeners<Arming> listeners = new Listeners<>();

    public Arming(Clock clock) {
        this.clock = clock;
    }

    /** Arms a target from now on; once more, and the time begins anew. */
    public Armed arm(Target target) {
        Armed armed = Armed.from(target, clock.instant());
        byPlace.put(target.place(), armed);
        tell();
        return armed;
    }

    public void disarm(Target target) {
        if (byPlace.remove(target.place()) != null) {
            tell();
        }
    }

    /** Empty as well when its time is over. */
    public Optional<Armed> of(Target target) {
        return Optional.ofNullable(byPlace.get(target.place()))
                .filter(armed -> armed.covers(target, clock.instant()));
    }

    /** Those whose time has run out since this was asked before; each is told once. */
    public List<Armed> lapsed() {
        Instant now = clock.instant();
        List<Armed> lapsed =
                byPlace.values().stream().filter(armed -> !now.isBefore(armed.until())).toList();
        return lapsed.stream().filter(armed -> byPlace.remove(armed.place(), armed)).toList();
    }

    /**
     * Tells when a target is armed or disarmed, on the thread that did it; not when time is over.
     */
    public Subscription subscribe(Runnable listener) {
        return listeners.add(all -> listener.run());
    }

    private void tell() {
        listeners.tell(this);
    }
}
