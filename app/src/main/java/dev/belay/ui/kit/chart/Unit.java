package dev.belay.ui.kit.chart;

import dev.belay.message.Units;

import java.time.Duration;
import java.util.Locale;

/** What the values of a chart are, and so how they are written and where its axis is labelled. */
public enum Unit {
    COUNT(1),
    /** Events in a second. */
    RATE(0.01),
    MILLIS(0.01),
    BYTES(1);

    private static final double[] LONG_STEPS = {
        1e3, 2e3, 5e3, 1e4, 1.5e4, 3e4, 6e4, 1.2e5, 3e5, 6e5, 9e5, 1.8e6, 3.6e6, 7.2e6, 2.16e7,
        4.32e7, 8.64e7
    };
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB"};
    private final double smallest;

    Unit(double smallest) {
        this.smallest = smallest;
    }

    /** The value in words: {@code 47}, {@code 9.4 ms}, {@code 8.42 GB}, or the word "unknown". */
    public String words(double value) {
        if (Double.isNaN(value)) {
            return dev.belay.message.Messages.text("chart.unknown");
        }
        return switch (this) {
            case COUNT -> Units.count(Math.round(value));
            case RATE ->
                    value == 0 || value >= 9.95
                            ? Units.count(Math.round(value))
                            : String.format(Locale.ROOT, "%.1f", value);
            case MILLIS -> Units.duration(Duration.ofNanos(Math.round(value * 1e6)));
            case BYTES -> Units.size(Math.round(value));
        };
    }

    /** The next distance of labels a person can count in, at or above a rough one. */
    double step(double rough) {
        if (this == MILLIS && rough > 500) {
            for (double step : LONG_STEPS) {
                if (step >= rough) {
                    return step;
                }
            }
            return Math.ceil(rough / 8.64e7) * 8.64e7;
        }
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(rough, smallest))));
        for (double nice : new double[] {1, 2, 5}) {
            if (nice * power >= rough * 0.999_999) {
                return Math.max(smallest, nice * power);
            }
        }
        return 10 * power;
    }

    /** The label of an axis at a value, with no more decimals than the labels' distance needs. */
    String tick(double value, double step) {
        if (value == 0) {
            return "0";
        }
        return switch (this) {
            case COUNT, RATE -> shortCount(value, step);
            case MILLIS -> span(value, step);
            case BYTES -> {
                int unit = Math.clamp((int) Math.floor(Math.log10(value * 1.000_01) / 3), 0, 5);
                double one = Math.pow(1000, unit);
                yield number(value / one, step / one) + " " + SIZES[unit];
            }
        };
    }

    private static String shortCount(double value, double step) {
        if (value >= 1e6) {
            return number(value / 1e6, step / 1e6) + " M";
        }
        return value >= 1e4 ? number(value / 1e3, step / 1e3) + " k" : number(value, step);
    }

    private static String span(double millis, double step) {
        if (millis < 1000) {
            return number(millis, step) + " ms";
        }
        if (millis < 60_000) {
            return number(millis / 1e3, step / 1e3) + " s";
        }
        return millis < 3_600_000
                ? number(millis / 6e4, step / 6e4) + " min"
                : number(millis / 3.6e6, step / 3.6e6) + " h";
    }

    /** The label of a value that stands for itself, as on a logarithmic axis. */
    String tick(double value) {
        return tick(value, value);
    }

    private static String number(double value, double step) {
        int decimals = Math.clamp((int) Math.ceil(-Math.log10(step) - 1e-9), 0, 3);
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return decimals > 0 ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
