package dev.belay.operation;

import dev.belay.activity.Activity;
import dev.belay.activity.Micros;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Names one session of a server, and no later one of the same number.
 *
 * @param started when the session began, in microseconds
 * @param transaction when the transaction began that is meant; null for whichever it is in
 */
public record Victim(int pid, Instant started, @Nullable Instant transaction) {
    /** Stands for whichever transaction it is in, where others beside it name theirs. */
    public static final String ANY = "-";

    /**
     * A session as it was seen, in the transaction it was seen in.
     *
     * @return empty if the role may not see when it began, so that it cannot be named
     */
    public static Optional<Victim> of(Activity seen) {
        return Optional.ofNullable(seen.started().backend())
                .map(start -> new Victim(seen.pid(), start, seen.started().transaction()));
    }

    /** The same session, whichever transaction it is in. */
    public Victim anyTransaction() {
        return new Victim(pid, started, null);
    }

    /** {@code 812 2026-11-21T21:33:13.123456Z}, and its transaction where that is named. */
    String text() {
        String session = pid + " " + Micros.text(started);
        return transaction == null ? session : session + " " + Micros.text(transaction);
    }

    static Victim read(String text) {
        String[] parts = text.strip().split(" ");
        return new Victim(
                Integer.parseInt(parts[0]),
                moment(parts[1]),
                parts.length > 2 ? moment(parts[2]) : null);
    }

    private static Instant moment(String text) {
        return Micros.read(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    /** For the statement that signals: its number, its beginning, that of its transaction. */
    @Nullable Object[] arguments() {
        return new @Nullable Object[] {pid, time(started), time(transaction)};
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
