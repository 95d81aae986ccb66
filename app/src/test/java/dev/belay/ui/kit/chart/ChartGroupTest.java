package dev.belay.ui.kit.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.paint.Color;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

class ChartGroupTest {
    private static final Instant END = Instant.parse("2026-11-17T14:08:42Z");
    private static final int SECONDS = 905;

    @Test
    void fourChartsStandOnOneAxisWithMarksGapAndHover() {
        try (CssWarnings warnings = new CssWarnings()) {
            Toolkit.picture("charts", 780, 560, () -> page(END.minusSeconds(132)));
            assertThat(warnings.seen()).isEmpty();
        }
    }

    @Test
    void theHoverIsOneTimeForAllChartsAndTheLegendsTellItsValues() {
        ChartGroup group = Toolkit.onFx(() -> group(END.minusSeconds(132)));
        TimeChart chart = (TimeChart) group.lookup(".time-chart");
        Toolkit.runOnFx(() -> dressed(group));
        String hovered = legends(chart);
        Toolkit.runOnFx(() -> group.cursor().set(null));
        assertThat(legends(chart)).isNotEqualTo(hovered);
    }

    @Test
    void aGapIsHatchedAndNothingIsDrawnAcrossIt() {
        ChartGroup group = Toolkit.onFx(() -> group(null));
        var image = Toolkit.onFx(() -> dressed(group).snapshot(null));
        // The gap lies 265 to 243 s before the end; its middle column shows hatching only.
        double x = 44 + (780 - 52) * (1 - 254.0 / SECONDS);
        Map<Color, Integer> colours = new HashMap<>();
        for (int y = 60; y < 140; y++) {
            colours.merge(image.getPixelReader().getColor((int) x, y), 1, Integer::sum);
        }
        // Background and the grey of the diagonals; no colour of the stack below or above.
        assertThat(colours.keySet()).allMatch(c -> c.getSaturation() < 0.5);
        assertThat(colours.get(Color.web("#0f141a"))).isGreaterThan(30);
    }

    private static Scene dressed(ChartGroup group) {
        Theme theme = new Theme();
        theme.choose(Theme.Choice.DARK);
        Scene scene = new Scene(new BorderPane(group), 780, 560);
        theme.dress(scene);
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        return scene;
    }

    private static String legends(TimeChart chart) {
        return Toolkit.onFx(
                () ->
                        chart.lookupAll(".chart-legend .mono").stream()
                                .map(n -> ((javafx.scene.control.Label) n).getText())
                                .sorted()
                                .toList()
                                .toString());
    }

    private static Parent page(Instant hover) {
        return new BorderPane(group(hover));
    }

    static ChartGroup group(Instant hover) {
        TimeChart connections = connections();
        TimeChart wait = lockWait();
        TimeChart latency = latency();
        TimeChart transactions = transactions();
        ChartGroup group = new ChartGroup(connections, wait, latency, transactions);
        List<Mark> marks =
                List.of(
                        mark(815, Mark.Kind.BACKUP, "backup"),
                        mark(624, Mark.Kind.MIGRATION, "migrated to V42"),
                        mark(392, Mark.Kind.ALERT, "lock wait over 100 ms"),
                        mark(210, Mark.Kind.CANCEL, "cancel pid 42288"));
        List<Gap> gaps = Gap.in(times(), missed(), Duration.ofSeconds(12), END.toEpochMilli());
        group.show(END.minusSeconds(SECONDS), END, gaps, marks);
        group.cursor().set(hover);
        return group;
    }

    private static Mark mark(int before, Mark.Kind kind, String words) {
        return new Mark(END.minusSeconds(before), kind, words);
    }

    private static TimeChart connections() {
        TimeChart chart =
                new TimeChart(
                        new Plot(
                                "Connections",
                                Unit.COUNT,
                                Axis.FROM_ZERO,
                                List.of(
                                        layer("active", Ink.ACTIVE, Layer.Shape.STACK),
                                        layer("idle", Ink.IDLE, Layer.Shape.STACK),
                                        layer(
                                                "idle in transaction",
                                                Ink.IDLE_IN_TRANSACTION,
                                                Layer.Shape.STACK),
                                        layer("waiting", Ink.WAITING, Layer.Shape.STACK)),
                                List.of(
                                        new Threshold(Threshold.Kind.LIMIT, 60, "60 limit", true),
                                        new Threshold(Threshold.Kind.WARN, 40, "40 warn", true))));
        chart.show(
                List.of(
                        series(1, t -> 9 + 3 * Math.sin(t / 80) - t / 200, 0.6),
                        series(2, t -> 18 + 2 * Math.sin(t / 130), 0.8),
                        series(3, t -> 2, 0.5),
                        series(4, t -> t < 520 ? 0 : (t - 520) / 24, 0.4)));
        chart.now("47", "of 100");
        return chart;
    }

    private static TimeChart lockWait() {
        TimeChart chart =
                new TimeChart(
                        new Plot(
                                "Longest lock wait",
                                Unit.MILLIS,
                                Axis.LOG,
                                List.of(layer("wait", Ink.WAITING, Layer.Shape.AREA)),
                                List.of(new Threshold(Threshold.Kind.WARN, 100, "100 ms", true))));
        chart.show(List.of(series(5, t -> t < 527 ? 4 : (t - 526) * 1000, 3)));
        chart.now("6 min 18 s", "");
        return chart;
    }

    private static TimeChart latency() {
        TimeChart chart =
                new TimeChart(
                        new Plot(
                                "Latency",
                                Unit.MILLIS,
                                Axis.FROM_ZERO,
                                List.of(
                                        layer("median", Ink.STALE, Layer.Shape.SECOND),
                                        layer("p95", Ink.ACTIVE, Layer.Shape.LINE)),
                                List.of(
                                        new Threshold(
                                                Threshold.Kind.USUAL, 5.6, "usual p95", true))));
        chart.show(
                List.of(
                        series(6, t -> 2.9 + Math.max(0, t - 500) / 140, 0.25),
                        series(7, t -> 4.7 + Math.max(0, t - 500) / 90, 0.3)));
        chart.now("9.4 ms", "p95");
        return chart;
    }

    private static TimeChart transactions() {
        TimeChart chart =
                new TimeChart(
                        new Plot(
                                "Transactions",
                                Unit.RATE,
                                Axis.FROM_ZERO,
                                List.of(
                                        layer("commits/s", Ink.ACTIVE, Layer.Shape.LINE),
                                        layer("errors/s", Ink.FAIL, Layer.Shape.BARS)),
                                List.of()));
        chart.show(
                List.of(
                        series(8, t -> 440 - Math.max(0, t - 560) / 1.3, 9),
                        series(9, t -> t < 560 ? 4 : 4 + (t - 560) / 3.2, 6)));
        chart.now("171", "a second");
        return chart;
    }

    private static Layer layer(String name, Ink ink, Layer.Shape shape) {
        return new Layer(name, ink, shape);
    }

    static long[] times() {
        long[] times = new long[SECONDS];
        for (int i = 0; i < SECONDS; i++) {
            times[i] = END.toEpochMilli() - (SECONDS - 1 - i) * 1000L;
        }
        return times;
    }

    static boolean[] missed() {
        boolean[] missed = new boolean[SECONDS];
        java.util.Arrays.fill(missed, SECONDS - 265, SECONDS - 243, true);
        return missed;
    }

    private static Series series(int seed, DoubleUnaryOperator trend, double noise) {
        Random random = new Random(seed);
        boolean[] missed = missed();
        double[] values = new double[SECONDS];
        double drift = 0;
        for (int i = 0; i < SECONDS; i++) {
            drift = drift * 0.8 + random.nextGaussian() * noise;
            values[i] = missed[i] ? Double.NaN : Math.max(0, trend.applyAsDouble(i) + drift);
        }
        return new Series(times(), values);
    }
}
