package dev.belay.ui.kit.chart;

/**
 * One run of values in a chart, and how it is drawn.
 *
 * @param name its word in the legend
 */
public record Layer(String name, Ink ink, Shape shape) {
    public enum Shape {
        LINE,
        /** A thinner line beside the main one. */
        SECOND,
        /** A line with the area below it tinted. */
        AREA,
        /** An area that stands on the layers before it. */
        STACK,
        BARS
    }
}
