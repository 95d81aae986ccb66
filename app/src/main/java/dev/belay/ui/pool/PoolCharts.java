package dev.belay.ui.pool;

import dev.belay.db.Metric;
import dev.belay.message.Messages;
import dev.belay.target.Engine;
import dev.belay.target.Target;
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
import dev.belay.watch.Trail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Connections by state against their limits, and what is done with them, on one time axis. */
final class PoolCharts {
    /** More than two rhythms of a target that is not in sight. */
    private static final Duration LONGEST_SPACING = Duration.ofMillis(12_500);

    private static final List<Metric> STATES =
            List.of(Metric.ACTIVE, Metric.IDLE, Metric.IDLE_IN_TRANSACTION, Metric.WAITING);

    private final boolean server;
    private final Thresholds thresholds;
    private final ChartGroup group = new ChartGroup();
    private TimeChart connections;
    private final TimeChart transactions = new TimeChart(transactionsPlot());
    private int max = -1;

    PoolCharts(Target target) {
        server = target.engine() != Engine.SQLITE;
        thresholds = target.thresholds();
        connections = new TimeChart(server ? connectionsPlot(0) : processesPlot());
        assemble();
    }

    private void assemble() {
        group.charts(server ? List.of(connections, transactions) : List.of(connections));
    }

    ChartGroup group() {
        return group;
    }

    /** What is usual of transactions a second, NaN if that is not known yet. */
    void usual(double commits) {
        transactions.usual(commits);
    }

    /**
     * @param most how many the server lets in, 0 if that is unknown
     */
    void show(Trail trail, int most, Instant start, Instant end, List<Mark> marks) {
        if (server && most != max) {
            max = most;
            connections = new TimeChart(connectionsPlot(most));
            assemble();
        }
        Trail.Slice slice = trail.slice(start.minus(LONGEST_SPACING), end);
        if (server) {
            List<Series> states = STATES.stream().map(m -> series(slice, m)).toList();
            connections.show(states);
            double all = states.stream().mapToDouble(Series::last).sum();
            connections.now(
                    Unit.COUNT.words(all),
                    most == 0 ? "" : Messages.text("overview.of", Unit.COUNT.words(most)));
            showTransactions(slice);
        } else {
            Series processes = series(slice, Metric.PROCESSES);
            connections.show(List.of(processes));
            connections.now(Unit.COUNT.words(processes.last()), "");
        }
        List<Gap> gaps = Gap.in(slice.times(), slice.missed(), LONGEST_SPACING, end.toEpochMilli());
        group.show(start, end, gaps, marks);
    }

    private void showTransactions(Trail.Slice slice) {
        List<Series> rates =
                Stream.of(Metric.COMMITS, Metric.ROLLBACKS, Metric.DEADLOCKS)
                        .map(m -> new Series(slice.times(), slice.rates(m)))
                        .toList();
        transactions.show(rates);
        transactions.now(
                Unit.RATE.words(rates.getFirst().last()), Messages.text("overview.chart.a_second"));
    }

    private static Series series(Trail.Slice slice, Metric metric) {
        return new Series(slice.times(), slice.values(metric));
    }

    private Plot connectionsPlot(int most) {
        List<Threshold> lines = new ArrayList<>();
        if (most > 0) {
            String words = Messages.text("pool.line.max", Integer.toString(most));
            lines.add(new Threshold(Threshold.Kind.LIMIT, most, words, true));
        }
        lines.add(line(Threshold.Kind.LIMIT, thresholds.poolLimit(), "limit"));
        lines.add(line(Threshold.Kind.WARN, thresholds.poolWarn(), "warn"));
        return new Plot(
                Messages.text("overview.chart.connections"),
                Unit.COUNT,
                Axis.FROM_ZERO,
                List.of(
                        layer("active", Ink.ACTIVE, Layer.Shape.STACK),
                        layer("idle", Ink.IDLE, Layer.Shape.STACK),
                        layer("idle_in_transaction", Ink.IDLE_IN_TRANSACTION, Layer.Shape.STACK),
                        layer("waiting", Ink.WAITING, Layer.Shape.STACK)),
                lines);
    }

    private static Threshold line(Threshold.Kind kind, int value, String word) {
        String label = Messages.text("overview.line." + word, Integer.toString(value));
        return new Threshold(kind, value, label, true);
    }

    private static Plot transactionsPlot() {
        return new Plot(
                Messages.text("overview.chart.transactions"),
                Unit.RATE,
                Axis.FROM_ZERO,
                List.of(
                        layer("commits", Ink.ACTIVE, Layer.Shape.LINE),
                        layer("rollbacks", Ink.WARN_FILL, Layer.Shape.BARS),
                        new Layer(
                                Messages.text("pool.layer.deadlocks"), Ink.FAIL, Layer.Shape.BARS)),
                List.of());
    }

    private static Plot processesPlot() {
        return new Plot(
                Messages.text("overview.chart.processes"),
                Unit.COUNT,
                Axis.FROM_ZERO,
                List.of(layer("processes", Ink.ACTIVE, Layer.Shape.AREA)),
                List.of());
    }

    private static Layer layer(String name, Ink ink, Layer.Shape shape) {
        return new Layer(Messages.text("overview.layer." + name), ink, shape);
    }
}
