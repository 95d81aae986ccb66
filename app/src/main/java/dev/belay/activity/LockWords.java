package dev.belay.activity;

import dev.belay.activity.LockTree.Node;
import dev.belay.message.Messages;
import dev.belay.message.Units;

import java.util.Optional;

/** What a lock tree says in words. */
public final class LockWords {
    private LockWords() {}

    /**
     * {@code pid 812, idle in transaction for 4 min in billing, blocks 14 sessions on orders.}
     * Empty if nobody waits.
     */
    public static Optional<String> chain(LockTree tree) {
        return tree.worst()
                .filter(root -> root.blocks() > 0)
                .map(root -> chain(root.party(), root));
    }

    private static String chain(Party party, Node root) {
        String object =
                root.waiters().stream()
                        .map(n -> n.party().awaits())
                        .filter(w -> w != null)
                        .map(LockWait::object)
                        .findFirst()
                        .orElse("");
        String who = name(party);
        if (object.isEmpty()) {
            return Messages.text("activity.chain.bare", who, doing(party), root.blocks());
        }
        return party.name().isEmpty()
                ? Messages.text("activity.chain.nowhere", who, doing(party), root.blocks(), object)
                : Messages.text(
                        "activity.chain", who, doing(party), party.name(), root.blocks(), object);
    }

    /** {@code pid 812}, or the name of a prepared transaction. */
    public static String name(Party party) {
        String gid = party.who().gid();
        return gid == null
                ? Messages.text("activity.pid", Integer.toString(party.who().pid()))
                : Messages.text("activity.prepared", gid);
    }

    /** What it does and since when: {@code idle in transaction for 4 min}. */
    public static String doing(Party party) {
        if (party.who().gid() != null) {
            return since(Messages.text("activity.left"), party);
        }
        if (party.state() == null && party.kind() == null) {
            return Messages.text("activity.unseen");
        }
        LockWait wait = party.awaits();
        if (wait != null) {
            return Messages.text("activity.waits", awaited(wait));
        }
        return since(state(party), party);
    }

    private static String since(String what, Party party) {
        var age = party.idleInTransaction() ? party.inState() : party.transaction();
        return age == null ? what : Messages.text("activity.for", what, Units.duration(age));
    }

    /** Its state in a word: that of the server, or that it may not be seen. */
    public static String state(Party party) {
        if (party.who().gid() != null) {
            return Messages.text("activity.left");
        }
        String state = party.state();
        if (state != null) {
            return state.equals("active") ? Messages.text("activity.active") : state;
        }
        return party.kind() == null ? Messages.text("activity.unseen") : party.kind();
    }

    /** {@code ACCESS EXCLUSIVE orders}, with a word where only the queue's order blocks. */
    public static String awaited(LockWait wait) {
        String what = wait.modeWords() + " " + wait.object();
        return wait.soft() ? Messages.text("activity.queue", what) : what;
    }
}
