package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class PaceTest {
    private long now;

    @Test
    void aShareOfWhatNobodyKnowsIsNotTold() {
        assertThat(Pace.share(5, 0)).isEmpty();
        assertThat(Pace.share(5, 10)).hasValue(0.5);
    }

    @Test
    void beyondWhatWasExpectedNothingIsKnown() {
        assertThat(Pace.share(98, 100)).hasValue(0.98);
        assertThat(Pace.share(100, 100)).isEmpty();
        assertThat(Pace.share(250, 100)).isEmpty();
    }

    @Test
    void theRateIsToldAfterASecondAndChangesOnceASecond() {
        Rate rate = new Rate(() -> now);
        assertThat(rate.words(5_000_000)).isEqualTo("copying the database");
        now = Duration.ofSeconds(2).toNanos();
        String told = "copying: 10.0 MB, 5.00 MB/s";
        assertThat(rate.words(10_000_000)).isEqualTo(told);
        now += Duration.ofMillis(900).toNanos();
        assertThat(rate.words(90_000_000)).isEqualTo(told);
        now += Duration.ofMillis(1100).toNanos();
        assertThat(rate.words(20_000_000)).contains("20.0 MB, 5.00 MB/s");
    }
}
