package dev.belay.ui.kit.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class TimeWindowTest {
    private static final Instant NOW = Instant.parse("2026-11-17T14:08:42Z");
    private final TimeWindow window = new TimeWindow(NOW);

    @Test
    void itEndsNowAndStandsStillWhilePaused() {
        window.tick(NOW.plusSeconds(1));
        assertThat(window.end()).isEqualTo(NOW.plusSeconds(1));
        window.pause();
        window.tick(NOW.plusSeconds(9));
        assertThat(window.end()).isEqualTo(NOW.plusSeconds(1));
        assertThat(window.start()).isEqualTo(NOW.plusSeconds(1).minus(Duration.ofMinutes(15)));
        window.toggle();
        assertThat(window.end()).isEqualTo(NOW.plusSeconds(9));
    }

    @Test
    void theFirstMinuteFillsTheChartAndTheRangeGrowsInSteps() {
        window.earliest().set(NOW.minusSeconds(20));
        assertThat(window.start()).isEqualTo(NOW.minusSeconds(60));
        window.earliest().set(NOW.minusSeconds(200));
        assertThat(window.start()).isEqualTo(NOW.minusSeconds(300));
        window.earliest().set(NOW.minusSeconds(4000));
        assertThat(window.start()).isEqualTo(NOW.minus(Duration.ofMinutes(15)));
        window.range().set(TimeWindow.Range.FIVE_MINUTES);
        window.earliest().set(NOW.minusSeconds(200));
        assertThat(window.start()).isEqualTo(NOW.minus(Duration.ofMinutes(5)));
    }

    @Test
    void theMomentLookedAtStaysInsideWhatIsShown() {
        window.range().set(TimeWindow.Range.FIVE_MINUTES);
        window.step(Duration.ofSeconds(-1));
        assertThat(window.cursor().get()).isEqualTo(NOW.minusSeconds(1));
        window.step(Duration.ofHours(-2));
        assertThat(window.cursor().get()).isEqualTo(NOW.minusSeconds(300));
        window.step(Duration.ofHours(3));
        assertThat(window.cursor().get()).isEqualTo(NOW);
    }

    @Test
    void bracketsGoFromMarkToMark() {
        Mark early = new Mark(NOW.minusSeconds(600), Mark.Kind.MIGRATION, "V4");
        Mark late = new Mark(NOW.minusSeconds(60), Mark.Kind.MIGRATION, "V5");
        window.marks().set(List.of(early, late));
        window.toMark(false);
        assertThat(window.cursor().get()).isEqualTo(late.at());
        window.toMark(false);
        assertThat(window.cursor().get()).isEqualTo(early.at());
        window.toMark(false);
        assertThat(window.cursor().get()).isEqualTo(early.at());
        window.toMark(true);
        assertThat(window.cursor().get()).isEqualTo(late.at());
    }
}
