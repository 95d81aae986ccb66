package dev.belay.activity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** Moments in microseconds, as PostgreSQL keeps them, so that a session can be named by them. */
public final class Micros {
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter READ =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendLiteral('T')
                    .appendPattern("HH:mm:ss")
                    .optionalStart()
                    .appendFraction(ChronoField.MICRO_OF_SECOND, 1, 6, true)
                    .optionalEnd()
                    .appendPattern("[XXX][XX][X]")
                    .toFormatter(Locale.ROOT);

    private Micros() {}

    /** {@code 2026-11-21T21:33:13.123456Z}. */
    public static String text(Instant moment) {
        return WRITTEN.format(moment);
    }

    /**
     * Of text in that form or in PostgreSQL's own, {@code 2026-11-21 22:33:13.123456+01}. Empty for
     * any other text, and for one without an offset, which would mean another moment elsewhere.
     */
    public static Optional<Instant> read(String text) {
        try {
            String iso = text.strip().replaceFirst("^(\\S+) (?=\\S+$)", "$1T");
            return Optional.of(OffsetDateTime.parse(iso, READ).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
