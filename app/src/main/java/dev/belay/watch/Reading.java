package dev.belay.watch;

import dev.belay.db.Vitals;
import dev.belay.message.Problem;

import java.time.Duration;
import java.time.Instant;

/** One look at a target: what was seen, or that nothing was. */
public sealed interface Reading {
    Instant at();

    /** An answer; {@code vitals} holds the latency as well. */
    record Sample(Instant at, Duration latency, Vitals vitals) implements Reading {}

    /** No answer, which is data too: it stands as a gap. */
    record Missed(Instant at, Problem problem) implements Reading {}
}
