package dev.belay.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.activity.LockTree.Node;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a tree makes of whom each waits for. */
class LockTreeTest {
    private static final LockWait.Locked ORDERS = new LockWait.Locked("relation", "orders", false);
    private static final Instant AT = Instant.parse("2026-11-21T14:08:42Z");

    private static Party party(Who who, LockWait wait) {
        return new Party(
                who,
                "app",
                "shop",
                "worker " + who.pid(),
                null,
                "client backend",
                wait == null ? "idle in transaction" : "active",
                null,
                new Party.Started(AT, AT, AT),
                Duration.ofMinutes(4),
                Duration.ofMinutes(4),
                wait);
    }

    private static Party free(int pid) {
        return party(Who.of(pid), null);
    }

    /**
     * A session that waits behind others; those after the first hold nothing, but are before it.
     */
    private static Party waits(int pid, int seconds, Integer... behind) {
        return party(
                Who.of(pid),
                new LockWait(
                        Duration.ofSeconds(seconds),
                        "AccessExclusiveLock",
                        ORDERS,
                        List.of(behind),
                        Set.of(Who.of(behind[0]))));
    }

    private static LockTree tree(Party... parties) {
        return LockTree.of(new LockSample(AT, List.of(parties)));
    }

    /** {@code 1(2(3) 4)}. */
    private static String text(List<Node> nodes) {
        return nodes.stream()
                .map(
                        n ->
                                n.party().who()
                                        + (n.waiters().isEmpty()
                                                ? ""
                                                : "(" + text(n.waiters()) + ")"))
                .collect(Collectors.joining(" "));
    }

    private static Set<Integer> pids(Set<Who> who) {
        return who.stream().map(Who::pid).collect(Collectors.toSet());
    }

    @Test
    void aWaiterStandsUnderTheBlockerNearestTheRoot() {
        LockTree tree = tree(free(1), waits(2, 9, 1), waits(3, 8, 2, 1), waits(4, 7, 2));
        assertThat(text(tree.roots())).isEqualTo("1(2(4) 3)");
        assertThat(tree.roots().getFirst().blocks()).isEqualTo(3);
        assertThat(tree.waiting()).isEqualTo(3);
        assertThat(tree.longest()).contains(Duration.ofSeconds(9));
    }

    @Test
    void whoHoldsItGoesBeforeWhoOnlyStandsBeforeInTheQueue() {
        LockTree tree = tree(free(1), free(2), waits(3, 5, 2, 1));
        assertThat(text(tree.roots())).isEqualTo("1 2(3)");
        assertThat(tree.roots()).allMatch(root -> root.blocks() == 1);
    }

    @Test
    void theRootThatMostWaitForComesFirst() {
        LockTree tree = tree(free(1), free(2), waits(3, 1, 1), waits(4, 1, 2), waits(5, 3, 2));
        assertThat(text(tree.roots())).isEqualTo("2(5 4) 1(3)");
    }

    @Test
    void theLowestOfACircleIsARootEvenIfItWaitsForAnotherToo() {
        LockTree tree = tree(waits(7, 2, 8), waits(8, 3, 9), waits(9, 1, 7), waits(10, 1, 8));
        assertThat(tree.cycles()).containsExactly(List.of(Who.of(7), Who.of(8), Who.of(9)));
        assertThat(text(tree.roots())).isEqualTo("7(9(8(10)))");
    }

    @Test
    void preparedTransactionsAreToldApartByTheirNames() {
        Party one = party(new Who(0, "one"), null);
        Party two = party(new Who(0, "two"), null);
        Party waits =
                party(
                        Who.of(5),
                        new LockWait(
                                null, "ShareLock", ORDERS, List.of(0), Set.of(new Who(0, "two"))));
        assertThat(text(tree(one, two, waits).roots())).isEqualTo("0 two(5) 0 one");
    }

    @Test
    void endingOneFreesThoseWhoseEveryChainEndsInIt() {
        LockTree tree = tree(free(1), free(2), waits(3, 9, 1), waits(4, 8, 3), waits(5, 7, 1, 2));
        assertThat(pids(tree.freedBy(Who.of(1)))).containsExactlyInAnyOrder(3, 4);
        assertThat(pids(tree.freedBy(Who.of(3)))).containsExactly(4);
        assertThat(tree.freedBy(Who.of(2))).isEmpty();
        assertThat(pids(tree.behind(Who.of(1)))).containsExactlyInAnyOrder(3, 4, 5);
    }

    @Test
    void endingSeveralFreesThoseWhoWaitForMoreThanOneOfThem() {
        LockTree tree = tree(free(1), free(2), free(6), waits(3, 9, 1), waits(5, 7, 1, 2));
        Set<Who> both = Set.of(Who.of(1), Who.of(2));
        assertThat(pids(tree.freedBy(both))).containsExactlyInAnyOrder(3, 5);
        assertThat(pids(tree.behind(both))).containsExactlyInAnyOrder(3, 5);
        assertThat(tree.freedBy(Set.of(Who.of(2), Who.of(6)))).isEmpty();
        assertThat(pids(tree.behind(Set.of(Who.of(1), Who.of(3))))).containsExactly(5);
    }

    @Test
    void endingOneOfACircleFreesTheOthersOfIt() {
        LockTree tree = tree(waits(7, 2, 8), waits(8, 3, 7));
        assertThat(pids(tree.freedBy(Who.of(8)))).containsExactly(7);
        assertThat(pids(tree.freedBy(Who.of(7)))).containsExactly(8);
    }

    @Test
    void theChainLeadsFromWhomItWaitsForToTheRoot() {
        LockTree tree = tree(free(1), waits(2, 9, 1), waits(3, 8, 2));
        assertThat(tree.chain(Who.of(3)).stream().map(p -> p.who().pid())).containsExactly(2, 1);
        assertThat(tree.chain(Who.of(1))).isEmpty();
        assertThat(LockWords.chain(tree))
                .contains(
                        "pid 1, idle in transaction for 4 min in worker 1, blocks 2 sessions on"
                                + " orders.");
    }

    @Test
    void whoWaitsOnlyForTheQueueIsToldSo() {
        LockWait soft =
                new LockWait(Duration.ofSeconds(1), "ShareLock", ORDERS, List.of(3), Set.of());
        assertThat(soft.soft()).isTrue();
        assertThat(LockWords.awaited(soft)).isEqualTo("SHARE orders (queue)");
        assertThat(
                        new LockWait(null, "ShareRowExclusiveLock", ORDERS, List.of(), Set.of())
                                .modeWords())
                .isEqualTo("SHARE ROW EXCLUSIVE");
    }

    @Test
    void aBlockerThatWasNotSeenAnyMoreLeavesItsWaiterAtTheTop() {
        LockTree tree = tree(waits(2, 1, 99));
        assertThat(text(tree.roots())).isEqualTo("2");
        assertThat(tree.waiting()).isEqualTo(1);
    }

    @Test
    void aQueueOfThousandsIsNoTroubleForTheStack() {
        Stream<Party> queue =
                IntStream.rangeClosed(2, 5_000).mapToObj(pid -> waits(pid, pid, pid - 1));
        LockTree tree = tree(Stream.concat(Stream.of(free(1)), queue).toArray(Party[]::new));
        assertThat(tree.roots().getFirst().blocks()).isEqualTo(4_999);
        assertThat(tree.chain(Who.of(5_000))).hasSize(4_999);
        Set<Who> all = new HashSet<>();
        List<Node> next = new ArrayList<>(tree.roots());
        while (!next.isEmpty()) {
            Node node = next.removeLast();
            all.add(node.party().who());
            next.addAll(node.waiters());
        }
        assertThat(all).hasSize(5_000);
    }
}
