package dev.belay.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Metric;
import dev.belay.db.Vitals;
import dev.belay.ui.kit.chart.Series;
import dev.belay.watch.Reading;
import dev.belay.watch.Trails;
import dev.belay.watch.check.LatencyStats;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

class CurvesTest {
    private static final Instant START = Incident.NOW;

    @Test
    void theRollingLatencyIsWhatTheCheckWouldSayOfTheSameProbes() {
        Random random = new Random(5);
        double[] values = random.doubles(500, 1, 90).toArray();
        values[300] = Double.NaN;
        Series p95 = curves(Metric.LATENCY, values).latency(0.95);
        for (int i : new int[] {0, 10, 59, 60, 299, 301, 499}) {
            double[] known =
                    Arrays.stream(values, 0, i + 1).filter(v -> !Double.isNaN(v)).toArray();
            double[] last = Arrays.copyOfRange(known, Math.max(0, known.length - 60), known.length);
            double expected = LatencyStats.of(last).p95().toNanos() / 1e6;
            assertThat(p95.value(i)).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-5));
        }
        assertThat(p95.value(300)).isNaN();
    }

    @Test
    void aTotalBecomesARateAndAResetIsUnknownNotNegative() {
        Series rate = curves(Metric.COMMITS, 100, 110, 130, 5, 8).rate(Metric.COMMITS);
        assertThat(rate.value(0)).isNaN();
        assertThat(rate.value(1)).isEqualTo(10);
        assertThat(rate.value(2)).isEqualTo(20);
        assertThat(rate.value(3)).isNaN();
        assertThat(rate.value(4)).isEqualTo(3);
    }

    @Test
    void whatIsReadSeldomIsHeldButNotThroughSilence() {
        Series size = curves(Metric.SIZE, 10, -1, -1, Double.NaN, 12).held(Metric.SIZE);
        assertThat(size.value(2)).isEqualTo(10);
        assertThat(size.value(3)).isNaN();
        assertThat(size.value(4)).isEqualTo(12);
    }

    /** A reading a second; −1 is an answer without this number, NaN no answer. */
    private static Curves curves(Metric metric, double... values) {
        Reading[] readings = new Reading[values.length];
        for (int i = 0; i < values.length; i++) {
            Instant at = START.plusSeconds(i);
            readings[i] =
                    Double.isNaN(values[i])
                            ? new Reading.Missed(at, Incident.NO_ANSWER)
                            : new Reading.Sample(
                                    at,
                                    Duration.ofMillis(1),
                                    values[i] < 0
                                            ? Vitals.NONE
                                            : new Vitals(Map.of(metric, values[i])));
        }
        return new Curves(Trails.of(readings).slice(START, START.plusSeconds(values.length)));
    }
}
