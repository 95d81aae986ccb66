package dev.belay.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.testing.HandClock;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** When backups are taken, by a clock that is moved by hand. */
class SchedulesTest {
    private final HandClock clock = new HandClock(Instant.parse("2026-11-21T01:58:00Z"));
    private final List<String> taken = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final Schedules schedules =
            new Schedules(
                    () -> List.copyOf(targets), t -> taken.add(t.name()), clock, ZoneOffset.UTC);

    private static Target target(String name, String cron) {
        Target plain =
                Target.of(
                        name,
                        Engine.SQLITE,
                        Environment.DEVELOPMENT,
                        new Address.File(Path.of("/x/" + name + ".db")));
        return plain.withBackupRules(plain.backupRules().withSchedule(cron));
    }

    private void pass(Duration time) {
        clock.pass(time);
        schedules.look();
    }

    @Test
    void eachTimeIsTakenOnce() {
        targets.add(target("a", "0 2 * * *"));
        schedules.look();
        pass(Duration.ofMinutes(1));
        assertThat(taken).isEmpty();
        pass(Duration.ofSeconds(70));
        assertThat(taken).containsExactly("a");
        pass(Duration.ofSeconds(10));
        pass(Duration.ofHours(20));
        assertThat(taken).hasSize(1);
        pass(Duration.ofHours(4));
        assertThat(taken).hasSize(2);
    }

    @Test
    void aWeekOfSleepIsCaughtUpByOneBackup() {
        targets.add(target("a", "*/10 * * * *"));
        schedules.look();
        pass(Duration.ofDays(7));
        pass(Duration.ofSeconds(10));
        assertThat(taken).containsExactly("a");
    }

    @Test
    void whatWasDueBeforeItWasOpenedIsNotCaughtUp() {
        targets.add(target("a", "0 1 * * *"));
        schedules.look();
        pass(Duration.ofSeconds(10));
        assertThat(taken).isEmpty();
    }

    @Test
    void anHourThatComesTwiceIsOne() {
        targets.add(target("a", "0 2 * * *"));
        schedules.look();
        pass(Duration.ofMinutes(5));
        pass(Duration.ofHours(-1));
        pass(Duration.ofHours(1));
        assertThat(taken).containsExactly("a");
    }

    @Test
    void aClockThatWasTenYearsAheadDoesNotSilenceASchedule() {
        targets.add(target("a", "0 2 * * *"));
        schedules.look();
        pass(Duration.ofDays(3650));
        pass(Duration.ofDays(-3650));
        taken.clear();
        pass(Duration.ofMinutes(5));
        assertThat(taken).containsExactly("a");
    }

    @Test
    void aChangedScheduleCountsFromItsChange() {
        targets.add(target("a", "0 2 * * *"));
        schedules.look();
        targets.set(0, target("a", "57 1 * * *"));
        pass(Duration.ofMinutes(5));
        assertThat(taken).isEmpty();
    }

    @Test
    void oneThatFailsOrCannotBeReadKeepsNobodyElseFromTheirs() {
        targets.add(target("broken", "every night"));
        targets.add(target("a", "0 2 * * *"));
        Schedules failing =
                new Schedules(
                        () -> List.copyOf(targets),
                        t -> {
                            taken.add(t.name());
                            throw new IllegalStateException("on purpose");
                        },
                        clock,
                        ZoneOffset.UTC);
        targets.add(target("b", "0 2 * * *"));
        failing.look();
        clock.pass(Duration.ofMinutes(5));
        failing.look();
        assertThat(taken).containsExactly("a", "b");
        assertThat(failing.working()).isNull();
    }
}
