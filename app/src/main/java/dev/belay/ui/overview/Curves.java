package dev.belay.ui.overview;

import dev.belay.db.Metric;
import dev.belay.ui.kit.chart.Series;
import dev.belay.watch.Trail;

import java.util.Arrays;

/** Curves made of a trail: rolling latencies, rates of running totals, what is read seldom. */
final class Curves {
    private static final int PROBES = 60;
    private final Trail.Slice slice;

    Curves(Trail.Slice slice) {
        this.slice = slice;
    }

    /** The metric as it was read. */
    Series of(Metric metric) {
        return new Series(slice.times(), slice.values(metric));
    }

    /**
     * For each reading the latency that so many of the 60 probes up to it stayed below, by nearest
     * rank.
     *
     * @param share 0.5 for the median, 0.95
     */
    Series latency(double share) {
        double[] values = slice.values(Metric.LATENCY);
        double[] ranked = new double[values.length];
        double[] sorted = new double[PROBES];
        double[] ring = new double[PROBES];
        int known = 0;
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                ranked[i] = Double.NaN;
                continue;
            }
            if (known == PROBES) {
                known = remove(sorted, known, ring[next]);
            }
            ring[next] = values[i];
            next = (next + 1) % PROBES;
            known = insert(sorted, known, values[i]);
            ranked[i] = sorted[(int) Math.ceil(share * known) - 1];
        }
        return new Series(slice.times(), ranked);
    }

    private static int insert(double[] sorted, int size, double value) {
        int at = Arrays.binarySearch(sorted, 0, size, value);
        int place = at >= 0 ? at : -at - 1;
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = value;
        return size + 1;
    }

    private static int remove(double[] sorted, int size, double value) {
        int at = Arrays.binarySearch(sorted, 0, size, value);
        System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
        return size - 1;
    }

    /** A running total as events in a second; unknown after a missed reading or a reset. */
    Series rate(Metric total) {
        return new Series(slice.times(), slice.rates(total));
    }

    /** What is read seldom, held until it is read again; unknown where nothing answered. */
    Series held(Metric metric) {
        double[] values = slice.values(metric);
        double[] held = new double[values.length];
        double last = Double.NaN;
        for (int i = 0; i < values.length; i++) {
            last = Double.isNaN(values[i]) ? last : values[i];
            held[i] = slice.missed()[i] ? Double.NaN : last;
        }
        return new Series(slice.times(), held);
    }
}
