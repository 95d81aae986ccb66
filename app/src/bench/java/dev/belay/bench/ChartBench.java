package dev.belay.bench;

import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.chart.Axis;
import dev.belay.ui.kit.chart.ChartGroup;
import dev.belay.ui.kit.chart.Ink;
import dev.belay.ui.kit.chart.Layer;
import dev.belay.ui.kit.chart.Plot;
import dev.belay.ui.kit.chart.Series;
import dev.belay.ui.kit.chart.TimeChart;
import dev.belay.ui.kit.chart.Unit;

import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/**
 * What an update of a chart costs the JavaFX thread: 4 series of a day of seconds in Belay's chart,
 * as lines and as a stack, beside JavaFX's own LineChart with the same points and with fewer. A
 * sample is the CPU time of the JavaFX thread from new data to all drawing commands issued, so that
 * other work on the machine does not count; the render thread comes on top for both.
 */
public final class ChartBench {
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private static final int SERIES = 4;
    private static final int DAY = 86_400;
    private static final int WARM = 100;
    private static final int ROUNDS = 60;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private ChartBench() {}

    public static void main(String[] args) throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        Platform.startup(ready::countDown);
        Platform.setImplicitExit(false);
        ready.await();
        double lines = belay(Layer.Shape.LINE, DAY);
        double stack = belay(Layer.Shape.STACK, DAY);
        System.out.printf("%-44s %10.2f ms%n", "Belay, 4 lines × 86,400 points", lines);
        System.out.printf("%-44s %10.2f ms%n", "Belay, stack of 4 × 86,400 points", stack);
        for (int points : new int[] {720, 8_640}) {
            double same = belay(Layer.Shape.LINE, points);
            double other = lineChart(points, 5);
            System.out.printf(
                    "%-44s %10.2f ms, Belay %.2f ms, %.0f times%n",
                    "LineChart, 4 × " + points + " points", other, same, other / same);
        }
        if (args.length > 0 && args[0].equals("whole")) {
            double whole = lineChart(DAY, 1);
            System.out.printf(
                    "%-44s %10.2f ms, %.0f times%n",
                    "LineChart, 4 × 86,400 points", whole, whole / lines);
        }
        Platform.exit();
    }

    private static double belay(Layer.Shape shape, int points) throws Exception {
        List<Layer> layers = new ArrayList<>();
        Ink[] inks = {Ink.ACTIVE, Ink.IDLE, Ink.IDLE_IN_TRANSACTION, Ink.WAITING};
        for (int i = 0; i < SERIES; i++) {
            layers.add(new Layer("series " + i, inks[i], shape));
        }
        Plot plot = new Plot("Bench", Unit.COUNT, Axis.FROM_ZERO, layers, List.of());
        TimeChart chart = onFx(() -> new TimeChart(plot));
        ChartGroup group = onFx(() -> new ChartGroup(chart));
        Stage stage = show(group);
        List<Series> a = data(points, 1);
        List<Series> b = data(points, 2);
        Instant end = START.plusSeconds(DAY);
        double median =
                median(
                        WARM,
                        ROUNDS,
                        round -> {
                            chart.show(round % 2 == 0 ? a : b);
                            group.show(START, end.plusSeconds(round), List.of(), List.of());
                            group.layout();
                        });
        onFx(() -> hide(stage));
        return median;
    }

    private static double lineChart(int points, int rounds) throws Exception {
        LineChart<Number, Number> chart =
                onFx(
                        () -> {
                            var made = new LineChart<>(new NumberAxis(), new NumberAxis());
                            made.setAnimated(false);
                            made.setCreateSymbols(false);
                            return made;
                        });
        Stage stage = show(chart);
        List<Series> a = data(points, 1);
        List<Series> b = data(points, 2);
        double median =
                median(
                        Math.min(2, rounds),
                        rounds,
                        round -> {
                            chart.getData().setAll(copies(round % 2 == 0 ? a : b));
                            chart.applyCss();
                            chart.layout();
                        });
        onFx(() -> hide(stage));
        return median;
    }

    private static List<XYChart.Series<Number, Number>> copies(List<Series> data) {
        List<XYChart.Series<Number, Number>> all = new ArrayList<>();
        for (Series series : data) {
            XYChart.Series<Number, Number> copy = new XYChart.Series<>();
            List<XYChart.Data<Number, Number>> points = new ArrayList<>();
            for (int i = 0; i < series.size(); i++) {
                points.add(new XYChart.Data<>(series.time(i), series.value(i)));
            }
            copy.getData().setAll(points);
            all.add(copy);
        }
        return all;
    }

    private static List<Series> data(int points, int seed) {
        Random random = new Random(seed);
        List<Series> all = new ArrayList<>();
        long[] times = new long[points];
        Arrays.setAll(times, i -> START.toEpochMilli() + i * (DAY * 1000L / points));
        for (int s = 0; s < SERIES; s++) {
            double[] values = new double[points];
            double level = 20;
            for (int i = 0; i < points; i++) {
                level = Math.max(0, level + random.nextGaussian());
                values[i] = level;
            }
            all.add(new Series(times, values));
        }
        return all;
    }

    private interface Round {
        void run(int round);
    }

    /** Median of the rounds, each in a turn of its own of the JavaFX thread. */
    private static double median(int warm, int rounds, Round work) throws Exception {
        double[] millis = new double[rounds];
        for (int i = -warm; i < rounds; i++) {
            int round = i;
            double took =
                    onFx(
                            () -> {
                                long start = THREAD.getCurrentThreadCpuTime();
                                work.run(round + warm);
                                return (THREAD.getCurrentThreadCpuTime() - start) / 1e6;
                            });
            if (i >= 0) {
                millis[i] = took;
            }
            // The render thread takes the frame before the next is measured.
            Thread.sleep(20);
        }
        Arrays.sort(millis);
        return millis[rounds / 2];
    }

    private static Stage show(Parent chart) throws Exception {
        return onFx(
                () -> {
                    Theme theme = new Theme();
                    Scene scene = new Scene(new StackPane(chart), 900, 400);
                    theme.dress(scene);
                    Stage stage = new Stage();
                    stage.setScene(scene);
                    stage.show();
                    return stage;
                });
    }

    private static boolean hide(Stage stage) {
        stage.hide();
        return true;
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
