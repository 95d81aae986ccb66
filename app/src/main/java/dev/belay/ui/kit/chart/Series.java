package dev.belay.ui.kit.chart;

import java.util.Arrays;

/**
 * Values over time: epoch milliseconds, ascending, and a value for each; NaN where nothing is
 * known. The arrays are not copied and must not change.
 */
public final class Series {
    public static final Series EMPTY = new Series(new long[0], new double[0]);
    private final long[] times;
    private final double[] values;

    public Series(long[] times, double[] values) {
        if (times.length != values.length) {
            throw new IllegalArgumentException(times.length + " times, " + values.length);
        }
        this.times = times;
        this.values = values;
    }

    public int size() {
        return times.length;
    }

    public long time(int index) {
        return times[index];
    }

    public double value(int index) {
        return values[index];
    }

    /** Index of the first point at or after a time; {@link #size} if there is none. */
    public int from(long time) {
        int found = Arrays.binarySearch(times, time);
        return found >= 0 ? found : -found - 1;
    }

    /** Index of the point nearest to a time, or −1 if there is none at all. */
    public int nearest(long time) {
        int after = from(time);
        if (after == size()) {
            return size() - 1;
        }
        return after > 0 && time - times[after - 1] < times[after] - time ? after - 1 : after;
    }

    /** The newest value that is known, or NaN. */
    public double last() {
        return values.length == 0 ? Double.NaN : values[values.length - 1];
    }

    /** Point by point the sum of both; unknown where one of them is. */
    Series plus(Series other) {
        if (other.size() != size()) {
            throw new IllegalArgumentException("layers of a stack share their times");
        }
        double[] sum = new double[values.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = values[i] + other.values[i];
        }
        return new Series(times, sum);
    }

    long[] times() {
        return times;
    }

    double[] values() {
        return values;
    }
}
