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
 * A bar that fills from left to right, with ticks where it begins to matter. Its colours are {@code
 * -meter-fill}, {@code -meter-trough} and {@code -meter-tick} of the style sheet.
 */
public final class MeterBar extends Drawing {
    private static final StyleablePropertyFactory<MeterBar> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final double THICK = 6;
    private final StyleableProperty<Color> fill =
            FACTORY.createStyleableColorProperty(
                    this, "fill", "-meter-fill", m -> m.fill, Color.GRAY);
    private final StyleableProperty<Color> trough =
            FACTORY.createStyleableColorProperty(
                    this, "trough", "-meter-trough", m -> m.trough, Color.GRAY);
    private final StyleableProperty<Color> tick =
            FACTORY.createStyleableColorProperty(
                    this, "tick", "-meter-tick", m -> m.tick, Color.GRAY);
    private double value = Double.NaN;
    private double full = 1;
    private double[] ticks = {};

    public MeterBar() {
        super("meter-bar");
        List.of(fill, trough, tick).forEach(this::drawnIn);
    }

    /**
     * @param now NaN leaves the bar empty
     * @param most what a full bar means
     * @param lines values at which a tick stands; those beyond the end are left out
     */
    public void show(double now, double most, double... lines) {
        value = now;
        full = most;
        ticks = lines.clone();
        requestLayout();
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }

    @Override
    void draw(GraphicsContext gc) {
        Pixels pixels = Pixels.under(this);
        double top = pixels.snap((getHeight() - THICK) / 2);
        gc.setFill(trough.getValue());
        gc.fillRect(0, top, getWidth(), THICK);
        if (value > 0) {
            gc.setFill(fill.getValue());
            double part = Math.clamp(value / full, 0, 1);
            gc.fillRect(0, top, Math.max(pixels.thin(), pixels.snap(getWidth() * part)), THICK);
        }
        gc.setFill(tick.getValue());
        for (double line : ticks) {
            if (line > 0 && line < full) {
                double x = pixels.snap(getWidth() * line / full);
                gc.fillRect(x, top - 2, pixels.thin(), THICK + 4);
            }
        }
    }
}
