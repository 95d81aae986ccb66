package dev.belay;

import dev.belay.db.Retry;
import dev.belay.demo.Demo;
import dev.belay.demo.DemoWorkload;
import dev.belay.message.Messages;
import dev.belay.target.Target;
import dev.belay.tool.Tools;
import dev.belay.ui.overview.Asking;
import dev.belay.ui.targets.Profiles;
import dev.belay.watch.Watches;
import dev.belay.watch.check.HealthRound;
import dev.belay.watch.check.OnDemand;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the console is made of beside its pages: the watches, the demo, and what is known of before.
 */
final class ConsoleParts implements AutoCloseable {
    private final Wiring wiring;
    private final Clock clock = Clock.systemUTC();
    private final Watches watches;
    private @Nullable DemoWorkload load;

    ConsoleParts(Wiring wiring) {
        this.wiring = wiring;
        watches =
                new Watches(
                        wiring.sessions(),
                        target -> new HealthRound(clock),
                        wiring.histories()::read,
                        clock,
                        Retry.PATIENT);
    }

    Watches watches() {
        return watches;
    }

    Tools tools() {
        return wiring.tools();
    }

    Profiles profiles() {
        return new Profiles(
                wiring.targets(),
                watches,
                wiring.sessions(),
                wiring.passwords(),
                wiring.surroundings());
    }

    Asking asking() {
        return new Asking(new OnDemand(wiring.sessions(), clock), wiring.sessions());
    }

    /** Folders and files a user may have to find, by what they are. */
    Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put(Messages.text("console.place.store"), wiring.home().store().toString());
        places.put(Messages.text("console.place.logs"), wiring.home().logs().toString());
        return places;
    }

    /** Begins to watch every saved target and, if it is none of them, this one; opens the store. */
    void watchAll(@Nullable Target also) {
        for (Target target : wiring.targets().list()) {
            watches.add(target);
        }
        if (also != null && watches.find(also.name()).isEmpty()) {
            watches.add(also);
        }
    }

    /** Makes the demo target, saves it, and lets its workload run until the console is closed. */
    synchronized Target startDemo() {
        Target made = Demo.make(wiring.home().create().demo());
        Optional<Target> saved = wiring.targets().find(made.name());
        Target target = saved.isPresent() ? saved.get() : wiring.targets().add(made);
        if (load == null) {
            load = DemoWorkload.start(Path.of(target.place()));
        }
        watches.add(target);
        return target;
    }

    /** Lets go of everything; waits for no server. */
    @Override
    public synchronized void close() {
        watches.close();
        if (load != null) {
            load.close();
        }
        wiring.close();
    }
}
