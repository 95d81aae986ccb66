package dev.belay.ui.kit.chart;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The vertical axis of a chart as it stands: its ends, and the labelled values between.
 *
 * @param step the distance of the labels; of no meaning on a logarithmic axis
 */
record Scale(Axis axis, double low, double high, double step, List<Double> ticks) {
    private static final double[] DECADES = {1, 1e3, 6e4, 3.6e6, 8.64e7};

    /** Labels stand about this far apart. */
    private static final double APART = 22;

    /** More labels would make a tall chart busy, not more exact. */
    private static final double MOST = 4.5;

    Scale {
        ticks = List.copyOf(ticks);
    }

    /**
     * The axis for values from least to most; both NaN where there are none. The axis before is
     * kept while it still fits, so that the chart does not breathe with each reading.
     */
    static Scale of(
            Axis axis,
            Unit unit,
            double least,
            double most,
            double height,
            @Nullable Scale before) {
        Scale fresh =
                switch (axis) {
                    case LOG -> log(most);
                    case FROM_ZERO -> linear(axis, unit, 0, known(most, 1), height);
                    case FITTED -> fitted(unit, known(least, 0), known(most, 1), height);
                };
        return before != null && before.step == fresh.step && before.holds(least, most, fresh)
                ? before
                : fresh;
    }

    private static double known(double value, double otherwise) {
        return Double.isNaN(value) ? otherwise : value;
    }

    private boolean holds(double least, double most, Scale fresh) {
        boolean inside = !(most > high) && !(least < low && axis == Axis.FITTED);
        return inside && fresh.high - fresh.low > (high - low) * 0.6;
    }

    private static Scale linear(Axis axis, Unit unit, double low, double most, double height) {
        double span = Math.max(most - low, 1e-9);
        double step = unit.step(span / Math.clamp(height / APART, 1, MOST));
        double high = Math.max(low + step, Math.ceil((most + span * 0.06) / (step / 2)) * step / 2);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return new Scale(axis, low, high, step, ticks);
    }

    private static Scale fitted(Unit unit, double least, double most, double height) {
        double span = Math.max(most - least, Math.max(Math.abs(most) * 0.02, 1));
        double step = unit.step(span / Math.clamp(height / APART, 1, MOST));
        double low = Math.max(0, Math.floor((least - span * 0.1) / step) * step);
        return linear(Axis.FITTED, unit, low, Math.max(most, low + span), height);
    }

    private static Scale log(double most) {
        double high = 120_000;
        while (most * 1.5 > high) {
            high *= 10;
        }
        List<Double> ticks = new ArrayList<>();
        for (double decade : DECADES) {
            if (decade < high) {
                ticks.add(decade);
            }
        }
        return new Scale(Axis.LOG, 1, high, 1, ticks);
    }

    String label(Unit unit, double tick) {
        return axis == Axis.LOG ? unit.tick(tick) : unit.tick(tick, step);
    }

    /** 0 at the bottom, 1 at the top; what lies outside is held at the edge. */
    double fraction(double value) {
        double part =
                axis == Axis.LOG
                        ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
                        : (value - low) / (high - low);
        return Math.clamp(part, 0, 1);
    }
}
