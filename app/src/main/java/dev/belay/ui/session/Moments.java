package dev.belay.ui.session;

import dev.belay.ui.kit.Times;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments to the millisecond, as long as they are of today. */
final class Moments {
    private static final DateTimeFormatter TODAY =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ENGLISH);

    private Moments() {}

    static String text(Instant moment, Instant now) {
        var then = moment.atZone(ZoneId.systemDefault());
        boolean today = then.toLocalDate().equals(now.atZone(ZoneId.systemDefault()).toLocalDate());
        return today ? TODAY.format(then) : Times.full(moment);
    }
}
