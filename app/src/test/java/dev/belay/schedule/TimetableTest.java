package dev.belay.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneId;

class TimetableTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void itIsReadInPlainLanguageAndTellsTheNextTimes() {
        Timetable nightly = Timetable.of("0 2 * * *", BERLIN);
        assertThat(nightly.words()).isEqualTo("at 02:00");
        assertThat(nightly.next(Instant.parse("2026-11-21T12:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2026-11-22T01:00:00Z"),
                        Instant.parse("2026-11-23T01:00:00Z"),
                        Instant.parse("2026-11-24T01:00:00Z"));
        assertThat(nightly.last(Instant.parse("2026-11-21T12:00:00Z")))
                .contains(Instant.parse("2026-11-21T01:00:00Z"));
        assertThat(nightly.last(Instant.parse("2026-11-21T01:00:30Z")))
                .contains(Instant.parse("2026-11-21T01:00:00Z"));
    }

    @Test
    void aTimeThatADayHasNotIsNotLost() {
        Timetable table = Timetable.of("30 2 * * *", BERLIN);
        Instant before = Instant.parse("2026-03-28T12:00:00Z");
        assertThat(table.next(before, 2))
                .containsExactly(
                        Instant.parse("2026-03-29T01:30:00Z"),
                        Instant.parse("2026-03-30T00:30:00Z"));
        assertThat(table.last(Instant.parse("2026-03-29T01:10:00Z")))
                .contains(Instant.parse("2026-03-28T01:30:00Z"));
        assertThat(table.last(Instant.parse("2026-03-29T01:40:00Z")))
                .contains(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void aTimeThatADayHasTwiceComesOnce() {
        Timetable table = Timetable.of("30 2 * * *", BERLIN);
        assertThat(table.next(Instant.parse("2026-10-24T12:00:00Z"), 2))
                .containsExactly(
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-26T01:30:00Z"));
        assertThat(table.next(Instant.parse("2026-10-25T01:10:00Z"), 1))
                .containsExactly(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "at two",
                "0 2 * *",
                "60 2 * * *",
                "0 2 * * * *",
                "@reboot",
                "0 2 31 2 *x"
            })
    void whatIsNoneIsRefusedAsWrongUsage(String expression) {
        assertThatThrownBy(() -> Timetable.of(expression, BERLIN))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().exit()).isEqualTo(ExitCode.USAGE));
    }
}
