package dev.belay.ui.kit.chart;

import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;

/** Draws one plot: grid, gaps, layers, thresholds, and the lines of the marks, in this order. */
final class PlotPainter {
    /** The plot reaches this far below its axis, so that a line at 0 is seen. */
    static final double FOOT = 4;

    private static final double LABEL = 14;
    private static final double[] STACK_OPACITY = {0.55, 0.75, 0.75, 0.75};
    private final Pen pen;
    private final Inks inks;
    private final TimeSpan span;
    private final Scale scale;
    private final double left;
    private final double height;
    private final double base;

    /**
     * @param left where the plot begins; labels of the axis stand left of it
     * @param height of the whole plot, foot included
     */
    PlotPainter(Pen pen, Inks inks, TimeSpan span, Scale scale, double left, double height) {
        this.pen = pen;
        this.inks = inks;
        this.span = span;
        this.scale = scale;
        this.left = left;
        this.height = height;
        this.base = pen.pixels.snap(height - FOOT);
    }

    void paint(
            Plot plot,
            List<Series> edges,
            List<Thinned> thinned,
            List<Gap> gaps,
            List<Mark> marks) {
        grid();
        pen.gc.translate(left, 0);
        layers(plot, edges, thinned);
        pen.gc.translate(-left, 0);
        // A clip would cost a picture of the whole canvas where no graphics card paints.
        pen.gc.clearRect(0, 0, left, height);
        double right = left + span.width();
        pen.gc.clearRect(right, 0, pen.gc.getCanvas().getWidth() - right, height);
        for (Threshold threshold : plot.thresholds()) {
            threshold(threshold);
        }
        for (Gap gap : gaps) {
            gap(gap);
        }
        labels(plot);
        for (Mark mark : marks) {
            double x = span.x(mark.at().toEpochMilli());
            if (x >= 0 && x <= span.width()) {
                pen.down(left + x, 0, height, inks.of(mark.kind().ink, 0.6));
            }
        }
    }

    private double y(double value) {
        return base * (1 - scale.fraction(value));
    }

    private void grid() {
        Color line = inks.of(Ink.LINE);
        for (double tick : scale.ticks()) {
            pen.across(left, y(tick), span.width(), line);
        }
        TimeAxis axis = TimeAxis.of(span, ChartGroup.LABELS_APART);
        PrimitiveIterator.OfLong times = axis.ticks(span.start(), span.end()).iterator();
        while (times.hasNext()) {
            pen.down(left + span.x(times.nextLong()), 0, height, line);
        }
    }

    private void layers(Plot plot, List<Series> edges, List<Thinned> thinned) {
        pen.gc.setLineJoin(StrokeLineJoin.ROUND);
        @Nullable Thinned below = null;
        int stacked = 0;
        for (int i = 0; i < plot.layers().size() && i < thinned.size(); i++) {
            Layer layer = plot.layers().get(i);
            Thinned edge = thinned.get(i);
            switch (layer.shape()) {
                case LINE -> draw(edge, line(inks.of(layer.ink()), 1.6));
                case SECOND -> draw(edge, line(inks.of(layer.ink()), 1.3));
                case AREA -> {
                    draw(edge, area(layer, null, 0.14));
                    draw(edge, line(inks.of(layer.ink()), 1.6));
                }
                case STACK -> {
                    double opacity = STACK_OPACITY[Math.min(stacked++, STACK_OPACITY.length - 1)];
                    draw(edge, area(layer, below, opacity));
                    draw(edge, line(inks.of(layer.ink()), 1));
                    below = edge;
                }
                case BARS -> bars(edges.get(i), inks.of(layer.ink()));
            }
        }
    }

    private void draw(Thinned edge, Thinned.Lines lines) {
        edge.draw(scale, 0, base, lines);
    }

    private Thinned.Lines line(Color colour, double width) {
        return (x, y, count, first, last) -> {
            if (count == 1) {
                // One answer between two gaps: a line of no length would not be seen.
                pen.gc.setFill(colour);
                pen.gc.fillRect(x[0] - width / 2, y[0] - width / 2, width, width);
                return;
            }
            pen.gc.setStroke(colour);
            pen.gc.setLineWidth(width);
            pen.gc.strokePolyline(x, y, count);
        };
    }

    private Thinned.Lines area(Layer layer, @Nullable Thinned below, double part) {
        Color colour = inks.of(layer.ink(), part);
        return (x, y, count, first, last) -> {
            double[] backX = new double[below == null ? 2 : below.size()];
            double[] backY = new double[backX.length];
            int back = 2;
            if (below == null) {
                backX[0] = x[0];
                backX[1] = x[count - 1];
                backY[0] = base;
                backY[1] = base;
            } else {
                back = below.between(first, last, scale, base, backX, backY);
            }
            double[] xs = Arrays.copyOf(x, count + back);
            double[] ys = Arrays.copyOf(y, count + back);
            for (int i = 0; i < back; i++) {
                xs[count + i] = backX[back - 1 - i];
                ys[count + i] = backY[back - 1 - i];
            }
            pen.gc.setFill(colour);
            pen.gc.fillPolygon(xs, ys, count + back);
        };
    }

    /** The greatest value of each short stretch of the clock, so that bars keep their place. */
    private void bars(Series series, Color colour) {
        double bucket = TimeAxis.of(span, 3).step().toMillis();
        double width =
                Math.max(pen.pixels.thin(), bucket / span.perPixel() / span.pixels().scale() - 1);
        pen.gc.setFill(colour);
        int end = Math.min(series.size(), series.from((long) span.end()) + 1);
        int i = series.from((long) (Math.floor(span.start() / bucket) * bucket));
        while (i < end) {
            double start = Math.floor(series.time(i) / bucket) * bucket;
            double most = 0;
            for (; i < end && series.time(i) < start + bucket; i++) {
                most = Math.max(most, Double.isNaN(series.value(i)) ? 0 : series.value(i));
            }
            if (most > 0) {
                double top = Math.min(pen.pixels.snap(y(most)), base - 1);
                pen.gc.fillRect(pen.pixels.snap(span.x((long) start)), top, width, base - top);
            }
        }
    }

    private void gap(Gap gap) {
        double from = Math.max(0, pen.pixels.snap(span.x(gap.from())));
        double to = Math.min(span.width(), pen.pixels.snap(span.x(gap.to())));
        if (to > from) {
            pen.gc.clearRect(left + from, 0, to - from, height);
            pen.hatch(left + from, 0, to - from, height, inks.of(Ink.BORDER));
        }
    }

    private boolean seen(Threshold threshold) {
        return threshold.value() <= scale.high() && threshold.value() >= scale.low();
    }

    private Color colour(Threshold threshold) {
        return switch (threshold.kind()) {
            case WARN -> inks.of(Ink.WARN);
            case LIMIT -> inks.of(Ink.FAIL);
            case USUAL -> inks.of(Ink.MUTED);
        };
    }

    private void threshold(Threshold threshold) {
        if (!seen(threshold)) {
            return;
        }
        double y = y(threshold.value());
        Color colour = colour(threshold);
        switch (threshold.kind()) {
            case WARN -> pen.dashesAcross(left, y, span.width(), 6, 3, colour);
            case LIMIT -> pen.across(left, y, span.width(), colour);
            case USUAL -> pen.dashesAcross(left, y, span.width(), 2, 3, colour);
        }
    }

    private void labels(Plot plot) {
        double x = left + 4;
        double above = Double.NaN;
        for (Threshold threshold : plot.thresholds().stream().filter(this::seen).toList()) {
            double middle = Math.max(6, y(threshold.value()) - 7);
            double width = Type.words(threshold.label());
            // Lines that lie close have their labels side by side.
            x = Math.abs(middle - above) < LABEL ? x : left + 4;
            if (threshold.kind() == Threshold.Kind.USUAL) {
                // The curve is where it usually is.
                pen.gc.setFill(inks.of(Ink.SURFACE, 0.85));
                pen.gc.fillRect(x - 2, middle - 6, width + 4, 12);
            }
            pen.text(
                    threshold.label(),
                    x,
                    middle,
                    TextAlignment.LEFT,
                    Type.WORDS,
                    colour(threshold));
            above = middle;
            x += width + 12;
        }
        for (double tick : scale.ticks()) {
            double y = y(tick);
            boolean named =
                    plot.thresholds().stream()
                            .anyMatch(t -> seen(t) && Math.abs(y(t.value()) - y) < 9);
            boolean crowded = y < 5 && scale.ticks().size() > 4;
            if (!named && !crowded) {
                pen.text(
                        scale.label(plot.unit(), tick),
                        left - 6,
                        Math.clamp(y, 6, base - 3),
                        TextAlignment.RIGHT,
                        Type.NUMBERS,
                        inks.of(Ink.MUTED));
            }
        }
    }
}
