package dev.belay.watch.check;

import dev.belay.db.Vitals;
import dev.belay.target.Thresholds;
import dev.belay.watch.Check;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;

/** One question about a target's health, and how its answer is judged. */
public interface HealthCheck {
    /** For what is cheap, or must be known soon. */
    Duration SOON = Duration.ofSeconds(10);

    /** For what costs the server something, or hardly changes. */
    Duration SELDOM = Duration.ofSeconds(60);

    /** The contract's name: {@code write_access}. */
    String name();

    /** How often the answer is worth asking for. */
    default Duration rhythm() {
        return SOON;
    }

    /** True if {@link #find} asks the target, so that its time says something about it. */
    default boolean asks() {
        return true;
    }

    /**
     * True if a reading that came after an answer tells more than the answer does, so that this is
     * found out anew with that reading and not when the clock says so.
     */
    default boolean overtaken(Check answer, Vitals reading, Thresholds lines) {
        return false;
    }

    /**
     * Finds out, within the deadlines of the context's session.
     *
     * @return null where the question means nothing to the target's engine
     * @throws SQLException as the target gave it; {@link HealthChecks} judges it
     */
    @Nullable Finding find(CheckContext context) throws SQLException;
}
