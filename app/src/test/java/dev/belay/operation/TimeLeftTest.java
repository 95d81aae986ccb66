package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

class TimeLeftTest {
    private long now = 1;
    private final TimeLeft left = new TimeLeft(() -> now);

    private Optional<Duration> at(double seconds, double share) {
        now = 1 + (long) (seconds * 1e9);
        return left.at(OptionalDouble.of(share));
    }

    private static Optional<Duration> seconds(long seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }

    @Test
    void aPaceOfLessThanThreeSecondsTellsNothing() {
        assertThat(at(0, 0)).isEmpty();
        assertThat(at(2.9, 0.1)).isEmpty();
        assertThat(at(3, 0.1)).isEqualTo(seconds(30));
    }

    @Test
    void whereNoShareIsKnownNothingIsTold() {
        at(0, 0);
        assertThat(at(10, 0.5)).isPresent();
        now += 1_000_000_000L;
        assertThat(left.at(OptionalDouble.empty())).isEmpty();
        assertThat(at(12, 0.6)).isEmpty();
    }

    @Test
    void whatBeginsAnewIsMeasuredAnew() {
        at(0, 0);
        at(10, 0.9);
        assertThat(at(11, 0)).isEmpty();
        assertThat(at(12, 0.01)).isEmpty();
        assertThat(at(21, 0.5)).isEqualTo(seconds(10));
    }

    @Test
    void whatIsDoneHasNothingLeft() {
        at(0, 0);
        at(10, 0.9);
        assertThat(at(11, 1)).isEmpty();
    }

    @Test
    void itIsToldInWhatAPersonWouldSay() {
        assertThat(told(0.5, 9)).isEqualTo("about 10 s left");
        assertThat(told(0.5, 41)).isEqualTo("about 50 s left");
        assertThat(told(0.1, 18)).isEqualTo("about 3 min left");
        assertThat(told(0.01, 59)).isEqualTo("about 1 h 40 min left");
        assertThat(told(0.0001, 15)).isEqualTo("about 1 d 18 h left");
    }

    private static String told(double share, int seconds) {
        long[] now = {0};
        TimeLeft left = new TimeLeft(() -> now[0]);
        left.at(OptionalDouble.of(0));
        now[0] = Duration.ofSeconds(seconds).toNanos();
        return TimeLeft.words(left.at(OptionalDouble.of(share)).orElseThrow());
    }

    @Test
    void anUnevenPaceDoesNotMakeItJump() {
        Random random = new Random(4);
        List<Duration> told = new ArrayList<>();
        double share = 0;
        at(0, 0);
        for (int second = 1; second < 200 && share < 0.98; second++) {
            share += 0.005 * (0.5 + random.nextDouble());
            at(second, share)
                    .filter(d -> told.isEmpty() || !told.getLast().equals(d))
                    .ifPresent(told::add);
        }
        assertThat(told).hasSizeLessThan(16);
        assertThat(told).last().isEqualTo(Duration.ofSeconds(10));
        int back = 0;
        for (int i = 1; i < told.size(); i++) {
            back += told.get(i).compareTo(told.get(i - 1)) > 0 ? 1 : 0;
        }
        assertThat(back).isLessThan(3);
    }

    @Test
    void aPaceThatFallsIsFollowedWithinTwoMinutes() {
        at(0, 0);
        for (int second = 1; second <= 100; second++) {
            at(second, second * 0.005);
        }
        Optional<Duration> slow = Optional.empty();
        for (int second = 1; second <= 125; second++) {
            slow = at(100 + second, 0.5 + second * 0.0005);
        }
        double really = (1 - 0.5 - 125 * 0.0005) / 0.0005;
        assertThat(slow.orElseThrow().toSeconds())
                .isBetween((long) (really * 0.8), (long) (really * 1.2) + 60);
    }

    @Test
    void whatStandsStillIsUnknownAfterTwoMinutes() {
        at(0, 0);
        for (int second = 1; second <= 60; second++) {
            at(second, second * 0.01);
        }
        Optional<Duration> still = Optional.empty();
        for (int second = 61; second <= 185; second++) {
            still = at(second, 0.6);
        }
        assertThat(still).isEmpty();
    }
}
