package dev.belay.ui.audit;

import dev.belay.message.Messages;
import dev.belay.operation.AuditEvent;
import dev.belay.ui.kit.StatusIcon;

/** How an event of the audit looks: its shape, its word, its tone. */
record Look(StatusIcon.Kind kind, String word, String tone) {
    static Look of(AuditEvent event) {
        String word =
                Messages.text("audit.event." + event.name().toLowerCase(java.util.Locale.ROOT));
        return switch (event) {
            case BEGUN, REHEARSING, PROVING, SCHEDULED ->
                    new Look(StatusIcon.Kind.WAITING, word, "muted");
            case DONE, REHEARSED, PROVEN, ACKNOWLEDGED ->
                    new Look(StatusIcon.Kind.OK, word, "text");
            case FAILED, REHEARSAL_FAILED, BROKEN ->
                    new Look(StatusIcon.Kind.FAIL, word, "fail-text");
            case CANCELLED -> new Look(StatusIcon.Kind.NOTE, word, "text");
            case IN_DOUBT -> new Look(StatusIcon.Kind.UNKNOWN, word, "fail-text");
            case INTERRUPTED, NOT_PROVEN -> new Look(StatusIcon.Kind.WARN, word, "warn-text");
            case REFUSED -> new Look(StatusIcon.Kind.LOCK, word, "text");
        };
    }

    /** Also of an event that only a newer Belay knows. */
    static Look of(String event) {
        return AuditEvent.of(event)
                .map(Look::of)
                .orElseGet(() -> new Look(StatusIcon.Kind.NOTE, event, "text"));
    }
}
