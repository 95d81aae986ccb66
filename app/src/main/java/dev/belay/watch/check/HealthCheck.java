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

    /** For trouble that goes on as it is, since looking at it costs the server as well. */
    Duration ONGOING = Duration.ofSeconds(5);

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
     * What of a reading tells that an overtaken answer still stands, but for its figures: as long
     * as it is the same, asking anew is worth it only every {@link #ONGOING}. Null if nothing does.
     */
    default @Nullable Object sign(Vitals reading, Thresholds lines) {
        return null;
    }

    /**
     * Finds out, within the deadlines of the context's session.
     *
     * @return null where the question means nothing to the target's engine
     * @throws SQLException as the target gave it; {@link HealthChecks} judges it
     */
    @Nullable Finding find(CheckContext context) throws SQLException;
}
