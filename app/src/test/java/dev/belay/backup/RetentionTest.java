package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Keeping;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** What retention promises, on schedules by chance with clocks that jump. */
class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final int SCHEDULES = 5_000;

    static Stored backup(Instant at, boolean proven) {
        return backup(at, 1000, proven ? at : null);
    }

    static Stored backup(Instant at, long bytes, Instant provenAt) {
        String id = at.toString();
        Manifest manifest =
                new Manifest(
                        id,
                        id + ".db",
                        "sqlite",
                        "sqlite",
                        "3",
                        "/x.db",
                        "f",
                        "0",
                        bytes,
                        new TreeMap<>(),
                        at,
                        1L,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        "");
        return new Stored(
                Path.of("/backups/x", id + ".db"),
                manifest,
                provenAt == null ? null : new Proof(provenAt, 1, 1, "scratch"));
    }

    private static List<Stored> daily(int days) {
        List<Stored> all = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            all.add(backup(NOW.minus(Duration.ofDays(i)), i == 40));
        }
        return all;
    }

    @Test
    void ofTwoYearsOfDailyBackupsOneOfEachSpanStays() {
        Retention kept = Retention.of(daily(730), new Keeping(3, 7, 4, 12), NOW);
        // 7 days hold the newest 3; of 4 weeks two newest are those days, 12 months hold one of
        // them.
        assertThat(kept.stays()).hasSizeBetween(18, 22);
        assertThat(kept.stays().getFirst().manifest().takenAt()).isEqualTo(NOW);
        assertThat(kept.stays().getLast().manifest().takenAt())
                .isEqualTo(Instant.parse("2025-12-31T12:00:00Z"));
        assertThat(kept.stays()).anyMatch(s -> s.proof() != null);
        assertThat(kept.goes()).hasSize(730 - kept.stays().size());
        assertThat(kept.goes().getFirst().manifest().takenAt())
                .isBefore(kept.goes().getLast().manifest().takenAt());
    }

    @Test
    void whoKeepsNothingKeepsTwoAllTheSame() {
        Retention kept = Retention.of(daily(30), new Keeping(0, 0, 0, 0), NOW);
        assertThat(kept.stays()).hasSize(2);
        assertThat(Retention.of(daily(1), new Keeping(0, 0, 0, 0), NOW).goes()).isEmpty();
        assertThat(Retention.of(List.of(), new Keeping(0, 0, 0, 0), NOW).goes()).isEmpty();
    }

    @Test
    void onAClockThatWentBackNothingGoes() {
        Retention kept = Retention.of(daily(90), Keeping.DEFAULT, NOW.minus(Duration.ofHours(1)));
        assertThat(kept.clockWentBack()).isTrue();
        assertThat(kept.goes()).isEmpty();
        assertThat(kept.stays()).hasSize(90);
    }

    @Test
    void aClockThatJumpsAheadMakesNothingOlder() {
        List<Stored> all = daily(90);
        assertThat(Retention.of(all, Keeping.DEFAULT, NOW.plus(Duration.ofDays(3650))).stays())
                .isEqualTo(Retention.of(all, Keeping.DEFAULT, NOW).stays());
    }

    @Test
    void onNoScheduleTheLastVerifiedOrTheLastProvenOneGoes() {
        Random chance = new Random(20261121);
        for (int round = 0; round < SCHEDULES; round++) {
            List<Stored> all = new ArrayList<>();
            Instant clock = NOW;
            int count = chance.nextInt(40);
            for (int i = 0; i < count; i++) {
                clock = clock.plus(jump(chance));
                all.add(backup(clock.plusNanos(i), chance.nextInt(8) == 0));
                Keeping keeping =
                        new Keeping(
                                chance.nextInt(5),
                                chance.nextInt(5),
                                chance.nextInt(5),
                                chance.nextInt(5));
                Instant now = chance.nextInt(5) == 0 ? clock.plus(jump(chance)) : clock;
                all = pruned(all, keeping, now);
            }
        }
    }

    /** Minutes, days, and now and then an hour or ten years, back or ahead. */
    private static Duration jump(Random chance) {
        return switch (chance.nextInt(12)) {
            case 0 -> Duration.ofDays(-3650);
            case 1 -> Duration.ofDays(3650);
            case 2 -> Duration.ofHours(-1);
            case 3 -> Duration.ofHours(1);
            case 4 -> Duration.ofDays(chance.nextInt(60));
            default -> Duration.ofMinutes(chance.nextInt(2000));
        };
    }

    private static List<Stored> pruned(List<Stored> all, Keeping keeping, Instant now) {
        Retention kept = Retention.of(all, keeping, now);
        assertThat(kept.stays().size() + kept.goes().size()).isEqualTo(all.size());
        assertThat(java.util.Collections.disjoint(kept.stays(), kept.goes())).isTrue();
        List<Stored> newest =
                all.stream()
                        .sorted(
                                java.util.Comparator.comparing((Stored s) -> s.manifest().takenAt())
                                        .reversed())
                        .toList();
        assertThat(kept.stays().containsAll(newest.subList(0, Math.min(2, newest.size()))))
                .isTrue();
        newest.stream()
                .filter(s -> s.proof() != null)
                .findFirst()
                .ifPresent(s -> assertThat(kept.stays()).contains(s));
        boolean future =
                all.stream()
                        .anyMatch(
                                s ->
                                        s.manifest()
                                                .takenAt()
                                                .isAfter(now.plus(Duration.ofMinutes(5))));
        if (future) {
            assertThat(kept.goes()).isEmpty();
        }
        return new ArrayList<>(kept.stays());
    }
}
