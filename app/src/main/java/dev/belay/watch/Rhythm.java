package dev.belay.watch;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How often a watch looks. */
final class Rhythm {
    /** Between two readings of the target on screen, and of any other. */
    static final Duration FOCUSED = Duration.ofMillis(800);

    static final Duration RESTING = Duration.ofSeconds(5);

    /** On request, and so long; what it may cost is then as many times as much. */
    static final Duration FAST = Duration.ofMillis(250);

    static final Duration FAST_FOR = Duration.ofMinutes(10);
    private static final int FAST_MORE = 4;

    /** Between two examinations. */
    static final Duration EXAMINE_FOCUSED = Duration.ofSeconds(10);

    static final Duration EXAMINE_RESTING = Duration.ofSeconds(60);

    /** A reading that waits longer for its answer is told as missed, though it may still come. */
    static final Duration OVERDUE = Duration.ofSeconds(2);

    /**
     * After a lost connection; short enough to see a server again within five seconds of its
     * return.
     */
    static final Duration RECONNECT = Duration.ofMillis(1_500);

    /** A file that is missing or unreadable costs one stat to look at again. */
    static final Duration FILE_AGAIN = Duration.ofSeconds(5);

    private Rhythm() {}

    /**
     * The shortest rhythm in which looks that cost so much stay within the budget.
     *
     * @param others milliseconds a second that go to examinations; looks keep half of the budget
     */
    static Duration within(Duration cost, double others, boolean fast) {
        double budget = Cost.BUDGET * (fast ? FAST_MORE : 1);
        double share = Math.max(budget / 2, budget - others) / 1000;
        Duration least = Duration.ofNanos(Math.round(cost.toNanos() / share));
        return least.compareTo(RESTING) < 0 ? least : RESTING;
    }

    /** The duration give or take a tenth, so that many targets do not march in step. */
    static Duration jitter(Duration duration) {
        return Duration.ofNanos(
                (long) (duration.toNanos() * ThreadLocalRandom.current().nextDouble(0.95, 1.05)));
    }
}
