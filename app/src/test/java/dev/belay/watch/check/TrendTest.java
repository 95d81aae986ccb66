package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Metric;
import dev.belay.db.Vitals;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.watch.Reading;
import dev.belay.watch.Trail;
import dev.belay.watch.Trails;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class TrendTest {
    private static final Instant NOW = Instant.parse("2026-11-09T14:08:42Z");

    private static Reading sample(int secondsAgo, double size, double connections) {
        return new Reading.Sample(
                NOW.minusSeconds(secondsAgo),
                Duration.ofMillis(1),
                new Vitals(Map.of(Metric.SIZE, size, Metric.CONNECTIONS, connections)));
    }

    private static Reading missed(int secondsAgo) {
        return new Reading.Missed(
                NOW.minusSeconds(secondsAgo),
                new Problem("watch.reading", "x", "y", ExitCode.FAILED));
    }

    @Test
    void growthIsToldFromTheOldestKnownSize() {
        Trail trail = Trails.of(missed(400), sample(300, 1_000, 3), sample(5, 5_000, 3));
        assertThat(Trend.of(trail, NOW, 40).size())
                .isEqualTo(new Trend.Past(1_000, Duration.ofSeconds(300)));
    }

    @Test
    void growthOverAMomentSaysNothing() {
        assertThat(Trend.of(Trails.of(sample(30, 1_000, 3)), NOW, 40).size()).isNull();
    }

    @Test
    void crowdedSinceTheLastTimeItWasNot() {
        Trail trail =
                Trails.of(
                        sample(900, 1, 50),
                        sample(600, 1, 40),
                        sample(240, 1, 41),
                        missed(120),
                        sample(1, 1, 47));
        assertThat(Trend.of(trail, NOW, 40).crowded()).isEqualTo(Duration.ofSeconds(240));
    }

    @Test
    void notCrowdedIfTheLastReadingIsBelowTheLine() {
        Trail trail = Trails.of(sample(240, 1, 41), sample(1, 1, 40));
        assertThat(Trend.of(trail, NOW, 40).crowded()).isNull();
    }

    @Test
    void withoutAKnownCountNothingIsSaid() {
        assertThat(Trend.of(Trails.of(missed(3), missed(1)), NOW, 40)).isEqualTo(Trend.NONE);
    }
}
