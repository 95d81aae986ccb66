package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

class ProgressLineTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now;
    private final ProgressLine line;

    ProgressLineTest() {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        line =
                new ProgressLine(
                        new Output(new Terminal(stream, stream, false, false), false, false),
                        () -> now);
    }

    private String told() {
        String told = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return told;
    }

    private void at(String what, double share, Optional<Duration> left) {
        line.at(what, OptionalDouble.of(share), left);
    }

    @Test
    void theTimeThatIsLeftStandsBehindTheShare() {
        at("copying", 0.129, Optional.of(Duration.ofMinutes(3)));
        assertThat(told()).isEqualTo("copying (12 %, about 3 min left)\n");
    }

    @Test
    void whatIsNotKnownIsNotTold() {
        at("copying", 0.5, Optional.empty());
        line.at("counting", OptionalDouble.empty(), Optional.empty());
        assertThat(told()).isEqualTo("copying (50 %)\ncounting\n");
    }

    @Test
    void theSameIsToldAgainEveryTwoSecondsOnly() {
        for (int i = 0; i < 50; i++) {
            at("copying", i / 50.0, Optional.empty());
            now += Duration.ofMillis(100).toNanos();
        }
        assertThat(told()).isEqualTo("copying (0 %)\ncopying (40 %)\ncopying (80 %)\n");
    }

    @Test
    void whatIsNewIsToldAtOnce() {
        at("V1__a.sql", 0, Optional.empty());
        at("V2__a.sql", 0.5, Optional.empty());
        assertThat(told()).isEqualTo("V1__a.sql (0 %)\nV2__a.sql (50 %)\n");
    }
}
