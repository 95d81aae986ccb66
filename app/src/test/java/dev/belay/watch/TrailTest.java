package dev.belay.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Metric;
import dev.belay.db.Vitals;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class TrailTest {
    private static final Instant START = Instant.parse("2026-11-01T03:00:00Z");
    private final Trail trail = new Trail();

    @Test
    void aSliceHoldsWhatWasReadInItsTimeOldestFirst() {
        for (int i = 0; i < 10; i++) {
            trail.add(sample(i, i));
        }
        var slice = trail.slice(START.plusSeconds(3), START.plusSeconds(6));
        assertThat(slice.times()).containsExactly(millis(3), millis(4), millis(5), millis(6));
        assertThat(slice.values(Metric.SIZE)).containsExactly(3, 4, 5, 6);
    }

    @Test
    void whatWasNotReadIsUnknownAndNotZero() {
        trail.add(sample(0, 7));
        trail.add(
                new Reading.Missed(
                        START.plusSeconds(1),
                        Problem.of("watch.silent", "shop", ExitCode.NO_CONNECTION, "2 s")));
        trail.add(sample(2, 9));
        var slice = trail.slice(START, START.plusSeconds(9));
        assertThat(slice.missed()).containsExactly(false, true, false);
        assertThat(slice.values(Metric.SIZE)).containsExactly(7, Double.NaN, 9);
        assertThat(slice.has(Metric.WAL)).isFalse();
        assertThat(slice.values(Metric.WAL)).containsOnly(Double.NaN).hasSize(3);
    }

    @Test
    void aRateOfReadingsThatLieCloseIsTakenOverSeveralOfThem() {
        long[] millis = {0, 800, 1600, 1620, 2400};
        double[] totals = {100, 140, 180, 200, 220};
        for (int i = 0; i < millis.length; i++) {
            Instant at = START.plusMillis(millis[i]);
            Vitals vitals = new Vitals(Map.of(Metric.COMMITS, totals[i]));
            trail.add(new Reading.Sample(at, Duration.ofMillis(1), vitals));
        }
        double[] rates = trail.slice(START, START.plusSeconds(9)).rates(Metric.COMMITS);
        assertThat(rates[0]).isNaN();
        assertThat(rates[2]).isEqualTo(50);
        assertThat(rates[3]).as("20 in 20 ms are no thousand a second").isLessThan(75);
        assertThat(rates[4]).isLessThan(50);
    }

    @Test
    void theOldestMakeRoomWhenTheRingIsFull() {
        int all = Trail.CAPACITY + 100;
        for (int i = 0; i < all; i++) {
            trail.add(sample(i, i));
        }
        assertThat(trail.size()).isEqualTo(Trail.CAPACITY);
        var slice = trail.slice(START, START.plusSeconds(all));
        assertThat(slice.size()).isEqualTo(Trail.CAPACITY);
        assertThat(slice.values(Metric.SIZE)[0]).isEqualTo(100);
        assertThat(slice.values(Metric.SIZE)[Trail.CAPACITY - 1]).isEqualTo(all - 1);
        assertThat(slice.times()).isSorted();
    }

    @Test
    void aMetricThatAppearsLateIsUnknownBefore() {
        for (int i = 0; i < 300; i++) {
            trail.add(sample(i, i));
        }
        trail.add(
                new Reading.Sample(
                        START.plusSeconds(300),
                        Duration.ZERO,
                        new Vitals(Map.of(Metric.WAL, 5.0))));
        var wal = trail.slice(START, START.plusSeconds(400)).values(Metric.WAL);
        assertThat(wal[299]).isNaN();
        assertThat(wal[300]).isEqualTo(5);
    }

    private static long millis(int second) {
        return START.plusSeconds(second).toEpochMilli();
    }

    private static Reading.Sample sample(int second, double size) {
        return new Reading.Sample(
                START.plusSeconds(second),
                Duration.ofMillis(1),
                new Vitals(Map.of(Metric.SIZE, size)));
    }
}
