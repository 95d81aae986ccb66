package dev.belay.activity;

import dev.belay.db.Purpose;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * One session of a server, or one process that has a file open. What the role may not see is null.
 *
 * @param leader of a parallel worker
 * @param kind as the server has it: {@code client backend}
 * @param waits for what kind of thing, and for which: {@code Lock: tuple}; null if for nothing
 * @param ages of its transaction, its query, and its state
 * @param xidAge how many transactions ago it got its number, and took its snapshot
 * @param blockedBy whom it waits for, exactly as the server tells; empty if for nobody
 * @param hidden true if the role may not see into it
 */
public record Activity(
        int pid,
        @Nullable Integer leader,
        @Nullable String user,
        @Nullable String database,
        @Nullable String application,
        @Nullable String client,
        @Nullable String kind,
        @Nullable String state,
        @Nullable String waits,
        @Nullable String query,
        Party.Started started,
        Ages ages,
        @Nullable Integer xidAge,
        @Nullable Integer xminAge,
        List<Integer> blockedBy,
        boolean hidden) {

    /** How old its transaction, its query and its state are, by the server's clock. */
    public record Ages(
            @Nullable Duration transaction, @Nullable Duration query, @Nullable Duration inState) {}

    /** The same as one that waits, or is waited for. */
    public Party party(@Nullable LockWait awaits) {
        return new Party(
                Who.of(pid),
                user,
                database,
                application,
                client,
                kind,
                state,
                query,
                started,
                ages.transaction(),
                ages.inState(),
                awaits);
    }

    /** True if its client does nothing, in a transaction or out of one. */
    public boolean idle() {
        return Party.idle(state);
    }

    /** True if it holds its locks while its client does nothing. */
    public boolean idleInTransaction() {
        return Party.idleInTransaction(state);
    }

    /** True if it is Belay's, this one's or another's. */
    public boolean own() {
        return application != null && application.startsWith(Purpose.applicationName(""));
    }

    /** True if it waits for a lock. */
    public boolean blocked() {
        return !blockedBy.isEmpty();
    }
}
