package dev.belay.ui.locks;

import java.time.Duration;
import java.util.List;

/** How long the longest bar stands for: a round time, so that bars are seen to grow. */
final class BarScale {
    private static final List<Duration> STEPS =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(20),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(12),
                    Duration.ofDays(1),
                    Duration.ofDays(2),
                    Duration.ofDays(7),
                    Duration.ofDays(30));

    private BarScale() {}

    /** The shortest step that the longest wait fits into. */
    static Duration of(Duration longest) {
        return STEPS.stream()
                .filter(step -> step.compareTo(longest) >= 0)
                .findFirst()
                .orElse(longest);
    }
}
