package dev.belay.activity;

import static dev.belay.activity.Phrase.mark;

import dev.belay.activity.LockTree.Node;
import dev.belay.activity.Phrase.Tone;
import dev.belay.message.Messages;
import dev.belay.message.Units;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a lock tree says in words. */
public final class LockWords {
    private LockWords() {}

    /**
     * {@code pid 812, idle in transaction for 4 min in billing, blocks 14 sessions on orders.}
     * Empty if nobody waits.
     */
    public static Optional<String> chain(LockTree tree) {
        return worst(tree).map(root -> Phrase.plain(chain(root)));
    }

    /** The same in pieces; none if nobody waits. */
    public static List<Phrase> chainPhrases(LockTree tree) {
        return worst(tree).map(root -> Phrase.of(chain(root))).orElse(List.of());
    }

    /**
     * What else there is to know of the worst chain: who waits in it and blocks others itself, and
     * what its end would free. None if nobody waits.
     */
    public static List<Phrase> beyond(LockTree tree) {
        return worst(tree).map(root -> Phrase.of(beyond(tree, root))).orElse(List.of());
    }

    private static Optional<Node> worst(LockTree tree) {
        return tree.worst().filter(root -> root.blocks() > 0);
    }

    private static String chain(Node root) {
        Party party = root.party();
        String object = object(root);
        String who = marked(party);
        String doing = marks(party);
        String sessions = mark(Tone.STRONG, Messages.text("activity.sessions", root.blocks()));
        if (object.isEmpty()) {
            return Messages.text("activity.chain.bare", who, doing, sessions);
        }
        String on = mark(Tone.CODE, object);
        String where = mark(Tone.STRONG, party.name());
        return party.name().isEmpty()
                ? Messages.text("activity.chain.nowhere", who, doing, sessions, on)
                : Messages.text("activity.chain", who, doing, where, sessions, on);
    }

    /** What those wait for who have waited longest for it; empty if nobody does. */
    public static String object(Node root) {
        return root.waiters().stream()
                .flatMap(n -> Optional.ofNullable(n.party().awaits()).stream())
                .map(w -> w.on().name())
                .findFirst()
                .orElse("");
    }

    private static String beyond(LockTree tree, Node root) {
        String second =
                root.waiters().stream()
                        .max(Comparator.comparingInt(Node::blocks))
                        .filter(n -> n.blocks() > 0)
                        .map(LockWords::second)
                        .orElse("");
        int freed = tree.freedBy(root.party().who()).size();
        String who = marked(root.party());
        String end;
        if (root.party().who().gid() != null) {
            end = Messages.text("activity.frees.prepared", freed);
        } else if (freed == root.blocks()) {
            end = Messages.text("activity.frees.all", who);
        } else {
            end = Messages.text("activity.frees", who, Units.count(freed));
        }
        return second.isEmpty() ? end : second + " " + end;
    }

    private static String second(Node node) {
        String name = node.party().name();
        return Messages.text(
                "activity.behind",
                node.blocks(),
                marked(node.party()) + (name.isEmpty() ? "" : " (" + name + ")"));
    }

    private static String marked(Party party) {
        String gid = party.who().gid();
        return gid == null
                ? Messages.text(
                        "activity.pid", mark(Tone.CODE, Integer.toString(party.who().pid())))
                : Messages.text("activity.prepared", mark(Tone.CODE, gid));
    }

    /** {@code pid 812}, or the name of a prepared transaction. */
    public static String name(Party party) {
        return Phrase.plain(marked(party));
    }

    /** What it does and since when: {@code idle in transaction for 4 min}. */
    public static String doing(Party party) {
        return Phrase.plain(marks(party));
    }

    private static String marks(Party party) {
        if (party.who().gid() != null) {
            return since(mark(Tone.WARN, Messages.text("activity.left")), age(party));
        }
        if (party.state() == null && party.kind() == null) {
            return Messages.text("activity.unseen");
        }
        LockWait wait = party.awaits();
        if (wait != null) {
            return Messages.text("activity.waits", awaited(wait));
        }
        String state = state(party);
        return since(party.idleInTransaction() ? mark(Tone.WARN, state) : state, age(party));
    }

    private static Optional<Duration> age(Party party) {
        return Optional.ofNullable(
                party.idleInTransaction() ? party.inState() : party.transaction());
    }

    private static String since(String what, Optional<Duration> age) {
        return age.map(a -> mark(Tone.STRONG, Units.duration(a)))
                .map(a -> Messages.text("activity.for", what, a))
                .orElse(what);
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
        return wait.modeWords() + " " + wait.object();
    }
}
