package dev.belay.testing;

import dev.belay.Wiring;
import dev.belay.operation.Approval;
import dev.belay.operation.Armed;
import dev.belay.operation.Changes;
import dev.belay.operation.Consent;
import dev.belay.operation.Operations;
import dev.belay.operation.Outcome;
import dev.belay.operation.Progress;
import dev.belay.operation.Request;
import dev.belay.operation.Runner;
import dev.belay.operation.Stop;
import dev.belay.target.Target;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** All that plans and runs changes, with a store of its own. */
public final class Bench implements AutoCloseable {
    public final Wiring wiring;
    public final Changes changes;

    public Bench(Path home) {
        wiring = new Wiring(Around.home(home));
        changes =
                new Changes(wiring::runner, this::operations, wiring::rehearsal, Clock.systemUTC());
    }

    private Operations operations() {
        return new Operations(
                wiring.sessions(),
                wiring.histories(),
                wiring.copies(),
                wiring.archive(),
                wiring.restores());
    }

    /**
     * Does what is wished for at once, as a command does it.
     *
     * @return what it came to
     */
    public Object run(Target target, Request request) {
        Outcome<?> outcome =
                wiring.runner()
                        .run(
                                target,
                                operations().of(target, request),
                                plan -> {
                                    Instant now = Instant.now();
                                    return Approval.of(
                                            plan,
                                            new Consent.Typed(target.databaseName()),
                                            Armed.from(target, now),
                                            now);
                                },
                                new Runner.Manner(Progress.NONE, new Stop(), Duration.ZERO));
        if (!(outcome instanceof Outcome.Done<?> done)) {
            throw new IllegalStateException(outcome.toString());
        }
        return done.result();
    }

    @Override
    public void close() {
        changes.close();
        wiring.close();
    }
}
