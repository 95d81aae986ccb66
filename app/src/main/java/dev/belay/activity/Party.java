package dev.belay.activity;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * One that waits or is waited for. What the role may not see, or a session that is gone has taken
 * with it, is null.
 *
 * @param started when its backend, its transaction and its query began; in microseconds
 * @param transaction how old its transaction is, by the server's clock
 * @param inState how long it has been in its state
 * @param awaits null if it waits for nobody
 */
public record Party(
        Who who,
        @Nullable String user,
        @Nullable String database,
        @Nullable String application,
        @Nullable String client,
        @Nullable String kind,
        @Nullable String state,
        @Nullable String query,
        Started started,
        @Nullable Duration transaction,
        @Nullable Duration inState,
        @Nullable LockWait awaits) {

    /** The moments that tell this session from another of the same pid. */
    public record Started(
            @Nullable Instant backend, @Nullable Instant transaction, @Nullable Instant query) {}

    /** One of whom nothing is known but that it is there, or was. */
    static Party unknown(Who who) {
        Started started = new Started(null, null, null);
        return new Party(who, null, null, null, null, null, null, null, started, null, null, null);
    }

    /** The same, waiting. */
    Party awaiting(LockWait wait) {
        return with(inState, wait);
    }

    /** The same, in its state for so long. */
    public Party inState(Duration other) {
        return with(other, awaits);
    }

    private Party with(@Nullable Duration inState, @Nullable LockWait awaits) {
        return new Party(
                who,
                user,
                database,
                application,
                client,
                kind,
                state,
                query,
                started,
                transaction,
                inState,
                awaits);
    }

    /** True if the role may not see into it. */
    public boolean hidden() {
        return kind == null && who.gid() == null;
    }

    /** True if its client does nothing, in a transaction or out of one. */
    public boolean idle() {
        return idle(state);
    }

    /** The same of a state in the server's word. */
    static boolean idle(@Nullable String state) {
        return state != null && state.startsWith("idle");
    }

    /** True if it holds its locks while its client does nothing. */
    public boolean idleInTransaction() {
        return idleInTransaction(state);
    }

    /** The same of a state in the server's word. */
    public static boolean idleInTransaction(@Nullable String state) {
        return state != null && state.startsWith("idle in transaction");
    }

    /** What it is called in a list: its application, else what kind of process it is. */
    public String name() {
        if (application != null && !application.isEmpty()) {
            return application;
        }
        return kind == null ? "" : kind;
    }
}
