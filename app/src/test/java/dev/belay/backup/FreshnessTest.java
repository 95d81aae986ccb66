package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Freshness.Fault;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class FreshnessTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Instant ago(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    private static List<Fault> faults(Stored... newestFirst) {
        return Freshness.of(List.of(newestFirst), NOW).faults();
    }

    @Test
    void oneOfThisNightThatWasProvenIsWell() {
        Freshness well =
                Freshness.of(
                        List.of(
                                RetentionTest.backup(ago(10), 900, null),
                                RetentionTest.backup(ago(34), 1000, ago(33))),
                        NOW);
        assertThat(well.well()).isTrue();
        assertThat(well.age()).isEqualTo("10 h old");
    }

    @Test
    void eachFaultIsFoundFromItsLineOn() {
        assertThat(faults()).containsExactly(Fault.MISSING);
        assertThat(faults(RetentionTest.backup(ago(26), 9, ago(1)))).isEmpty();
        assertThat(faults(RetentionTest.backup(ago(27), 9, ago(1)))).containsExactly(Fault.OLD);
        Stored before = RetentionTest.backup(ago(30), 1000, ago(1));
        assertThat(faults(RetentionTest.backup(ago(1), 500, null), before)).isEmpty();
        assertThat(faults(RetentionTest.backup(ago(1), 499, null), before))
                .containsExactly(Fault.SMALL);
        assertThat(faults(RetentionTest.backup(ago(1), 9, null))).containsExactly(Fault.UNPROVEN);
        assertThat(faults(RetentionTest.backup(ago(1), 9, ago(30 * 24)))).isEmpty();
        assertThat(faults(RetentionTest.backup(ago(1), 9, ago(30 * 24 + 1))))
                .containsExactly(Fault.UNPROVEN);
    }

    @Test
    void aBackupOfTheFutureIsNotOld() {
        assertThat(faults(RetentionTest.backup(ago(-9000), 9, ago(1)))).isEmpty();
    }
}
