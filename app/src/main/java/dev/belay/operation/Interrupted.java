package dev.belay.operation;

import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An operation that was interrupted.
 *
 * @param found how its target stands, as far as that is known
 * @param at when that was found out; null as long as it is not established
 */
public record Interrupted(Journal.Entry entry, Found found, @Nullable Instant at) {
    /** One that is looked at again and again. */
    Interrupted(Journal.Entry entry, Found found) {
        this(entry, found, null);
    }

    /** All of it, one sentence. */
    public String sentence() {
        return Messages.text(
                "recovery.sentence",
                entry.operation(),
                entry.target().name(),
                entry.operator().user(),
                Long.toString(entry.operator().pid()),
                begun(entry),
                entry.phase().words(),
                found.sentence());
    }

    /** When it was begun, as it is told. */
    public static Instant begun(Journal.Entry entry) {
        return entry.begun().truncatedTo(ChronoUnit.SECONDS);
    }
}
