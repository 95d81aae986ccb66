package dev.belay.ui.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments in Belay's words: the nearer, the more exact. */
public final class Times {
    private static final Duration WEEK = Duration.ofDays(6);
    private static final DateTimeFormatter TODAY = format("HH:mm:ss");
    private static final DateTimeFormatter THIS_WEEK = format("EEE HH:mm");
    private static final DateTimeFormatter THIS_YEAR = format("d MMM");
    private static final DateTimeFormatter BEFORE = format("d MMM yyyy");
    private static final DateTimeFormatter FULL = format("yyyy-MM-dd HH:mm:ss");

    private Times() {}

    /** {@code 14:08:42} today, {@code Mon 04:56} this week, {@code 9 Nov} before. */
    public static String text(Instant moment, Instant now) {
        ZonedDateTime then = local(moment);
        ZonedDateTime today = local(now);
        if (then.toLocalDate().equals(today.toLocalDate())) {
            return TODAY.format(then);
        }
        if (Duration.between(moment, now).abs().compareTo(WEEK) < 0) {
            return THIS_WEEK.format(then);
        }
        return (then.getYear() == today.getYear() ? THIS_YEAR : BEFORE).format(then);
    }

    /** {@code 2026-11-09 04:56:11}, in the user's zone. */
    public static String full(Instant moment) {
        return FULL.format(local(moment));
    }

    private static ZonedDateTime local(Instant moment) {
        return moment.atZone(ZoneId.systemDefault());
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
