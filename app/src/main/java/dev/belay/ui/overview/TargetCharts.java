package dev.belay.ui.overview;

import dev.belay.db.Metric;
import dev.belay.message.Messages;
import dev.belay.target.Engine;
import dev.belay.target.Thresholds;
import dev.belay.ui.kit.chart.Axis;
import dev.belay.ui.kit.chart.ChartGroup;
import dev.belay.ui.kit.chart.Gap;
import dev.belay.ui.kit.chart.Ink;
import dev.belay.ui.kit.chart.Layer;
import dev.belay.ui.kit.chart.Mark;
import dev.belay.ui.kit.chart.Plot;
import dev.belay.ui.kit.chart.Series;
import dev.belay.ui.kit.chart.Threshold;
import dev.belay.ui.kit.chart.TimeChart;
import dev.belay.ui.kit.chart.Unit;
import dev.belay.watch.Pace;
import dev.belay.watch.Trail;
import dev.belay.watch.View;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The charts of a target's overview: which there are for its engine, and how a trail fills them.
 */
final class TargetCharts {
    /** More than two rhythms of a target that is not in sight. */
    private static final Duration LONGEST_SPACING = Duration.ofMillis(12_500);

    /** The rolling latencies want probes from before the left edge. */
    private static final Duration BEFORE = Duration.ofMinutes(5);

    /** What is usual changes slowly. */
    private static final Duration USUAL_AGAIN = Duration.ofSeconds(10);

    private static final Duration HOUR = Duration.ofHours(1);

    private record Fed(
            TimeChart chart,
            Function<Curves, List<Series>> layers,
            Function<List<Series>, String> now,
            Function<View, String> words,
            Function<Trail.Slice, Pace> pace) {
        Fed(
                TimeChart chart,
                Function<Curves, List<Series>> layers,
                Function<List<Series>, String> now,
                Function<View, String> words) {
            this(chart, layers, now, words, hour -> Pace.UNKNOWN);
        }
    }

    private final List<Fed> charts = new ArrayList<>();
    private final ChartGroup group;
    private Instant usualAt = Instant.EPOCH;

    TargetCharts(Engine engine, Thresholds lines) {
        if (engine == Engine.SQLITE) {
            charts.add(latency(lines, Ink.STALE, Ink.ACTIVE));
            charts.add(size());
            charts.add(wal());
            charts.add(processes());
        } else {
            charts.add(connections(lines));
            charts.add(lockWait(lines));
            charts.add(latency(lines, Ink.STALE, Ink.ACTIVE));
            charts.add(transactions());
            charts.add(size());
        }
        group = new ChartGroup(charts.stream().map(Fed::chart).toArray(TimeChart[]::new));
    }

    /** Latency alone, as beside what is known of a target that does not answer. */
    static TargetCharts latencyOnly(Thresholds lines) {
        return new TargetCharts(List.of(latency(lines, Ink.IDLE, Ink.STALE)));
    }

    private TargetCharts(List<Fed> only) {
        charts.addAll(only);
        group = new ChartGroup(charts.stream().map(Fed::chart).toArray(TimeChart[]::new));
    }

    ChartGroup group() {
        return group;
    }

    /** Draws what was read between two times. */
    void show(View view, Trail trail, Instant start, Instant end, List<Mark> marks) {
        Trail.Slice slice = trail.slice(start.minus(BEFORE), end);
        Curves curves = new Curves(slice);
        usual(trail, end);
        for (Fed fed : charts) {
            List<Series> layers = fed.layers().apply(curves);
            fed.chart().show(layers);
            fed.chart().now(fed.now().apply(layers), fed.words().apply(view));
        }
        List<Gap> gaps = Gap.in(slice.times(), slice.missed(), LONGEST_SPACING, end.toEpochMilli());
        group.show(start, end, gaps, marks);
    }

    private void usual(Trail trail, Instant end) {
        if (Duration.between(usualAt, end).abs().compareTo(USUAL_AGAIN) > 0) {
            usualAt = end;
            Trail.Slice hour = trail.slice(end.minus(HOUR), end);
            charts.forEach(fed -> fed.chart().usual(fed.pace().apply(hour).usual()));
        }
    }

    /** Words beside the title of each chart, in place of its value of now. */
    void say(String words) {
        charts.forEach(fed -> fed.chart().now("", words));
    }

    private static Fed connections(Thresholds lines) {
        Plot plot =
                new Plot(
                        text("connections"),
                        Unit.COUNT,
                        Axis.FROM_ZERO,
                        List.of(
                                layer("active", Ink.ACTIVE, Layer.Shape.STACK),
                                layer("idle", Ink.IDLE, Layer.Shape.STACK),
                                layer(
                                        "idle_in_transaction",
                                        Ink.IDLE_IN_TRANSACTION,
                                        Layer.Shape.STACK),
                                layer("waiting", Ink.WAITING, Layer.Shape.STACK)),
                        List.of(
                                line(Threshold.Kind.LIMIT, lines.poolLimit(), "limit"),
                                line(Threshold.Kind.WARN, lines.poolWarn(), "warn")));
        return new Fed(
                new TimeChart(plot),
                c ->
                        List.of(
                                c.of(Metric.ACTIVE),
                                c.of(Metric.IDLE),
                                c.of(Metric.IDLE_IN_TRANSACTION),
                                c.of(Metric.WAITING)),
                layers -> Unit.COUNT.words(layers.stream().mapToDouble(Series::last).sum()),
                view -> {
                    double most = last(view, Metric.MAX_CONNECTIONS);
                    return most > 0 ? Messages.text("overview.of", Unit.COUNT.words(most)) : "";
                });
    }

    private static Threshold line(Threshold.Kind kind, int value, String word) {
        String label = Messages.text("overview.line." + word, Integer.toString(value));
        return new Threshold(kind, value, label, true);
    }

    private static Fed lockWait(Thresholds lines) {
        double limit = lines.lockWait().toMillis();
        return single(
                "wait",
                Unit.MILLIS,
                Axis.LOG,
                layer("wait", Ink.WAITING, Layer.Shape.AREA),
                List.of(new Threshold(Threshold.Kind.WARN, limit, Unit.MILLIS.words(limit), true)),
                c -> c.of(Metric.LONGEST_WAIT));
    }

    private static Fed latency(Thresholds lines, Ink half, Ink most) {
        double limit = lines.latency().toMillis();
        Plot plot =
                new Plot(
                        text("latency"),
                        Unit.MILLIS,
                        Axis.FROM_ZERO,
                        List.of(
                                layer("median", half, Layer.Shape.SECOND),
                                layer("p95", most, Layer.Shape.LINE)),
                        List.of(
                                new Threshold(
                                        Threshold.Kind.WARN,
                                        limit,
                                        Unit.MILLIS.words(limit),
                                        false)));
        return new Fed(
                new TimeChart(plot),
                c -> List.of(c.latency(0.5), c.latency(0.95)),
                layers -> Unit.MILLIS.words(layers.getLast().last()),
                view -> text("p95"),
                hour -> Pace.ofValue(hour, Metric.LATENCY));
    }

    private static Fed transactions() {
        Plot plot =
                new Plot(
                        text("transactions"),
                        Unit.RATE,
                        Axis.FROM_ZERO,
                        List.of(
                                layer("commits", Ink.ACTIVE, Layer.Shape.LINE),
                                layer("rollbacks", Ink.FAIL, Layer.Shape.BARS)),
                        List.of());
        return new Fed(
                new TimeChart(plot),
                c -> List.of(c.rate(Metric.COMMITS), c.rate(Metric.ROLLBACKS)),
                layers -> Unit.RATE.words(layers.getFirst().last()),
                view -> text("a_second"),
                hour -> Pace.ofTotal(hour, Metric.COMMITS));
    }

    private static Fed size() {
        return single("size", Unit.BYTES, Axis.FITTED, Layer.Shape.LINE, c -> c.held(Metric.SIZE));
    }

    private static Fed wal() {
        return single("wal", Unit.BYTES, Axis.FROM_ZERO, Layer.Shape.AREA, c -> c.held(Metric.WAL));
    }

    private static Fed processes() {
        return single(
                "processes",
                Unit.COUNT,
                Axis.FROM_ZERO,
                Layer.Shape.AREA,
                c -> c.of(Metric.PROCESSES));
    }

    private static Fed single(
            String name, Unit unit, Axis axis, Layer.Shape shape, Function<Curves, Series> curve) {
        return single(name, unit, axis, layer(name, Ink.ACTIVE, shape), List.of(), curve);
    }

    private static Fed single(
            String title,
            Unit unit,
            Axis axis,
            Layer layer,
            List<Threshold> thresholds,
            Function<Curves, Series> curve) {
        return new Fed(
                new TimeChart(new Plot(text(title), unit, axis, List.of(layer), thresholds)),
                c -> List.of(curve.apply(c)),
                layers -> unit.words(layers.getFirst().last()),
                view -> "");
    }

    private static Layer layer(String name, Ink ink, Layer.Shape shape) {
        return new Layer(Messages.text("overview.layer." + name), ink, shape);
    }

    private static String text(String name) {
        return Messages.text("overview.chart." + name);
    }

    private static double last(View view, Metric metric) {
        var last = view.last();
        return last == null ? Double.NaN : last.vitals().orNaN(metric);
    }
}
