package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

class ProgressedTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void onlyACopyTellsHowLongItStillTakes() {
        assertThat(left(Phase.SAFE)).contains(Duration.ofSeconds(4));
        assertThat(left(Phase.EXECUTING)).isEmpty();
    }

    private static java.util.Optional<Duration> left(Phase phase) {
        return new Running.Progressed(phase, "", OptionalDouble.of(0.5), NOON)
                .left(NOON.plusSeconds(4));
    }
}
