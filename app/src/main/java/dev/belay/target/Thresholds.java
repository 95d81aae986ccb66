package dev.belay.target;

import java.time.Duration;
import java.util.List;

/**
 * The lines a target's readings are held against.
 *
 * @param poolWarn connections the application is expected to stay below
 * @param poolLimit connections it may never pass (pool plus overflow)
 * @param lockWait a lock wait longer than this is worth a person's attention
 * @param longTransaction a transaction older than this is, too
 * @param idleInTransaction a session idle in transaction for longer is
 * @param latency a probe slower than this is
 * @param freeDisk bytes that should stay free
 * @param countedTables tables whose rows are counted by the health check
 */
public record Thresholds(
        int poolWarn,
        int poolLimit,
        Duration lockWait,
        Duration longTransaction,
        Duration idleInTransaction,
        Duration latency,
        long freeDisk,
        List<String> countedTables) {
    public static final Thresholds DEFAULT =
            new Thresholds(
                    40,
                    60,
                    Duration.ofMillis(100),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    Duration.ofMillis(250),
                    1_000_000_000L,
                    List.of());

    public Thresholds {
        countedTables = List.copyOf(countedTables);
    }
}
