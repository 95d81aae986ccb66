package dev.belay.db;

import java.time.Duration;
import java.util.List;

/**
 * When a failed connection is tried again: before the first attempt no wait, then 2, 4, 8 and 16 s.
 *
 * @param waits the wait before each attempt, the first one's included
 */
public record Retry(List<Duration> waits) {
    public static final Retry PATIENT =
            new Retry(
                    List.of(
                            Duration.ZERO,
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(4),
                            Duration.ofSeconds(8),
                            Duration.ofSeconds(16)));
    public static final Retry ONCE = new Retry(List.of(Duration.ZERO));

    public Retry {
        waits = List.copyOf(waits);
    }

    public int attempts() {
        return waits.size();
    }
}
