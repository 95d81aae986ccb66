package dev.belay.ui.backups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.ui.kit.StatusIcon;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

class BackupsModelTest {
    private static final Instant NOW = Instant.parse("2026-11-17T14:08:42Z");
    private static final Duration DAY = Duration.ofDays(1);
    private final BackupsModel model = new BackupsModel();

    private static Instant ago(int days) {
        return NOW.minus(DAY.multipliedBy(days));
    }

    @Test
    void theHeadTellsHowManyHowLargeAndHowOld() {
        assertThat(model.kept()).isEqualTo("Reading the backups");
        assertThat(model.sentence(NOW)).isEmpty();
        Instant taken = NOW.minus(Duration.ofMinutes(13));
        model.read(
                Kept.contents(
                        NOW,
                        List.of(Kept.of(taken, 2_100 * Kept.MB), Kept.of(ago(1), 2_000 * Kept.MB)),
                        List.of()));
        assertThat(model.kept()).isEqualTo("2 kept");
        assertThat(model.sentence(NOW)).isEqualTo("4.10 GB, newest 13 min old");
        assertThat(model.old(NOW)).isFalse();
        assertThat(model.old(NOW.plus(Duration.ofHours(26)))).isTrue();
    }

    @Test
    void oneThatLostMoreThanHalfOfTheOneBeforeIsToldAndALittleLessIsNot() {
        model.read(
                Kept.contents(
                        NOW,
                        List.of(
                                Kept.of(ago(0), 2_000 * Kept.MB),
                                Kept.of(ago(1), 400 * Kept.MB),
                                Kept.of(ago(2), 2_100 * Kept.MB, null, Duration.ofSeconds(20)),
                                Kept.of(ago(3), 4_000 * Kept.MB)),
                        List.of()));
        assertThat(model.lines())
                .extracting(Line::standing)
                .containsExactly(
                        "verified, not proven", "80 % smaller", "proven", "verified, not proven");
        assertThat(model.lines())
                .extracting(Line::kind)
                .containsExactly(
                        StatusIcon.Kind.VERIFIED,
                        StatusIcon.Kind.WARN,
                        StatusIcon.Kind.PROVEN,
                        StatusIcon.Kind.VERIFIED);
        assertThat(model.lines().get(2).restoreTime()).isEqualTo("20 s");
    }

    @Test
    void oneThatFailedStandsAmongThoseThatAreKeptByItsTime() {
        model.read(
                Kept.contents(
                        NOW,
                        List.of(Kept.of(ago(0), Kept.MB), Kept.of(ago(2), Kept.MB)),
                        List.of(Kept.failed(ago(1), "the disk is full"))));
        assertThat(model.lines())
                .extracting(Line::standing)
                .containsExactly(
                        "verified, not proven", "failed: the disk is full", "verified, not proven");
        assertThat(model.lines().get(1).size()).isEqualTo("–");
        assertThat(model.kept()).isEqualTo("2 kept");
    }

    @Test
    void onlyFailuresAreNoBackup() {
        model.read(Kept.contents(NOW, List.of(), List.of(Kept.failed(ago(1), "no"))));
        assertThat(model.empty()).isFalse();
        assertThat(model.sentence(NOW)).isEqualTo("none is whole");
        assertThat(model.old(NOW)).isFalse();
        model.read(Kept.contents(NOW, List.of(), List.of()));
        assertThat(model.empty()).isTrue();
    }

    @Test
    void aDayWithoutABackupIsAnEmptyPlaceAndTheOldestAreLeftOutFirst() {
        model.read(
                Kept.contents(
                        NOW,
                        List.of(
                                Kept.of(NOW.minus(Duration.ofMinutes(5)), Kept.MB),
                                Kept.of(NOW.minus(Duration.ofHours(9)), Kept.MB),
                                Kept.of(ago(3), Kept.MB)),
                        List.of()));
        List<BackupsModel.Slot> slots = model.slots(20);
        assertThat(slots)
                .extracting(BackupsModel.Slot::day)
                .extracting(LocalDate::getDayOfMonth)
                .containsExactly(14, 15, 16, 17, 17);
        assertThat(slots)
                .extracting(slot -> slot.line() != null)
                .containsExactly(true, false, false, true, true);
        assertThat(slots)
                .extracting(BackupsModel.Slot::first)
                .containsExactly(true, true, true, true, false);
        assertThat(model.slots(2)).isEqualTo(slots.subList(3, 5));
    }

    @Test
    void whatCannotBeReadAgainStaysWithItsAge() {
        Problem problem = new Problem("backups.unreadable", "shop", "gone", ExitCode.FAILED);
        model.unread(problem);
        assertThat(model.problem()).isEqualTo(problem);
        assertThat(model.stale(NOW)).isEmpty();
        Contents contents = Kept.contents(NOW, List.of(Kept.of(ago(0), Kept.MB)), List.of());
        assertThat(model.read(contents)).isTrue();
        assertThat(model.read(contents)).isFalse();
        assertThat(model.stale(NOW.plusSeconds(70))).isEmpty();
        assertThat(model.stale(NOW.plusSeconds(240)))
                .isEqualTo("As read 4 min ago; the folder does not answer");
        model.unread(problem);
        assertThat(model.stale(NOW.plusSeconds(70))).isEqualTo("As read 1 min ago: gone");
        assertThat(model.lines()).hasSize(1);
    }

    @Test
    void aLineIsFoundAgainWhenItWasProvenMeanwhile() {
        model.read(Kept.contents(NOW, List.of(Kept.of(ago(0), Kept.MB)), List.of()));
        Line before = model.lines().getFirst();
        model.read(
                Kept.contents(
                        NOW,
                        List.of(
                                Kept.of(NOW.plusSeconds(9), Kept.MB),
                                Kept.of(ago(0), Kept.MB, null, Duration.ofSeconds(3))),
                        List.of()));
        assertThat(model.again(before)).contains(model.lines().get(1));
        assertThat(model.again(null)).isEmpty();
    }

    @Test
    void theNearerABackupIsTheMoreExactIsItsTime() {
        assertThat(Taken.text(NOW.minusSeconds(60), NOW)).isEqualTo("today 14:07");
        assertThat(Taken.text(ago(1), NOW)).isEqualTo("Mon 14:08");
        assertThat(Taken.text(ago(8), NOW)).isEqualTo("Mon 9 Nov");
        assertThat(Taken.text(ago(400), NOW)).isEqualTo("13 Oct 2025");
    }

    @Test
    void allOfOneCanBeCopiedWithItsWholeHash() {
        Line line = new Line.Kept(Kept.of(ago(0), Kept.MB, "migrate", null), 0);
        assertThat(line.why()).isEqualTo("before migrate");
        assertThat(Details.text(line))
                .contains("a".repeat(64))
                .contains("orders\t1,204,112")
                .contains("/backups/shop/shop_backup_");
    }
}
