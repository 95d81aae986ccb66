package dev.belay.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class RhythmTest {
    @Test
    void looksAndExaminationsTogetherStayWithinTheBudget() {
        Duration look = Duration.ofMillis(4);
        assertThat(Rhythm.within(look, 0, false)).isEqualTo(Duration.ofMillis(800));
        assertThat(Rhythm.within(look, 1, false)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Rhythm.within(look, 0, true)).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void examinationsNeverStopTheLooks() {
        assertThat(Rhythm.within(Duration.ofMillis(4), 90, false))
                .isEqualTo(Duration.ofMillis(1_600));
        assertThat(Rhythm.within(Duration.ofSeconds(4), 0, false)).isEqualTo(Rhythm.RESTING);
    }
}
