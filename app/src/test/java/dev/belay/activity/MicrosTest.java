package dev.belay.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class MicrosTest {
    private static final Instant MOMENT = Instant.parse("2026-11-21T21:33:13.123456Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T21:33:13.123456Z",
                "2026-11-21T22:33:13.123456+01:00",
                "2026-11-21 22:33:13.123456+01",
                "2026-11-22 03:03:13.123456+05:30",
                "2026-11-22 03:03:13.123456+0530",
                " 2026-11-21 21:33:13.123456+00 ",
            })
    void aMomentIsReadAsBelayAndAsPostgresqlWriteIt(String text) {
        assertThat(Micros.read(text)).contains(MOMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-21",
                "2026-11-21 21:33:13.123456",
                "2026-13-21T21:33:13Z",
                "2026-11-21T21:33:13.1234567Z",
                "2026-11-21 21:33:13.1+00 or so",
            })
    void whatIsNoMomentIsNotTakenForOne(String text) {
        assertThat(Micros.read(text)).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(Micros.text(MOMENT)).isEqualTo("2026-11-21T21:33:13.123456Z");
        Instant even = Instant.parse("2026-11-21T21:33:13Z");
        assertThat(Micros.text(even)).isEqualTo("2026-11-21T21:33:13.000000Z");
        assertThat(Micros.read("2026-11-21 21:33:13+00")).contains(even);
        assertThat(Micros.read("2026-11-21 21:33:13.12+00")).contains(even.plusMillis(120));
    }
}
