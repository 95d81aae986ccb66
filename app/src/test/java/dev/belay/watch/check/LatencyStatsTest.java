package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.IntStream;

class LatencyStatsTest {
    @Test
    void medianAndP95AreNearestRanks() {
        double[] millis = IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();
        LatencyStats stats = LatencyStats.of(millis);
        assertThat(stats.median()).isEqualTo(Duration.ofMillis(50));
        assertThat(stats.p95()).isEqualTo(Duration.ofMillis(95));
    }

    @Test
    void aMissedProbeCountsAsAskedAndHasNoTime() {
        LatencyStats stats = LatencyStats.of(new double[] {Double.NaN, 4, Double.NaN, 2});
        assertThat(stats.asked()).isEqualTo(4);
        assertThat(stats.answered()).isEqualTo(2);
        assertThat(stats.median()).isEqualTo(Duration.ofMillis(2));
        assertThat(stats.p95()).isEqualTo(Duration.ofMillis(4));
    }

    @Test
    void noAnswerMeansNoFigures() {
        LatencyStats stats = LatencyStats.of(new double[] {Double.NaN});
        assertThat(stats.median()).isNull();
        assertThat(stats.p95()).isNull();
    }
}
