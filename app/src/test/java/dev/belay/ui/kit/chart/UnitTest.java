package dev.belay.ui.kit.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitTest {
    @Test
    void unknownIsAWordAndNeverZero() {
        for (Unit unit : Unit.values()) {
            assertThat(unit.words(Double.NaN)).isEqualTo("unknown");
        }
    }

    @Test
    void valuesAreWrittenInTheirUnit() {
        assertThat(Unit.COUNT.words(1204)).isEqualTo("1,204");
        assertThat(Unit.RATE.words(0.25)).isEqualTo("0.3");
        assertThat(Unit.RATE.words(0)).isEqualTo("0");
        assertThat(Unit.MILLIS.words(378_000)).isEqualTo("6 min 18 s");
        assertThat(Unit.BYTES.words(8.42e9)).isEqualTo("8.42 GB");
    }

    @Test
    void stepsAreOneTwoFiveAndInTimeThoseOfTheClock() {
        assertThat(Unit.COUNT.step(0.2)).isEqualTo(1);
        assertThat(Unit.COUNT.step(17)).isEqualTo(20);
        assertThat(Unit.MILLIS.step(0.3)).isEqualTo(0.5);
        assertThat(Unit.MILLIS.step(12_000)).isEqualTo(15_000);
        assertThat(Unit.BYTES.step(3e6)).isEqualTo(5e6);
    }

    @Test
    void labelsHaveNoMoreDecimalsThanTheyNeed() {
        assertThat(Unit.MILLIS.tick(0.5, 0.5)).isEqualTo("0.5 ms");
        assertThat(Unit.BYTES.tick(8.405e9, 5e6)).isEqualTo("8.405 GB");
        assertThat(Unit.COUNT.tick(15_000, 5_000)).isEqualTo("15 k");
        assertThat(Unit.MILLIS.tick(60_000)).isEqualTo("1 min");
    }
}
