package dev.belay.ui.backups;

import dev.belay.message.Messages;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** When a backup was taken, in words that fit a narrow column. */
final class Taken {
    private static final Duration WEEK = Duration.ofDays(6);
    private static final DateTimeFormatter TIME = format("HH:mm");
    private static final DateTimeFormatter THIS_WEEK = format("EEE HH:mm");
    private static final DateTimeFormatter THIS_YEAR = format("EEE d MMM");
    private static final DateTimeFormatter BEFORE = format("d MMM yyyy");

    private Taken() {}

    /** {@code today 13:55}, {@code Mon 04:56} this week, {@code Mon 9 Nov}, {@code 9 Nov 2025}. */
    static String text(Instant moment, Instant now) {
        ZonedDateTime then = moment.atZone(ZoneId.systemDefault());
        LocalDate today = day(now);
        if (then.toLocalDate().equals(today)) {
            return Messages.text("backups.today", TIME.format(then));
        }
        if (Duration.between(moment, now).abs().compareTo(WEEK) < 0) {
            return THIS_WEEK.format(then);
        }
        return (then.getYear() == today.getYear() ? THIS_YEAR : BEFORE).format(then);
    }

    /** Its day, in the user's zone. */
    static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneId.systemDefault());
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
