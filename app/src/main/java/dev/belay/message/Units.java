package dev.belay.message;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Durations, sizes, counts and moments in Belay's words: two units at most, a space before the
 * unit.
 */
public final class Units {
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Units() {}

    /**
     * {@code 0.4 ms, 41 ms, 2.3 s, 41 s, 6 min 18 s, 9 h 12 min, 1 d 3 h}. Negative reads as zero.
     */
    public static String duration(Duration duration) {
        double millis = Math.max(0, duration.toNanos() / 1e6);
        if (millis < 9.95) {
            return String.format(Locale.ROOT, "%.1f ms", millis);
        }
        if (millis < 999.5) {
            return Math.round(millis) + " ms";
        }
        if (millis < 9_950) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000);
        }
        long seconds = Math.round(millis / 1000);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return pair(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return pair(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String pair(long big, String bigUnit, long small, String smallUnit) {
        return small == 0
                ? big + " " + bigUnit
                : big + " " + bigUnit + " " + small + " " + smallUnit;
    }

    /** Decimal multiples as disks are sold: {@code 0 B, 812 kB, 8.42 GB}. */
    public static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= 999.5 && unit < SIZES.length - 1) {
            value /= 1000;
            unit++;
        }
        if (unit == 0) {
            return bytes + " B";
        }
        int decimals = Math.abs(value) < 9.995 ? 2 : Math.abs(value) < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, SIZES[unit]);
    }

    /** To the second, in UTC: {@code 2026-11-22T03:04:05Z}. */
    public static String moment(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 1,204,881}. */
    public static String count(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
