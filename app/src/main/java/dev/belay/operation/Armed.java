package dev.belay.operation;

import dev.belay.target.Target;

import java.time.Duration;
import java.time.Instant;

/**
 * A target may be changed until a moment. Watching is the rule, this the exception; the command
 * arms its target by being called.
 */
public record Armed(String place, Instant until) {
    /** How long a target stays armed in the console. */
    public static final Duration TIME = Duration.ofMinutes(15);

    /** Arms a target from now on. */
    public static Armed from(Target target, Instant now) {
        return new Armed(target.place(), now.plus(TIME));
    }

    /** What a target that is only watched has. */
    static Armed not(Target target) {
        return new Armed(target.place(), Instant.EPOCH);
    }

    public boolean covers(Target target, Instant now) {
        return place.equals(target.place()) && now.isBefore(until);
    }
}
