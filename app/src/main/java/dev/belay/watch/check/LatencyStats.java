package dev.belay.watch.check;

import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

/**
 * How long the recent probes took.
 *
 * @param answered how many of them got an answer
 * @param asked how many there were
 * @param median of the answered ones, by nearest rank; null if there were none
 * @param p95 likewise
 */
public record LatencyStats(
        int answered, int asked, @Nullable Duration median, @Nullable Duration p95) {
    public static final LatencyStats NONE = new LatencyStats(0, 0, null, null);

    /**
     * @param millis what each probe took, NaN for one without an answer
     */
    public static LatencyStats of(double[] millis) {
        double[] sorted = Arrays.stream(millis).filter(m -> !Double.isNaN(m)).sorted().toArray();
        return sorted.length == 0
                ? new LatencyStats(0, millis.length, null, null)
                : new LatencyStats(
                        sorted.length, millis.length, rank(sorted, 0.5), rank(sorted, 0.95));
    }

    /** Asks the smallest question some times over. */
    static LatencyStats probe(Session session, int times) throws SQLException {
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            session.one("round-trip", row -> row.getInt(1));
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        return of(millis);
    }

    private static Duration rank(double[] sorted, double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return Duration.ofNanos(Math.round(sorted[index] * 1e6));
    }
}
