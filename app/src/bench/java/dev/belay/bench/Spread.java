package dev.belay.bench;

import java.util.Collection;
import java.util.stream.DoubleStream;

/** Numbers that were measured, and where they lie. */
final class Spread {
    private static final double CERTAIN = 1.96;

    private final double[] sorted;

    Spread(Collection<Double> all) {
        sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    int size() {
        return sorted.length;
    }

    /** The smallest one that this share of all do not exceed. */
    double at(double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    double median() {
        return at(0.5);
    }

    double max() {
        return at(1);
    }

    double mean() {
        return DoubleStream.of(sorted).average().orElse(Double.NaN);
    }

    /** So far from the mean measured the true one lies, with 95 % certainty. */
    double margin() {
        double mean = mean();
        double squares = DoubleStream.of(sorted).map(v -> (v - mean) * (v - mean)).sum();
        return CERTAIN * Math.sqrt(squares / (sorted.length - 1) / sorted.length);
    }
}
