package dev.belay.ui.kit.chart;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;

/**
 * Charts under each other on one time axis with one hover, so that cause and effect stand in one
 * line. Draws when data, size, theme or hover change, at most once a frame, and never while unseen.
 */
public final class ChartGroup extends Region {
    static final double LABELS_APART = 110;
    private static final double TOP = 24;
    private static final double BOTTOM = 26;
    private static final double RIGHT = 8;
    private static final double NARROWEST = 44;
    private final Inks inks = new Inks(this::dirty);
    private final Canvas above = new Canvas();
    private final Canvas below = new Canvas();
    private final Canvas hover = new Canvas();
    private final ObjectProperty<@Nullable Instant> cursor = new SimpleObjectProperty<>();
    private List<TimeChart> charts = List.of();
    private List<Gap> gaps = List.of();
    private List<Mark> marks = List.of();
    private long from;
    private long to = 1;
    private @Nullable TimeSpan span;
    private double gutter = NARROWEST;
    private double pointer = Double.NaN;
    private boolean dirty = true;

    public ChartGroup(TimeChart... charts) {
        getStyleClass().add("chart-group");
        above.setMouseTransparent(true);
        below.setMouseTransparent(true);
        hover.setMouseTransparent(true);
        charts(List.of(charts));
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> point(e.getX()));
        addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> point(e.getX()));
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> point(Double.NaN));
        cursor.addListener((of, old, now) -> drawHover());
        sceneProperty().addListener((of, old, now) -> dirty());
        visibleProperty().addListener((of, old, now) -> dirty());
    }

    /** Other charts in place of those shown. */
    public void charts(List<TimeChart> others) {
        charts = List.copyOf(others);
        List<Node> children = new ArrayList<>(List.of(inks, above, below));
        for (TimeChart chart : charts) {
            chart.whenDirty(this::dirty);
            children.add(chart);
        }
        children.add(hover);
        getChildren().setAll(children);
        dirty();
    }

    /** The stretch of time to show, and what belongs to all charts in it. */
    public void show(Instant start, Instant end, List<Gap> missed, List<Mark> happened) {
        from = start.toEpochMilli();
        to = end.toEpochMilli();
        gaps = List.copyOf(missed);
        marks = List.copyOf(happened);
        dirty();
    }

    /** The time under the pointer, or the one set by keys; null for none. */
    public ObjectProperty<@Nullable Instant> cursor() {
        return cursor;
    }

    private void dirty() {
        dirty = true;
        requestLayout();
    }

    private void point(double x) {
        pointer = x;
        TimeSpan shown = span;
        cursor.set(
                shown != null && x >= gutter && x <= gutter + shown.width()
                        ? Instant.ofEpochMilli(shown.time(x - gutter))
                        : null);
    }

    private boolean seen() {
        if (getScene() == null) {
            return false;
        }
        for (Node node = this; node != null; node = node.getParent()) {
            if (!node.isVisible()) {
                return false;
            }
        }
        var window = getScene().getWindow();
        return window == null || window.isShowing();
    }

    @Override
    protected void layoutChildren() {
        double room = getHeight() - TOP - BOTTOM;
        Pixels pixels = Pixels.under(this);
        for (int i = 0; i < charts.size(); i++) {
            double top = pixels.snap(TOP + room * i / charts.size());
            double bottom = pixels.snap(TOP + room * (i + 1) / charts.size());
            charts.get(i).resizeRelocate(0, top, getWidth(), bottom - top);
        }
        below.relocate(0, getHeight() - BOTTOM);
        boolean resized = hover.getWidth() != getWidth() || hover.getHeight() != getHeight();
        if ((dirty || resized) && seen() && getWidth() > 0) {
            dirty = false;
            draw(pixels);
        }
    }

    private void draw(Pixels pixels) {
        TimeSpan shown = TimeSpan.of(from, to, getWidth() - gutter - RIGHT, pixels);
        double widest = 0;
        for (TimeChart chart : charts) {
            widest = Math.max(widest, chart.fit(shown, gaps));
        }
        // Only wider: a gutter that follows every label would push the charts about.
        gutter = Math.max(gutter, Math.ceil((widest + 12) / 4) * 4);
        TimeSpan fitted = TimeSpan.of(from, to, getWidth() - gutter - RIGHT, pixels);
        if (!fitted.equals(shown)) {
            shown = fitted;
            for (TimeChart chart : charts) {
                chart.fit(fitted, gaps);
            }
        }
        span = shown;
        for (TimeChart chart : charts) {
            chart.draw(inks, shown, gutter, gaps, marks);
        }
        drawMarks(shown);
        drawTimes(shown);
        if (!Double.isNaN(pointer)) {
            point(pointer);
        }
        drawHover();
    }

    private static Pen pen(Canvas canvas, double width, double height, Pixels pixels) {
        canvas.setWidth(width);
        canvas.setHeight(height);
        GraphicsContext gc = canvas.getGraphicsContext2D();
        gc.clearRect(0, 0, width, height);
        return new Pen(gc, pixels);
    }

    private void drawMarks(TimeSpan shown) {
        Pen pen = pen(above, getWidth(), TOP, shown.pixels());
        double free = getWidth();
        for (Mark mark : marks.reversed()) {
            double x = gutter + shown.x(mark.at().toEpochMilli());
            if (x < gutter || x > getWidth() - RIGHT) {
                continue;
            }
            pen.mark(mark.kind(), x, 12, inks.of(mark.kind().ink));
            double width = Type.words(mark.words());
            if (x + 10 + width < free) {
                pen.text(
                        mark.words(), x + 9, 12, TextAlignment.LEFT, Type.WORDS, inks.of(Ink.TEXT));
            }
            free = x - 8;
        }
    }

    private void drawTimes(TimeSpan shown) {
        Pen pen = pen(below, getWidth(), BOTTOM, shown.pixels());
        TimeAxis axis = TimeAxis.of(shown, LABELS_APART);
        PrimitiveIterator.OfLong times = axis.ticks(shown.start(), shown.end()).iterator();
        while (times.hasNext()) {
            long time = times.nextLong();
            String label = axis.label(time);
            double x = gutter + shown.x(time);
            if (x + Type.numbers(label) / 2 <= getWidth() - 2) {
                pen.text(label, x, 11, TextAlignment.CENTER, Type.NUMBERS, inks.of(Ink.MUTED));
            }
        }
    }

    private void drawHover() {
        TimeSpan shown = span;
        if (shown == null || !seen()) {
            return;
        }
        Pen pen = pen(hover, getWidth(), getHeight(), shown.pixels());
        Instant at = cursor.get();
        Long time = at == null ? null : at.toEpochMilli();
        boolean inside = time != null && time >= shown.start() && time <= shown.end();
        charts.forEach(c -> c.legend(inside ? time : null));
        if (!inside || time == null || charts.isEmpty()) {
            return;
        }
        double x = gutter + shown.x(time);
        for (TimeChart chart : charts) {
            double top = chart.getLayoutY() + TimeChart.HEADER;
            pen.dashesDown(x, top, chart.plotHeight(), inks.of(Ink.STRONG));
            dots(pen, chart, x, time);
        }
        tag(pen, x, TimeAxis.clock(time));
    }

    private void dots(Pen pen, TimeChart chart, double x, long time) {
        List<Layer> layers = chart.plot().layers();
        for (int i = 0; i < chart.layers(); i++) {
            Layer.Shape shape = layers.get(i).shape();
            boolean inner = shape == Layer.Shape.STACK && i < chart.layers() - 1;
            double y = chart.dotY(i, time);
            if (inner || shape == Layer.Shape.BARS || Double.isNaN(y)) {
                continue;
            }
            Ink ink = shape == Layer.Shape.STACK ? Ink.TEXT : layers.get(i).ink();
            pen.gc.setFill(inks.of(Ink.SURFACE));
            pen.gc.fillOval(x - 4, y - 4, 8, 8);
            pen.gc.setFill(inks.of(ink));
            pen.gc.fillOval(x - 3, y - 3, 6, 6);
        }
    }

    private void tag(Pen pen, double x, String words) {
        double width = Type.numbers(words) + 8;
        double left = pen.pixels.snap(Math.clamp(x - width / 2, 0, getWidth() - width));
        double top = getHeight() - BOTTOM + 2;
        pen.gc.setFill(inks.of(Ink.TEXT));
        pen.gc.fillRoundRect(left, top, width, 17, 4, 4);
        pen.text(
                words,
                left + width / 2,
                top + 8.5,
                TextAlignment.CENTER,
                Type.NUMBERS,
                inks.of(Ink.SURFACE));
    }
}
