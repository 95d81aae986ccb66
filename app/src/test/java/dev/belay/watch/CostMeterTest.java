package dev.belay.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class CostMeterTest {
    private static final Instant START = Instant.parse("2026-11-01T03:00:00Z");

    @Test
    void aSteadyPollIsToldPerSecond() {
        CostMeter meter = new CostMeter(START);
        for (int second = 0; second < 120; second++) {
            meter.add(START.plusSeconds(second), Duration.ofMillis(2), 1);
        }
        Cost cost = meter.read(START.plusSeconds(119), 2);
        assertThat(cost.millisPerSecond()).isEqualTo(2.0, within(0.01));
        assertThat(cost.statementsPerSecond()).isEqualTo(1.0, within(0.01));
        assertThat(cost.connections()).isEqualTo(2);
    }

    @Test
    void aMinuteWithoutPollsCostsNothing() {
        CostMeter meter = new CostMeter(START);
        meter.add(START, Duration.ofMillis(500), 3);
        assertThat(meter.read(START.plusSeconds(61), 0)).isEqualTo(Cost.NONE);
    }
}
