package dev.belay.ui.plan;

import dev.belay.Wiring;
import dev.belay.operation.Changes;
import dev.belay.operation.Operations;
import dev.belay.store.Surroundings;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** All that plans and runs changes, with a store of its own. */
final class Bench implements AutoCloseable {
    final Wiring wiring;
    final Changes changes;

    Bench(Path home) {
        wiring =
                new Wiring(
                        new Surroundings(
                                Map.of("BELAY_HOME", home.toString()),
                                home,
                                home,
                                Surroundings.Platform.LINUX));
        changes =
                new Changes(
                        wiring::runner,
                        () ->
                                new Operations(
                                        wiring.sessions(), wiring.histories(), wiring.copies()),
                        Clock.systemUTC());
    }

    @Override
    public void close() {
        changes.close();
        wiring.close();
    }
}
