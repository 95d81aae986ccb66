package dev.belay.ui.kit.chart;

import java.util.List;

/**
 * Turns a series into lines of at most four points a pixel column (first, least, greatest, last),
 * so that a day of seconds draws as fast as a minute and no peak is lost. A line ends where a value
 * is unknown or a gap begins.
 */
final class Trace {
    /** Takes the lines one by one; the arrays are reused after the call. */
    interface Lines {
        /**
         * @param first index of the line's first point in the series
         * @param last index of its last one
         */
        void line(double[] x, double[] y, int count, int first, int last);
    }

    private final TimeSpan span;
    private final Scale scale;
    private final double top;
    private final double height;
    private final double[] x;
    private final double[] y;
    private int count;

    Trace(TimeSpan span, Scale scale, double top, double height) {
        this.span = span;
        this.scale = scale;
        this.top = top;
        this.height = height;
        int room = 4 * (span.columns() + 4);
        x = new double[room];
        y = new double[room];
    }

    double y(double value) {
        return top + height * (1 - scale.fraction(value));
    }

    /** All lines of a series within the span, and one point beyond each edge. */
    void run(Series series, List<Gap> gaps, Lines to) {
        int first = Math.max(0, series.from((long) span.start()) - 1);
        int end = Math.min(series.size(), series.from((long) span.end()) + 1);
        double[] values = series.values();
        long[] times = series.times();
        int begin = first;
        int gap = 0;
        for (int i = first; i < end; i++) {
            boolean unknown = Double.isNaN(values[i]);
            boolean after = false;
            while (gap < gaps.size() && times[i] > gaps.get(gap).from()) {
                gap++;
                after = i > begin;
            }
            if (unknown || after) {
                draw(series, begin, i, to);
                begin = unknown ? i + 1 : i;
            }
        }
        draw(series, begin, end, to);
    }

    private void draw(Series series, int begin, int end, Lines to) {
        if (begin < end) {
            thin(series, begin, end);
            to.line(x, y, count, begin, end - 1);
        }
    }

    /** The points of one unbroken stretch, from begin to before end; returns how many. */
    int thin(Series series, int begin, int end) {
        count = 0;
        double[] values = series.values();
        long[] times = series.times();
        int i = begin;
        while (i < end) {
            double columnEnd =
                    span.start()
                            + (Math.floor((times[i] - span.start()) / span.perPixel()) + 1)
                                    * span.perPixel();
            int start = i;
            int least = i;
            int most = i;
            for (i++; i < end && times[i] < columnEnd; i++) {
                double value = values[i];
                if (value < values[least]) {
                    least = i;
                } else if (value > values[most]) {
                    most = i;
                }
            }
            column(series, start, Math.min(least, most), Math.max(least, most), i - 1);
        }
        return count;
    }

    private void column(Series series, int first, int second, int third, int last) {
        point(series, first);
        if (second > first) {
            point(series, second);
        }
        if (third > second) {
            point(series, third);
        }
        if (last > third) {
            point(series, last);
        }
    }

    private void point(Series series, int index) {
        // The point before the left edge and the one after the right may lie far outside.
        x[count] = span.x(series.time(index));
        y[count] = y(series.value(index));
        count++;
    }

    double[] xs() {
        return x;
    }

    double[] ys() {
        return y;
    }
}
