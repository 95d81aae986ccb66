package dev.belay.ui.kit.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class GapTest {
    private static final Duration LONGEST = Duration.ofSeconds(12);

    @Test
    void missedReadingsReachFromTheLastAnswerToTheNext() {
        assertThat(
                        Gap.in(
                                new long[] {1000, 2000, 3000, 4000, 5000},
                                new boolean[] {false, false, true, true, false},
                                LONGEST,
                                5000))
                .containsExactly(new Gap(2000, 5000));
    }

    @Test
    void aWideSpacingIsAGapThoughNoReadingSaysSo() {
        assertThat(
                        Gap.in(
                                new long[] {0, 5000, 65_000},
                                new boolean[] {false, false, false},
                                LONGEST,
                                66_000))
                .containsExactly(new Gap(5000, 65_000));
    }

    @Test
    void silenceReachesUpToNow() {
        assertThat(
                        Gap.in(
                                new long[] {0, 1000, 3000},
                                new boolean[] {false, false, true},
                                LONGEST,
                                9000))
                .containsExactly(new Gap(1000, 9000));
        assertThat(Gap.in(new long[] {0}, new boolean[] {false}, LONGEST, 20_000))
                .containsExactly(new Gap(0, 20_000));
    }

    @Test
    void readingsOfEitherRhythmAreNoGap() {
        assertThat(
                        Gap.in(
                                new long[] {0, 5000, 10_000, 11_000, 12_000},
                                new boolean[5],
                                LONGEST,
                                12_500))
                .isEmpty();
        assertThat(Gap.in(new long[0], new boolean[0], LONGEST, 1000)).isEmpty();
    }
}
