package dev.belay.operation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a line of the audit tells of. */
public enum AuditEvent {
    BEGUN,
    DONE,
    FAILED,
    CANCELLED,
    IN_DOUBT,
    INTERRUPTED,
    REFUSED,
    /** A database for a rehearsal is about to be made on a production server. */
    REHEARSING,
    REHEARSED,
    REHEARSAL_FAILED,
    /** The log itself was found cut, or written past Belay. */
    BROKEN,
    /** Somebody said that a break of the log is known. */
    ACKNOWLEDGED,
    /** A database for a proof is about to be made on a production server. */
    PROVING,
    PROVEN,
    NOT_PROVEN,
    /** The time of a backup has come. */
    SCHEDULED;

    /** As it stands in the audit: {@code in doubt}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The event of this id; {@code in-doubt} will do as well. Empty for one of a newer Belay. */
    public static Optional<AuditEvent> of(String id) {
        String sought = id.strip().toLowerCase(Locale.ROOT).replace('-', ' ');
        return Stream.of(values()).filter(e -> e.id().equals(sought)).findFirst();
    }
}
