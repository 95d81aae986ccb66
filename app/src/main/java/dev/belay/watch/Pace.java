package dev.belay.watch;

import dev.belay.db.Metric;

import java.time.Duration;
import java.util.Arrays;

/**
 * What a metric comes to now, and what it usually does: the last ten seconds beside all that is
 * known of the hour before the last minute.
 *
 * @param now NaN if it is not known
 * @param usual NaN as long as less than five minutes are known
 */
public record Pace(double now, double usual) {
    public static final Pace UNKNOWN = new Pace(Double.NaN, Double.NaN);

    private static final Duration NOW = Duration.ofSeconds(10);
    private static final Duration LATELY = Duration.ofMinutes(1);
    private static final Duration ENOUGH = Duration.ofMinutes(5);
    private static final double FAR = 5;

    /** Events a second, of a running total. */
    public static Pace ofTotal(Trail.Slice hour, Metric total) {
        return of(hour, (from, to) -> rate(hour, total, from, to));
    }

    /** The median of what was read. */
    public static Pace ofValue(Trail.Slice hour, Metric metric) {
        return of(hour, (from, to) -> median(hour.values(metric), from, to));
    }

    /** What some readings come to, from one index to another, which is excluded. */
    private interface Measure {
        double of(int from, int to);
    }

    private static Pace of(Trail.Slice hour, Measure measure) {
        int size = hour.size();
        if (size == 0) {
            return UNKNOWN;
        }
        long[] times = hour.times();
        long last = times[size - 1];
        int lately = from(times, last - LATELY.toMillis());
        boolean enough = lately > 0 && times[lately - 1] - times[0] >= ENOUGH.toMillis();
        return new Pace(
                measure.of(from(times, last - NOW.toMillis()), size),
                enough ? measure.of(0, lately) : Double.NaN);
    }

    private static int from(long[] times, long at) {
        int found = Arrays.binarySearch(times, at);
        return found < 0 ? -found - 1 : found;
    }

    private static double median(double[] values, int from, int to) {
        double[] known =
                Arrays.stream(values, from, to).filter(v -> !Double.isNaN(v)).sorted().toArray();
        return known.length == 0 ? Double.NaN : known[known.length / 2];
    }

    /** A total that fell was reset meanwhile. */
    private static double rate(Trail.Slice hour, Metric total, int from, int to) {
        double[] values = hour.values(total);
        int first = from;
        int last = to - 1;
        while (first < last && Double.isNaN(values[first])) {
            first++;
        }
        while (last > first && Double.isNaN(values[last])) {
            last--;
        }
        double seconds = last > first ? (hour.times()[last] - hour.times()[first]) / 1000.0 : 0;
        double events = seconds > 0 ? values[last] - values[first] : Double.NaN;
        return events >= 0 ? events / seconds : Double.NaN;
    }

    /** True if it is five times what it usually is, or more. */
    public boolean unusual() {
        return usual > 0 && now >= FAR * usual;
    }
}
