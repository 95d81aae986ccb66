package dev.belay.db;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The numbers of one reading. A metric that is not there is unknown, which is not 0. */
public final class Vitals {
    private static final Map<String, Metric> BY_ID =
            Stream.of(Metric.values()).collect(Collectors.toMap(Metric::id, m -> m));
    public static final Vitals NONE = new Vitals(Map.of());
    private final Map<Metric, Double> values;

    public Vitals(Map<Metric, Double> values) {
        this.values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
    }

    /**
     * Reads a row whose columns are named as metrics; null is unknown, and a column of another name
     * is passed over.
     */
    public static Vitals of(ResultSet row) throws SQLException {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            Metric metric = BY_ID.get(columns.getColumnLabel(i));
            if (metric != null) {
                double value = row.getDouble(i);
                if (!row.wasNull()) {
                    values.put(metric, value);
                }
            }
        }
        return new Vitals(values);
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
