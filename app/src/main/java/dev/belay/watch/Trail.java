package dev.belay.watch;

import dev.belay.db.Metric;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The last readings of a target in a ring, a column a metric. Safe for one writer and any number of
 * readers.
 */
public final class Trail {
    /** An hour at one reading a second, more than five at one in five seconds. */
    public static final int CAPACITY = 4_096;

    private static final int FIRST_CAPACITY = 256;
    private static final int METRICS = Metric.values().length;
    private long[] times = new long[FIRST_CAPACITY];
    private boolean[] missed = new boolean[FIRST_CAPACITY];
    private final double[] @Nullable [] columns = new double[METRICS][];
    private long written;

    /** How many readings are kept now. */
    public synchronized int size() {
        return (int) Math.min(written, times.length);
    }

    synchronized void add(Reading reading) {
        if (written == times.length && times.length < CAPACITY) {
            grow();
        }
        int at = (int) (written % times.length);
        times[at] = reading.at().toEpochMilli();
        missed[at] = reading instanceof Reading.Missed;
        for (Metric metric : Metric.values()) {
            double value =
                    reading instanceof Reading.Sample s ? s.vitals().orNaN(metric) : Double.NaN;
            write(metric, at, value);
        }
        written++;
    }

    private void write(Metric metric, int at, double value) {
        double[] column = columns[metric.ordinal()];
        if (column == null) {
            if (Double.isNaN(value)) {
                return;
            }
            column = new double[times.length];
            Arrays.fill(column, Double.NaN);
            columns[metric.ordinal()] = column;
        }
        column[at] = value;
    }

    private void grow() {
        int old = times.length;
        int larger = old * 2;
        times = Arrays.copyOf(times, larger);
        missed = Arrays.copyOf(missed, larger);
        for (int m = 0; m < METRICS; m++) {
            double[] column = columns[m];
            if (column != null) {
                columns[m] = Arrays.copyOf(column, larger);
                Arrays.fill(columns[m], old, larger, Double.NaN);
            }
        }
    }

    /**
     * What was read from {@code from} (inclusive) to {@code to} (inclusive), oldest first, as
     * copies.
     */
    public synchronized Slice slice(Instant from, Instant to) {
        int size = size();
        int first = search(from.toEpochMilli(), size);
        int end = search(to.toEpochMilli() + 1, size);
        int n = Math.max(0, end - first);
        long[] t = new long[n];
        boolean[] gaps = new boolean[n];
        double[][] values = new double[METRICS][];
        for (int m = 0; m < METRICS; m++) {
            values[m] = columns[m] == null ? null : new double[n];
        }
        for (int i = 0; i < n; i++) {
            int at = index(first + i, size);
            t[i] = times[at];
            gaps[i] = missed[at];
            for (int m = 0; m < METRICS; m++) {
                if (values[m] != null) {
                    values[m][i] = columns[m][at];
                }
            }
        }
        return new Slice(t, gaps, values);
    }

    private int index(int position, int size) {
        return (int) ((written - size + position) % times.length);
    }

    /**
     * The first position whose time is not before {@code millis}; a clock that jumped back only
     * widens the slice.
     */
    private int search(long millis, int size) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[index(middle, size)] < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A stretch of the trail. */
    public static final class Slice {
        /** PostgreSQL's backends add what they did to the totals after about so long. */
        private static final Duration COUNTED = Duration.ofMillis(500);

        private final long[] times;
        private final boolean[] missed;
        private final double[] @Nullable [] values;

        Slice(long[] times, boolean[] missed, double[] @Nullable [] values) {
            this.times = times;
            this.missed = missed;
            this.values = values;
        }

        public int size() {
            return times.length;
        }

        /**
         * When each reading was taken, in ms since the epoch, ascending. Not a copy: not to be
         * written to.
         */
        public long[] times() {
            return times;
        }

        /** True where a reading got no answer. Not a copy. */
        public boolean[] missed() {
            return missed;
        }

        /** The metric's values, NaN where unknown or missed. Not a copy. */
        public double[] values(Metric metric) {
            double[] column = values[metric.ordinal()];
            if (column == null) {
                column = new double[times.length];
                Arrays.fill(column, Double.NaN);
            }
            return column;
        }

        /**
         * A running total as events in a second; NaN after a missed reading or a reset. Where
         * readings lie closer than the server counts, several of them are taken together.
         */
        public double[] rates(Metric total) {
            double[] known = values(total);
            double[] rates = new double[known.length];
            for (int i = 0; i < known.length; i++) {
                int before = i - 1;
                while (before > 0
                        && times[i] - times[before] < COUNTED.toMillis()
                        && !Double.isNaN(known[before])
                        && !Double.isNaN(known[before - 1])) {
                    before--;
                }
                double seconds = before < 0 ? 0 : (times[i] - times[before]) / 1000.0;
                double more = before < 0 ? Double.NaN : known[i] - known[before];
                rates[i] = seconds > 0 && more >= 0 ? more / seconds : Double.NaN;
            }
            return rates;
        }

        /** By how much a running total rose, resets left out; NaN where it is not known. */
        public double increase(Metric total) {
            double sum = 0;
            double last = Double.NaN;
            for (double value : values(total)) {
                if (!Double.isNaN(value)) {
                    sum += Double.isNaN(last) ? 0 : Math.max(0, value - last);
                    last = value;
                }
            }
            return Double.isNaN(last) ? Double.NaN : sum;
        }

        /** How many readings got no answer, failed attempts to connect among them. */
        public int misses() {
            int misses = 0;
            for (boolean each : missed) {
                misses += each ? 1 : 0;
            }
            return misses;
        }

        /** From the first reading to the last. */
        public Duration length() {
            return size() == 0
                    ? Duration.ZERO
                    : Duration.ofMillis(times[times.length - 1] - times[0]);
        }

        public boolean has(Metric metric) {
            return values[metric.ordinal()] != null;
        }
    }
}
