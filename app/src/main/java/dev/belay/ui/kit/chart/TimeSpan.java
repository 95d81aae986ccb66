package dev.belay.ui.kit.chart;

/**
 * The stretch of time a chart shows across its width. Its end lies on a whole pixel of time, so
 * that a chart that follows the clock moves by whole pixels and keeps its shape.
 *
 * @param end epoch milliseconds at the right edge
 * @param perPixel milliseconds to one device pixel
 * @param columns device pixels across
 */
record TimeSpan(double end, double perPixel, int columns, Pixels pixels) {

    static TimeSpan of(long from, long to, double width, Pixels pixels) {
        int columns = (int) Math.max(1, Math.floor(width * pixels.scale()));
        double perPixel = Math.max(1, to - from) / (double) columns;
        return new TimeSpan(Math.ceil(to / perPixel) * perPixel, perPixel, columns, pixels);
    }

    double start() {
        return end - columns * perPixel;
    }

    double width() {
        return columns / pixels.scale();
    }

    /** Distance of a time from the left edge, in units of the scene. */
    double x(long time) {
        return (columns - (end - time) / perPixel) / pixels.scale();
    }

    long time(double x) {
        return Math.round(end - (columns - x * pixels.scale()) * perPixel);
    }
}
