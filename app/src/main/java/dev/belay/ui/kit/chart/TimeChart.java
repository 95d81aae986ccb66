package dev.belay.ui.kit.chart;

import dev.belay.message.Messages;

import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One plot over time: its title with the value of now, its legend with the values under the
 * pointer, and the canvas. Drawn by the {@link ChartGroup} it stands in, which holds time axis and
 * hover.
 */
public final class TimeChart extends Region {
    static final double HEADER = 22;

    /** A line that is always seen has room for its label above it. */
    private static final double LABEL_ROOM = 1.15;

    private Plot plot;
    private final Canvas canvas = new Canvas();
    private final HBox header = new HBox();
    private final Label now = new Label();
    private final Label more = new Label();
    private final List<Legend> legend = new ArrayList<>();
    private List<Series> series = List.of();
    private List<Series> edges = List.of();
    private List<Thinned> thinned = List.of();
    private @Nullable Scale scale;
    private Runnable dirty = () -> {};

    public TimeChart(Plot plot) {
        this.plot = plot;
        getStyleClass().add("time-chart");
        Label title = new Label(plot.title());
        title.getStyleClass().add("strong");
        now.getStyleClass().addAll("mono", "strong", "chart-now");
        more.getStyleClass().addAll("mono", "muted", "chart-more");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        header.getStyleClass().add("chart-header");
        header.setAlignment(Pos.CENTER_LEFT);
        header.getChildren().addAll(title, now, more, space);
        for (Layer layer : plot.layers()) {
            Legend entry = new Legend(layer);
            legend.add(entry);
            header.getChildren().add(entry);
        }
        canvas.setMouseTransparent(true);
        getChildren().addAll(header, canvas);
    }

    public Plot plot() {
        return plot;
    }

    /** Draws what is usual as a dotted line from the next drawing on; NaN for none. */
    public void usual(double value) {
        List<Threshold> lines = new ArrayList<>(plot.thresholds());
        lines.removeIf(line -> line.kind() == Threshold.Kind.USUAL);
        if (!Double.isNaN(value)) {
            String words = Messages.text("chart.usual", plot.unit().words(value));
            lines.add(new Threshold(Threshold.Kind.USUAL, value, words, false));
        }
        if (!lines.equals(plot.thresholds())) {
            plot = new Plot(plot.title(), plot.unit(), plot.axis(), plot.layers(), lines);
        }
    }

    /** The values of each layer, in the plot's order. Layers of a stack share their times. */
    public void show(List<Series> values) {
        series = List.copyOf(values);
        List<Series> sums = new ArrayList<>();
        @Nullable Series below = null;
        for (int i = 0; i < series.size(); i++) {
            Series edge = series.get(i);
            if (plot.layers().get(i).shape() == Layer.Shape.STACK) {
                edge = below == null ? edge : below.plus(edge);
                below = edge;
            }
            sums.add(edge);
        }
        edges = List.copyOf(sums);
        dirty.run();
    }

    /** What stands beside the title: the value of now, and words that belong to it. */
    public void now(String value, String words) {
        now.setText(value);
        more.setText(words);
        header.setAccessibleText(plot.title() + " " + value + " " + words);
    }

    @Override
    public String getUserAgentStylesheet() {
        return Sheet.URL;
    }

    @Override
    protected void layoutChildren() {
        header.resizeRelocate(0, 0, getWidth(), HEADER);
        canvas.relocate(0, HEADER);
    }

    void whenDirty(Runnable action) {
        dirty = action;
    }

    double plotHeight() {
        return Math.max(20, getHeight() - HEADER);
    }

    /** Settles the axis for what is seen, and tells how much room its labels want. */
    double fit(TimeSpan span, List<Gap> gaps) {
        thinned = edges.stream().map(edge -> new Thinned(edge, span, gaps)).toList();
        double least = thinned.stream().mapToDouble(Thinned::least).min().orElse(Double.NaN);
        double most = thinned.stream().mapToDouble(Thinned::most).max().orElse(Double.NaN);
        for (Threshold threshold : plot.thresholds()) {
            if (threshold.always()) {
                most = Math.max(most, threshold.value() * LABEL_ROOM);
            }
        }
        least = Double.isInfinite(least) ? Double.NaN : least;
        most = Double.isInfinite(most) ? Double.NaN : most;
        double height = plotHeight() - PlotPainter.FOOT;
        Scale fitted = Scale.of(plot.axis(), plot.unit(), least, most, height, scale);
        scale = fitted;
        return fitted.ticks().stream()
                .mapToDouble(t -> Type.numbers(fitted.label(plot.unit(), t)))
                .max()
                .orElse(0);
    }

    void draw(Inks inks, TimeSpan span, double left, List<Gap> gaps, List<Mark> marks) {
        Scale fitted = scale;
        if (fitted == null) {
            return;
        }
        canvas.setWidth(getWidth());
        canvas.setHeight(plotHeight());
        var gc = canvas.getGraphicsContext2D();
        gc.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        new PlotPainter(new Pen(gc, span.pixels()), inks, span, fitted, left, plotHeight())
                .paint(plot, edges, thinned, gaps, marks);
    }

    /** Fills the legend: the values at a time, or the newest ones. */
    void legend(@Nullable Long at) {
        for (int i = 0; i < legend.size() && i < series.size(); i++) {
            Series values = series.get(i);
            int index = at == null ? values.size() - 1 : values.nearest(at);
            legend.get(i)
                    .value(
                            index < 0
                                    ? plot.unit().words(Double.NaN)
                                    : plot.unit().words(values.value(index)));
        }
    }

    /**
     * Where the dots of the hover stand: the height of each layer's edge at a time, NaN if unknown.
     */
    double dotY(int layer, long time) {
        Series edge = edges.get(layer);
        int index = edge.nearest(time);
        Scale fitted = scale;
        if (index < 0 || fitted == null || Double.isNaN(edge.value(index))) {
            return Double.NaN;
        }
        double base = plotHeight() - PlotPainter.FOOT;
        return getLayoutY() + HEADER + base * (1 - fitted.fraction(edge.value(index)));
    }

    int layers() {
        return Math.min(edges.size(), plot.layers().size());
    }
}
