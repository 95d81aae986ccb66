package dev.belay.demo;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How busy the demo is: slow waves with a quicker one on top, as a shop's day in three minutes. */
final class Rate {
    private static final double DAY_SECONDS = 180;
    private static final double HOUR_SECONDS = 23;

    private Rate() {}

    /** Between 0 and 1, for a time in seconds. */
    static double at(double seconds) {
        double day = Math.sin(seconds / DAY_SECONDS * 2 * Math.PI);
        double hour = Math.sin(seconds / HOUR_SECONDS * 2 * Math.PI);
        return 0.5 + 0.38 * day + 0.12 * hour;
    }

    static double now() {
        return at(System.currentTimeMillis() / 1000.0);
    }

    /** The pause before the next step, for a rate between two numbers of steps a second. */
    static Duration pause(RandomGenerator random, double least, double most) {
        double perSecond = least + (most - least) * now();
        return Duration.ofNanos((long) ((0.5 + random.nextDouble()) / perSecond * 1e9));
    }
}
