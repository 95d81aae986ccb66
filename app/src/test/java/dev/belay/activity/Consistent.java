package dev.belay.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.activity.LockTree.Node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds of every tree, whatever happened on the server while it was read. */
final class Consistent {
    private Consistent() {}

    /**
     * Each stands once, under one that the server names as its blocker; whoever waits is counted;
     * those in a circle wait; whoever stands at the top waits for nobody in the tree, or is the
     * first of a circle; whoever holds what is waited for is one of the blockers.
     */
    static void check(LockTree tree) {
        for (Party party : tree.parties()) {
            LockWait wait = party.awaits();
            assertThat(wait == null || wait.blockedBy().containsAll(pids(wait.hard())))
                    .as("%s", party)
                    .isTrue();
        }
        List<Who> seen = new ArrayList<>();
        tree.roots().forEach(root -> walk(root, seen));
        assertThat(seen).doesNotHaveDuplicates().hasSize(tree.parties().size());
        assertThat(tree.waiting())
                .isEqualTo((int) tree.parties().stream().filter(p -> p.awaits() != null).count());
        Set<Who> first = new HashSet<>();
        for (List<Who> cycle : tree.cycles()) {
            first.add(cycle.getFirst());
            assertThat(cycle)
                    .allMatch(who -> tree.find(who).map(Party::awaits).isPresent())
                    .doesNotHaveDuplicates();
        }
        Set<Who> all = new HashSet<>(seen);
        for (Node root : tree.roots()) {
            assertThat(first.contains(root.party().who()) || waitsForNone(root.party(), all))
                    .as("%s", root)
                    .isTrue();
        }
    }

    private static List<Integer> pids(Set<Who> some) {
        return some.stream().map(Who::pid).toList();
    }

    private static boolean waitsForNone(Party party, Set<Who> all) {
        LockWait wait = party.awaits();
        return wait == null
                || (wait.blockedBy().stream().noneMatch(pid -> all.contains(Who.of(pid)))
                        && wait.hard().stream().noneMatch(all::contains));
    }

    private static void walk(Node node, List<Who> seen) {
        seen.add(node.party().who());
        for (Node waiter : node.waiters()) {
            LockWait wait = waiter.party().awaits();
            assertThat(wait).isNotNull();
            assertThat(wait.blockedBy()).contains(node.party().who().pid());
            assertThat(wait.mode()).isNotBlank();
            assertThat(wait.on().name()).isNotBlank();
            walk(waiter, seen);
        }
    }
}
