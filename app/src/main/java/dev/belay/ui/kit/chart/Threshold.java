package dev.belay.ui.kit.chart;

/**
 * A line that values are held against.
 *
 * @param always true if it is to be seen even when no value comes near
 */
public record Threshold(Kind kind, double value, String label, boolean always) {
    public enum Kind {
        WARN,
        LIMIT,
        USUAL
    }
}
