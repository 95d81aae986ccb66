package dev.belay.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who waits for whom, as a tree: whoever waits for nobody is a root, and so is the lowest pid of
 * those that wait in a circle; each waiter stands once, under the blocker nearest a root. An
 * immutable picture.
 */
public final class LockTree {
    private final LockSample sample;
    private final LockGraph graph;
    private final List<BitSet> cycles;
    private final BitSet tops;
    private final int[] parents;
    private final List<Node> roots;

    /**
     * One in the tree.
     *
     * @param blocks how many wait for it, directly or not; of one that is not a root, those below
     * @param waiters that stand under it, the longest wait first
     */
    public record Node(Party party, int blocks, List<Node> waiters) {}

    private LockTree(LockSample sample) {
        this.sample = sample;
        this.graph = new LockGraph(sample.parties());
        this.cycles = Cycles.of(graph);
        this.tops = tops();
        this.parents = new int[graph.size()];
        this.roots = built();
    }

    /** Of a sample; it costs time in proportion to its edges. */
    public static LockTree of(LockSample sample) {
        return new LockTree(sample);
    }

    /** How many sessions the role may not see into. */
    public int hidden() {
        return (int) sample.parties().stream().filter(Party::hidden).count();
    }

    /** Of a moment at which nobody waited. */
    public static LockTree empty(Instant at) {
        return of(new LockSample(at, List.of()));
    }

    private BitSet tops() {
        BitSet tops = free();
        cycles.forEach(cycle -> tops.set(cycle.nextSetBit(0)));
        return tops;
    }

    /** Those that wait for nobody. */
    private BitSet free() {
        BitSet free = new BitSet(graph.size());
        for (int i = 0; i < graph.size(); i++) {
            free.set(i, graph.blockers(i).length == 0);
        }
        return free;
    }

    private List<Node> built() {
        int[] order = graph.nearestFirst(tops).toArray();
        List<List<Integer>> children = new ArrayList<>();
        for (int i = 0; i < graph.size(); i++) {
            children.add(new ArrayList<>());
        }
        int[] depths = new int[graph.size()];
        BitSet reached = new BitSet(graph.size());
        for (int place : order) {
            parents[place] = tops.get(place) ? -1 : nearest(place, depths, reached);
            reached.set(place);
            if (parents[place] >= 0) {
                depths[place] = depths[parents[place]] + 1;
                children.get(parents[place]).add(place);
            }
        }
        Node[] nodes = new Node[graph.size()];
        for (int i = order.length - 1; i >= 0; i--) {
            int place = order[i];
            nodes[place] = node(place, children.get(place), nodes);
        }
        return tops.stream()
                .mapToObj(top -> nodes[top])
                .map(n -> new Node(n.party, behind(n.party.who()).size(), n.waiters))
                .sorted(
                        Comparator.comparingInt(Node::blocks)
                                .reversed()
                                .thenComparing(n -> n.party.who()))
                .toList();
    }

    /** Among the blockers nearest a root one that holds what is waited for, if there is one. */
    private int nearest(int place, int[] depths, BitSet reached) {
        LockWait wait = graph.party(place).awaits();
        Set<Who> hard = wait == null ? Set.of() : wait.hard();
        int nearest = -1;
        boolean holds = false;
        for (int blocker : graph.blockers(place)) {
            if (!reached.get(blocker)) {
                continue; // No nearer to a root than this one itself.
            }
            boolean nearer = nearest < 0 || depths[blocker] < depths[nearest];
            boolean asNear = nearest >= 0 && depths[blocker] == depths[nearest] && !holds;
            if (nearer || (asNear && hard.contains(graph.who(blocker)))) {
                nearest = blocker;
                holds = hard.contains(graph.who(blocker));
            }
        }
        return nearest;
    }

    private Node node(int place, List<Integer> below, Node[] nodes) {
        List<Node> waiters =
                below.stream()
                        .map(child -> nodes[child])
                        .sorted(
                                Comparator.<Node, Duration>comparing(n -> waited(n.party))
                                        .reversed()
                                        .thenComparing(n -> n.party.who()))
                        .toList();
        int blocks = waiters.size() + waiters.stream().mapToInt(Node::blocks).sum();
        return new Node(graph.party(place), blocks, waiters);
    }

    private static Duration waited(Party party) {
        LockWait wait = party.awaits();
        return wait == null || wait.waited() == null ? Duration.ZERO : wait.waited();
    }

    /** When it was read, by the server's clock. */
    public Instant at() {
        return sample.at();
    }

    /** Those that most wait for first. */
    public List<Node> roots() {
        return roots;
    }

    /** Those that wait in a circle, lowest first. */
    public List<List<Who>> cycles() {
        return cycles.stream().map(c -> c.stream().mapToObj(graph::who).toList()).toList();
    }

    /** How many sessions wait. */
    public int waiting() {
        return (int) sample.parties().stream().filter(p -> p.awaits() != null).count();
    }

    /** The longest wait; empty if nobody waits, or none is known yet. */
    public Optional<Duration> longest() {
        return sample.parties().stream()
                .map(Party::awaits)
                .filter(w -> w != null && w.waited() != null)
                .map(LockWait::waited)
                .max(Comparator.naturalOrder());
    }

    public Optional<Party> find(Who who) {
        int place = graph.place(who);
        return place < 0 ? Optional.empty() : Optional.of(graph.party(place));
    }

    /** Who waits for it, directly or not. */
    public Set<Who> behind(Who who) {
        return behind(Set.of(who));
    }

    /** Who waits for any of these, directly or not, but none of them. */
    public Set<Who> behind(Set<Who> some) {
        BitSet places = new BitSet();
        some.stream().mapToInt(graph::place).filter(p -> p >= 0).forEach(places::set);
        return graph.names(graph.behind(places));
    }

    /** Who would wait for nobody any more in the end, were it not there. */
    public Set<Who> freedBy(Who who) {
        return freedBy(Set.of(who));
    }

    /** Who would wait for nobody any more in the end, were none of these there. */
    public Set<Who> freedBy(Set<Who> gone) {
        LockGraph without = graph.without(gone);
        BitSet stay = new BitSet();
        Cycles.of(without).forEach(stay::or);
        graph.names(free()).stream()
                .mapToInt(without::place)
                .filter(place -> place >= 0)
                .forEach(stay::set);
        stay.or(without.behind(stay));
        Set<Who> freed = behind(gone);
        freed.removeAll(without.names(stay));
        return freed;
    }

    /** From whoever it waits for first to the root, along the tree; empty for a root. */
    public List<Party> chain(Who who) {
        List<Party> chain = new ArrayList<>();
        int place = graph.place(who);
        while (place >= 0 && parents[place] >= 0) {
            place = parents[place];
            chain.add(graph.party(place));
        }
        return chain;
    }

    /** Everyone in it, in no order that means anything. */
    public List<Party> parties() {
        return sample.parties();
    }

    /** The one root that most sessions wait for, if anybody waits. */
    public Optional<Node> worst() {
        return roots.stream().findFirst();
    }
}
