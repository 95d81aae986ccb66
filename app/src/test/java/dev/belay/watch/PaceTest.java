package dev.belay.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Metric;
import dev.belay.db.Vitals;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

class PaceTest {
    private static final Instant START = Instant.parse("2026-11-01T03:00:00Z");

    /** A reading a second. */
    private static Trail.Slice hour(int seconds, Metric metric, IntToDoubleFunction value) {
        Trail trail = new Trail();
        for (int i = 0; i < seconds; i++) {
            Instant at = START.plusSeconds(i);
            Vitals vitals = new Vitals(Map.of(metric, value.applyAsDouble(i)));
            trail.add(new Reading.Sample(at, Duration.ofMillis(1), vitals));
        }
        return trail.slice(START, START.plusSeconds(seconds));
    }

    @Test
    void nowIsHeldAgainstWhatWasUsual() {
        Pace pace =
                Pace.ofTotal(
                        hour(600, Metric.ROLLBACKS, i -> i < 585 ? 2 * i : 1170 + 40 * (i - 585)),
                        Metric.ROLLBACKS);
        assertThat(pace.now()).isEqualTo(40);
        assertThat(pace.usual()).isEqualTo(2);
        assertThat(pace.unusual()).isTrue();
    }

    @Test
    void oneSlowProbeOfTenMovesNoMedian() {
        Pace pace =
                Pace.ofValue(hour(600, Metric.LATENCY, i -> i == 597 ? 900 : 3), Metric.LATENCY);
        assertThat(pace).isEqualTo(new Pace(3, 3));
        assertThat(pace.unusual()).isFalse();
    }

    @Test
    void aFewMinutesAreNoHabitAndAResetNoRate() {
        Trail.Slice young = hour(120, Metric.COMMITS, i -> i);
        assertThat(Pace.ofTotal(young, Metric.COMMITS)).isEqualTo(new Pace(1, Double.NaN));
        Trail.Slice reset = hour(120, Metric.COMMITS, i -> i < 115 ? 9_000 + i : i - 115);
        assertThat(Pace.ofTotal(reset, Metric.COMMITS).now()).isNaN();
        assertThat(reset.increase(Metric.COMMITS)).isEqualTo(114 + 4);
        assertThat(Pace.ofTotal(young, Metric.DEADLOCKS)).isEqualTo(Pace.UNKNOWN);
        assertThat(Pace.ofTotal(hour(0, Metric.COMMITS, i -> i), Metric.COMMITS))
                .isEqualTo(Pace.UNKNOWN);
        assertThat(young.increase(Metric.DEADLOCKS)).isNaN();
    }
}
