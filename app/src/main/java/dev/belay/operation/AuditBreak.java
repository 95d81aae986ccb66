package dev.belay.operation;

import dev.belay.message.Messages;

/**
 * A place where the audit's chain did not fit its seal, and was gone on with.
 *
 * @param number of the line that tells of it
 * @param id what an acknowledgement names it by
 * @param text what was found
 * @param known the number of the line that says who knows of it; 0 while nobody does
 */
public record AuditBreak(long number, String id, String text, long known) {
    /** In a sentence. */
    public String sentence() {
        return known == 0
                ? Messages.text("audit.fault.break", Long.toString(number), text)
                : Messages.text(
                        "audit.break.sentence", Long.toString(number), text, Long.toString(known));
    }
}
