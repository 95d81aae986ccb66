package dev.belay.ui.kit.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleTest {
    private static final double HEIGHT = 98;

    @Test
    void countsAreLabelledAtRoundNumbers() {
        Scale scale = Scale.of(Axis.FROM_ZERO, Unit.COUNT, 0, 60, HEIGHT, null);
        assertThat(scale.ticks()).startsWith(0.0, 20.0, 40.0, 60.0);
        assertThat(scale.high()).isGreaterThan(60);
    }

    @Test
    void timesAreLabelledInTheUnitAPersonCountsIn() {
        Scale latency = Scale.of(Axis.FROM_ZERO, Unit.MILLIS, 3, 9.4, HEIGHT, null);
        assertThat(latency.ticks().stream().map(t -> latency.label(Unit.MILLIS, t)))
                .startsWith("0", "5 ms", "10 ms");
        Scale minutes = Scale.of(Axis.FROM_ZERO, Unit.MILLIS, 0, 200_000, HEIGHT, null);
        assertThat(minutes.label(Unit.MILLIS, minutes.ticks().get(1))).isEqualTo("1 min");
    }

    @Test
    void waitsAreLogarithmicFromAMillisecondOn() {
        Scale scale = Scale.of(Axis.LOG, Unit.MILLIS, 0, 380_000, HEIGHT, null);
        assertThat(scale.ticks().stream().map(t -> scale.label(Unit.MILLIS, t)))
                .containsExactly("1 ms", "1 s", "1 min");
        assertThat(scale.fraction(0)).isZero();
        assertThat(scale.fraction(1000) - scale.fraction(100))
                .isCloseTo(scale.fraction(100) - scale.fraction(10), within());
    }

    @Test
    void sizesShowTheirGrowthAndNotOnlyTheirHeight() {
        Scale scale = Scale.of(Axis.FITTED, Unit.BYTES, 8.40e9, 8.43e9, HEIGHT, null);
        assertThat(scale.low()).isGreaterThan(8e9);
        assertThat(scale.ticks()).isNotEmpty();
        assertThat(scale.label(Unit.BYTES, scale.ticks().getFirst())).endsWith(" GB");
    }

    @Test
    void theAxisIsKeptWhileItFitsAndLeftWhenItDoesNot() {
        Scale first = Scale.of(Axis.FROM_ZERO, Unit.COUNT, 0, 50, HEIGHT, null);
        assertThat(Scale.of(Axis.FROM_ZERO, Unit.COUNT, 0, 47, HEIGHT, first)).isSameAs(first);
        assertThat(Scale.of(Axis.FROM_ZERO, Unit.COUNT, 0, 90, HEIGHT, first).high())
                .isGreaterThan(90);
        assertThat(Scale.of(Axis.FROM_ZERO, Unit.COUNT, 0, 4, HEIGHT, first).high()).isLessThan(10);
    }

    @Test
    void aChartWithoutAnyValueStillHasAnAxis() {
        for (Axis axis : Axis.values()) {
            Scale scale = Scale.of(axis, Unit.MILLIS, Double.NaN, Double.NaN, HEIGHT, null);
            assertThat(scale.high()).isGreaterThan(scale.low());
            assertThat(scale.ticks()).isNotEmpty();
        }
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }
}
