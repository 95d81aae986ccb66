package dev.belay.ui.kit.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ThinnedTest {
    private static final Scale SCALE = new Scale(Axis.FROM_ZERO, 0, 100, 50, List.of(0.0, 50.0));

    @Test
    void aPeakOfOneReadingInADayIsDrawn() {
        double[] values = new double[86_400];
        values[40_000] = 100;
        double highest =
                lines(series(values), List.of(), 700).stream()
                        .flatMap(l -> l.stream())
                        .mapToDouble(p -> p[1])
                        .min()
                        .orElseThrow();
        assertThat(highest).isZero();
    }

    @Test
    void aDayOfSecondsBecomesAtMostFourPointsAColumn() {
        double[] values = new double[86_400];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 7919 % 100;
        }
        assertThat(lines(series(values), List.of(), 700).getFirst().size())
                .isBetween(1400, 4 * 702);
    }

    @Test
    void anUnknownValueEndsTheLine() {
        var lines = lines(series(1, 2, Double.NaN, Double.NaN, 5, 6, 7), List.of(), 700);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).hasSize(2);
        assertThat(lines.get(1)).hasSize(3);
    }

    @Test
    void aGapInTimeIsNotBridged() {
        Series series = new Series(new long[] {0, 1000, 60_000, 61_000}, new double[] {1, 2, 3, 4});
        assertThat(lines(series, List.of(), 700)).hasSize(1);
        assertThat(lines(series, List.of(new Gap(1000, 60_000)), 700)).hasSize(2);
    }

    @Test
    void oneAnswerBetweenTwoGapsIsALineOfItsOwn() {
        var lines = lines(series(Double.NaN, 5, Double.NaN), List.of(), 700);
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).hasSize(1);
    }

    @Test
    void pointsKeepTheOrderOfTime() {
        double[] values = {5, 9, 1, 7, 3, 8, 2, 6};
        var line = lines(series(values), List.of(), 2).getFirst();
        assertThat(line).isSortedAccordingTo((a, b) -> Double.compare(a[0], b[0]));
    }

    @Test
    void anIrregularRhythmKeepsEveryPointOfASparseColumn() {
        Series series =
                new Series(
                        new long[] {0, 900, 1000, 5000, 5100, 9999},
                        new double[] {1, 9, 2, 3, 4, 5});
        List<double[]> line = lines(series, List.of(), 700).getFirst();
        assertThat(line).hasSize(6);
        assertThat(line.get(1)[1]).isEqualTo(91);
    }

    private static Series series(double... values) {
        long[] times = new long[values.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * 1000L;
        }
        return new Series(times, values);
    }

    private static List<List<double[]>> lines(Series series, List<Gap> gaps, double width) {
        TimeSpan span = TimeSpan.of(0, series.time(series.size() - 1), width, new Pixels(1));
        List<List<double[]>> lines = new ArrayList<>();
        new Thinned(series, span, gaps)
                .draw(
                        SCALE,
                        0,
                        100,
                        (x, y, count, first, last) -> {
                            List<double[]> line = new ArrayList<>();
                            for (int i = 0; i < count; i++) {
                                line.add(new double[] {x[i], y[i]});
                            }
                            lines.add(line);
                        });
        return lines;
    }
}
