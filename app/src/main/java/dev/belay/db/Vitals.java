package dev.belay.db;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The numbers of one reading. A metric that is not there is unknown, which is not 0. */
public final class Vitals {
    public static final Vitals NONE = new Vitals(Map.of());
    private final Map<Metric, Double> values;

    public Vitals(Map<Metric, Double> values) {
        this.values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
    }

    public OptionalDouble get(Metric metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The value, or NaN where it is unknown. */
    public double orNaN(Metric metric) {
        return values.getOrDefault(metric, Double.NaN);
    }

    public boolean has(Metric metric) {
        return values.containsKey(metric);
    }

    public Vitals with(Metric metric, double value) {
        Map<Metric, Double> more = new EnumMap<>(Metric.class);
        more.putAll(values);
        more.put(metric, value);
        return new Vitals(more);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
