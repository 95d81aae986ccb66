package dev.belay.ui.locks;

import dev.belay.activity.LockTree.Node;
import dev.belay.activity.LockWait;
import dev.belay.activity.Party;
import dev.belay.ui.session.SessionKey;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * A line of the tree.
 *
 * @param depth 0 for a root
 * @param trunks a bit for each level above it whose line goes on below
 * @param last true if nobody stands below it under the same one
 * @param open false if those below it are folded away
 * @param gone true if it was not there any more at the last look, but keeps its place for now
 */
record LockRow(Node node, int depth, long trunks, boolean last, boolean open, boolean gone) {

    SessionKey key() {
        return SessionKey.of(party());
    }

    Party party() {
        return node.party();
    }

    boolean parent() {
        return !node.waiters().isEmpty();
    }

    boolean root() {
        return depth == 0;
    }

    /** True if it waits; else it holds. */
    boolean waits() {
        return party().awaits() != null;
    }

    /** How long it waits, or holds at most: as long as its transaction is open. Null if unknown. */
    @Nullable Duration age() {
        LockWait wait = party().awaits();
        if (wait != null) {
            return wait.waited();
        }
        return party().transaction() == null ? party().inState() : party().transaction();
    }

    /** The same line of somebody who has gone since. */
    LockRow ended() {
        return new LockRow(node, depth, trunks, last, open, true);
    }

    /** What is known now, in the same place. */
    LockRow with(LockRow now) {
        return new LockRow(now.node, depth, trunks, last, now.open, false);
    }
}
