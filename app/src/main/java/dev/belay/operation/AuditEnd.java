package dev.belay.operation;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.store.Store;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * The end of the audit, where lines are added under its seal. An end that does not fit its seal is
 * never sealed over: a line of its own tells of the break first, and stays.
 */
final class AuditEnd {
    /** What fits no seal after its break was written down was broken once more. */
    private static final int TRIES = 3;

    private final Store store;
    private final AuditSeal seal;
    private final Clock clock;

    AuditEnd(Store store, AuditSeal seal, Clock clock) {
        this.store = store;
        this.seal = seal;
        this.clock = clock;
    }

    /** Adds a line; its number, previous and hash are given here. */
    void add(AuditEntry entry) {
        add(entry, false);
    }

    /**
     * @param once true to add none where this event of this operation is told already, as by
     *     another process that found out the same
     */
    void add(AuditEntry entry, boolean once) {
        for (int i = 0; i < TRIES; i++) {
            boolean added =
                    store.write(handle -> (once && stands(handle, entry)) || added(handle, entry));
            confirm();
            if (added) {
                return;
            }
        }
        throw unsealed();
    }

    /** Writes down a break of the end that no line tells of yet. */
    void tellBreak() {
        boolean whole = store.write(handle -> fits(handle, last(handle)));
        if (!whole) {
            confirm();
        }
    }

    private static boolean stands(Handle handle, AuditEntry entry) {
        return handle.createQuery(
                                "SELECT count(*) FROM audit WHERE operation_id = :id AND event ="
                                        + " :event")
                        .bind("id", entry.operationId())
                        .bind("event", entry.event())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private boolean added(Handle handle, AuditEntry entry) {
        AuditEntry last = last(handle);
        if (!fits(handle, last)) {
            return false;
        }
        AuditEntry placed = after(last, entry);
        insert(handle, placed);
        seal.announce(placed);
        return true;
    }

    /**
     * True if the chain may go on. If not, its last line tells of the break now. That is committed
     * before it is sealed: killed in between, the seal still shows the break.
     */
    private boolean fits(Handle handle, @Nullable AuditEntry last) {
        String fault = fault(last);
        if (fault == null) {
            return true;
        }
        if (!told(last)) {
            insert(handle, after(last, broken(fault)));
        }
        return false;
    }

    /** Under the write lock again, so that no other process's seal is overwritten. */
    private void confirm() {
        store.write(
                handle -> {
                    AuditEntry last = last(handle);
                    // What was broken since is left as it is, for the next line to tell.
                    if (last != null && (told(last) || fault(last) == null)) {
                        seal.confirm(last);
                    }
                    return handle;
                });
    }

    private @Nullable String fault(@Nullable AuditEntry last) {
        return last == null ? seal.fault(0, "") : seal.fault(last.number(), last.hash());
    }

    /** True if this line tells of the break that the seal shows now. */
    private boolean told(@Nullable AuditEntry last) {
        return last != null
                && last.event().equals(AuditEvent.BROKEN.id())
                && last.fingerprint().equals(seal.mark());
    }

    private AuditEntry broken(String fault) {
        Instant sealed = seal.setAt().orElse(null);
        String told =
                sealed == null
                        ? Messages.text("audit.break", fault)
                        : Messages.text("audit.break.sealed", fault, sealed);
        return own(AuditEvent.BROKEN, UUID.randomUUID().toString(), seal.mark(), told);
    }

    /** A line about the audit itself. */
    AuditEntry own(AuditEvent event, String id, String fingerprint, String outcome) {
        Operator operator = Operator.ofProcess();
        return new AuditEntry(
                0,
                Instant.ofEpochMilli(clock.millis()),
                operator.user(),
                operator.host(),
                "audit",
                id,
                event.id(),
                String.valueOf(store.file().getFileName()),
                store.file().toString(),
                "",
                fingerprint,
                "",
                "",
                outcome,
                "",
                "");
    }

    private static AuditEntry after(@Nullable AuditEntry last, AuditEntry entry) {
        return last == null ? entry.sealed(1, "") : entry.sealed(last.number() + 1, last.hash());
    }

    private static @Nullable AuditEntry last(Handle handle) {
        return handle.createQuery("SELECT * FROM audit ORDER BY number DESC LIMIT 1")
                .map((row, context) -> AuditRows.entry(row))
                .findFirst()
                .orElse(null);
    }

    private static void insert(Handle handle, AuditEntry e) {
        handle.createUpdate(
                        "INSERT INTO audit VALUES (:number, :millis, :user, :host, :operation,"
                                + " :operationId, :event, :target, :place, :environment,"
                                + " :fingerprint, :plan, :approval, :outcome, :previous, :hash)")
                .bindMethods(e)
                .bind("millis", e.at().toEpochMilli())
                .execute();
    }

    private RuntimeException unsealed() {
        return Problem.of(
                        "audit.seal",
                        store.file().toString(),
                        ExitCode.FAILED,
                        Messages.text("audit.break.again"))
                .asException();
    }
}
