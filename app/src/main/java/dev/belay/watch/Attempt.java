package dev.belay.watch;

import dev.belay.message.Problem;

import java.time.Duration;
import java.time.Instant;

/** One failed try to connect: when it began, how long it took, and why it failed. */
public record Attempt(Instant at, Duration took, Problem problem) {}
