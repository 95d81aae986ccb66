package dev.belay.ui.kit.chart;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * A series as it will be drawn: at most four points a pixel column (first, least, greatest, last),
 * so that a day of seconds draws as fast as a minute and no peak is lost; in lines that end where a
 * value is unknown or a gap begins.
 */
final class Thinned {
    /** Takes the lines one by one; the arrays are reused after the call. */
    interface Lines {
        /**
         * @param first index of the line's first point in the series
         * @param last index of its last one
         */
        void line(double[] x, double[] y, int count, int first, int last);
    }

    private final Series series;
    private final TimeSpan span;
    private final int[] kept;
    private int size;

    /** Where lines end in {@link #kept}: one past each line's last point. */
    private int[] ends = new int[8];

    private int lines;

    /** All that lies within the span, and one point beyond each edge. */
    Thinned(Series series, TimeSpan span, List<Gap> gaps) {
        this.series = series;
        this.span = span;
        int first = Math.max(0, series.from((long) span.start()) - 1);
        int end = Math.min(series.size(), series.from((long) span.end()) + 1);
        kept = new int[Math.min(end - first, 4 * (span.columns() + 4)) + 4];
        thin(first, end, gaps.iterator());
    }

    private void thin(int first, int end, Iterator<Gap> gaps) {
        long[] times = series.times();
        double[] values = series.values();
        long gap = Long.MIN_VALUE;
        int usual = 1;
        int i = first;
        while (i < end) {
            if (Double.isNaN(values[i])) {
                finish();
                i++;
                continue;
            }
            while (times[i] > gap) {
                finish();
                gap = gaps.hasNext() ? gaps.next().from() : Long.MAX_VALUE - 1;
            }
            long limit = Math.min(columnEnd(times[i]), gap + 1);
            int stop = before(times, i, end, limit, i + usual);
            usual = stop - i;
            i = column(values, i, stop);
        }
        finish();
    }

    /** Keeps the points of a column; returns the first index after it, or after what is known. */
    private int column(double[] values, int start, int stop) {
        double least = values[start];
        double most = least;
        int low = start;
        int high = start;
        int i = start + 1;
        for (; i < stop; i++) {
            double value = values[i];
            if (value < least) {
                least = value;
                low = i;
            } else if (value > most) {
                most = value;
                high = i;
            } else if (Double.isNaN(value)) {
                break;
            }
        }
        keep(start, start - 1);
        keep(Math.min(low, high), start);
        keep(Math.max(low, high), Math.min(low, high));
        keep(i - 1, Math.max(low, high));
        return i;
    }

    private void keep(int index, int before) {
        if (index > before) {
            kept[size++] = index;
        }
    }

    private void finish() {
        if (size > (lines == 0 ? 0 : ends[lines - 1])) {
            if (lines == ends.length) {
                ends = Arrays.copyOf(ends, lines * 2);
            }
            ends[lines++] = size;
        }
    }

    /** The first index whose time is not before a limit; in an even rhythm the guess is near. */
    private static int before(long[] times, int from, int end, long limit, int guess) {
        int at = Math.min(end, guess);
        while (at > from + 1 && times[at - 1] >= limit) {
            at--;
        }
        while (at < end && times[at] < limit) {
            at++;
        }
        return at;
    }

    /** The first millisecond of the next pixel column. */
    private long columnEnd(long time) {
        double column = Math.floor((time - span.start()) / span.perPixel()) + 1;
        return (long) Math.ceil(span.start() + column * span.perPixel());
    }

    /** The least value kept, or +∞. */
    double least() {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, series.value(kept[i]));
        }
        return least;
    }

    /** The greatest value kept, or −∞. */
    double most() {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, series.value(kept[i]));
        }
        return most;
    }

    /** Hands over all lines, in pixels below a top. */
    void draw(Scale scale, double top, double height, Lines to) {
        double[] x = new double[size];
        double[] y = new double[size];
        int begin = 0;
        for (int line = 0; line < lines; line++) {
            int count = points(scale, top, height, begin, ends[line], x, y);
            to.line(x, y, count, kept[begin], kept[ends[line] - 1]);
            begin = ends[line];
        }
    }

    /** The points from one index of the series to another, both included; returns how many. */
    int between(int first, int last, Scale scale, double height, double[] x, double[] y) {
        int begin = Arrays.binarySearch(kept, 0, size, first);
        int end = Arrays.binarySearch(kept, 0, size, last);
        return points(
                scale,
                0,
                height,
                begin >= 0 ? begin : -begin - 1,
                end >= 0 ? end + 1 : -end - 1,
                x,
                y);
    }

    private int points(
            Scale scale, double top, double height, int begin, int end, double[] x, double[] y) {
        for (int i = begin; i < end; i++) {
            x[i - begin] = span.x(series.time(kept[i]));
            y[i - begin] = top + height * (1 - scale.fraction(series.value(kept[i])));
        }
        return end - begin;
    }

    int size() {
        return size;
    }
}
