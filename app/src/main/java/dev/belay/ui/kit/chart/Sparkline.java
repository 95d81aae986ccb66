package dev.belay.ui.kit.chart;

import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

import java.util.List;

/**
 * The shape of the last minutes in the height of a row: a line without axis, a dot at now. Its
 * colour is {@code -spark} of the style sheet.
 */
public final class Sparkline extends Drawing {
    private static final StyleablePropertyFactory<Sparkline> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final double EDGE = 2;
    private final StyleableProperty<Color> colour =
            FACTORY.createStyleableColorProperty(
                    this, "spark", "-spark", s -> s.colour, Color.GRAY);
    private Series series = Series.EMPTY;
    private long from;
    private long to = 1;

    public Sparkline() {
        super("sparkline");
        drawnIn(colour);
    }

    /** The values from one time to another, epoch milliseconds; a gap stays a gap. */
    public void show(Series values, long start, long end) {
        series = values;
        from = start;
        to = end;
        requestLayout();
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }

    @Override
    void draw(GraphicsContext gc) {
        if (series.size() == 0 || getWidth() < 8) {
            return;
        }
        TimeSpan span = TimeSpan.of(from, to, getWidth() - 2 * EDGE, Pixels.under(this));
        Scale scale = scale();
        Thinned thinned = new Thinned(series, span, List.of());
        gc.setStroke(colour.getValue());
        gc.setFill(colour.getValue());
        gc.setLineWidth(1.2);
        gc.translate(EDGE, 0);
        thinned.draw(
                scale,
                EDGE,
                getHeight() - 2 * EDGE,
                (x, y, count, first, last) -> {
                    gc.strokePolyline(x, y, count);
                    if (last == series.size() - 1) {
                        gc.fillOval(x[count - 1] - 1.7, y[count - 1] - 1.7, 3.4, 3.4);
                    }
                });
        gc.translate(-EDGE, 0);
    }

    /**
     * Small changes stay small: the line spans half the height only if the greatest is twice the
     * least.
     */
    private Scale scale() {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = series.from(from); i < series.size(); i++) {
            if (!Double.isNaN(series.value(i))) {
                least = Math.min(least, series.value(i));
                most = Math.max(most, series.value(i));
            }
        }
        double span = Math.max(most - least, most * 0.75);
        double middle = (most + Math.min(least, most)) / 2;
        return new Scale(
                Axis.FITTED, middle - span / 2 - 1e-9, middle + span / 2 + 1e-9, 1, List.of());
    }
}
