package dev.belay.cli;

import dev.belay.activity.LockTree;
import dev.belay.activity.LockTree.Node;
import dev.belay.activity.LockWait;
import dev.belay.activity.Micros;
import dev.belay.activity.Party;
import dev.belay.activity.Who;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** A lock tree as {@code docs/cli.md} has it. */
final class LocksDocument {
    private LocksDocument() {}

    static Json of(LockTree tree) {
        return Json.object()
                .put("sampledAt", micros(tree.at()))
                .put("waiting", tree.waiting())
                .put("longestWaitMs", tree.longest().orElse(null))
                .put("roots", tree.roots().stream().map(LocksDocument::root).toList())
                .put(
                        "cycles",
                        tree.cycles().stream()
                                .map(c -> Json.array(c.stream().map(Who::pid).toList()))
                                .toList());
    }

    /** Where nobody can know. */
    static Json unknown() {
        return Json.object()
                .put("sampledAt", micros(Instant.now()))
                .put("waiting", null)
                .put("longestWaitMs", null)
                .put("roots", null)
                .put("cycles", List.of());
    }

    static @Nullable String micros(@Nullable Instant time) {
        return time == null ? null : Micros.text(time);
    }

    private static Json root(Node node) {
        Json root = session(node.party()).put("blocks", node.blocks());
        LockWait wait = node.party().awaits();
        if (wait != null) {
            wait(root, wait);
        }
        return root.put("waiters", waiters(node));
    }

    private static Json waiter(Node node) {
        Json waiter = session(node.party());
        LockWait wait = node.party().awaits();
        if (wait != null) {
            wait(waiter, wait);
        }
        return waiter.put("waiters", waiters(node));
    }

    private static List<Json> waiters(Node node) {
        return node.waiters().stream().map(LocksDocument::waiter).toList();
    }

    private static Json session(Party party) {
        Json json = Json.object().put("pid", party.who().pid());
        if (party.who().gid() != null) {
            json.put("gid", party.who().gid());
        }
        return json.put("user", party.user())
                .put("database", party.database())
                .put("application", party.application())
                .put("client", party.client())
                .put("kind", party.kind())
                .put("state", party.state())
                .put("query", party.query())
                .put("permitted", !party.hidden())
                .put("xactAgeMs", party.transaction())
                .put("backendStart", micros(party.started().backend()))
                .put("xactStart", micros(party.started().transaction()));
    }

    private static void wait(Json json, LockWait wait) {
        json.put("waitMs", wait.waited())
                .put("mode", wait.mode())
                .put("lockType", wait.on().type())
                .put("object", wait.on().name())
                .put("blockedBy", wait.blockedBy())
                .put("soft", wait.soft());
    }
}
