package dev.belay.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who waits for whom, as a tree: whoever waits for nobody is a root, and so is the lowest pid of
 * those that wait in a circle; each waiter stands once, under the blocker nearest a root. An
 * immutable picture.
 */
public final class LockTree {
    private final LockSample sample;
    private final LockGraph graph;
    private final List<List<Who>> cycles;
    private final Set<Who> rootNames;
    private final Map<Who, Who> parents = new HashMap<>();
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
        this.cycles = graph.cycles();
        this.rootNames = rootNames();
        this.roots = built();
    }

    /** Of a sample; it costs time in proportion to its edges. */
    public static LockTree of(LockSample sample) {
        return new LockTree(sample);
    }

    /** Of a moment at which nobody waited. */
    public static LockTree empty(Instant at) {
        return of(new LockSample(at, List.of()));
    }

    private Set<Who> rootNames() {
        Set<Who> names = new TreeSet<>();
        graph.parties().keySet().stream()
                .filter(who -> graph.blockers(who).isEmpty())
                .forEach(names::add);
        cycles.forEach(cycle -> names.add(cycle.getFirst()));
        return names;
    }

    private List<Node> built() {
        Map<Who, Integer> depths = graph.depths(rootNames);
        Map<Who, List<Who>> children = new HashMap<>();
        for (Party party : graph.parties().values()) {
            if (!rootNames.contains(party.who())) {
                Who parent = nearest(party, depths);
                parents.put(party.who(), parent);
                children.computeIfAbsent(parent, w -> new ArrayList<>()).add(party.who());
            }
        }
        Map<Who, Node> nodes = new HashMap<>();
        List<Who> deepestFirst = new ArrayList<>(depths.keySet()).reversed();
        for (Who who : deepestFirst) {
            nodes.put(who, node(who, children.getOrDefault(who, List.of()), nodes));
        }
        return rootNames.stream()
                .map(nodes::get)
                .map(n -> new Node(n.party, behind(n.party.who()).size(), n.waiters))
                .sorted(
                        Comparator.comparingInt(Node::blocks)
                                .reversed()
                                .thenComparing(n -> n.party.who()))
                .toList();
    }

    /** Among the blockers nearest a root one that holds what is waited for, if there is one. */
    private Who nearest(Party party, Map<Who, Integer> depths) {
        LockWait wait = party.awaits();
        Set<Who> hard = wait == null ? Set.of() : wait.hard();
        return graph.blockers(party.who()).stream()
                .min(
                        Comparator.<Who>comparingInt(b -> depths.getOrDefault(b, 0))
                                .thenComparing(b -> !hard.contains(b))
                                .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private Node node(Who who, List<Who> below, Map<Who, Node> nodes) {
        List<Node> waiters =
                below.stream()
                        .map(nodes::get)
                        .sorted(
                                Comparator.<Node, Duration>comparing(n -> waited(n.party))
                                        .reversed()
                                        .thenComparing(n -> n.party.who()))
                        .toList();
        int blocks = waiters.size() + waiters.stream().mapToInt(Node::blocks).sum();
        Party party = graph.parties().get(who);
        if (party == null) {
            throw new IllegalStateException(who.toString());
        }
        return new Node(party, blocks, waiters);
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
        return cycles;
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
        return Optional.ofNullable(graph.parties().get(who));
    }

    /** Who waits for it, directly or not. */
    public Set<Who> behind(Who who) {
        return graph.behind(Set.of(who));
    }

    /** Who would wait for nobody any more in the end, were it not there. */
    public Set<Who> freedBy(Who who) {
        LockGraph without = graph.without(who);
        Set<Who> stay = new HashSet<>();
        without.cycles().forEach(stay::addAll);
        rootNames.stream()
                .filter(root -> !root.equals(who) && graph.blockers(root).isEmpty())
                .forEach(stay::add);
        stay.addAll(without.behind(stay));
        Set<Who> freed = behind(who);
        freed.removeAll(stay);
        return freed;
    }

    /** From whoever it waits for first to the root, along the tree; empty for a root. */
    public List<Party> chain(Who who) {
        List<Party> chain = new ArrayList<>();
        for (Who next = parents.get(who); next != null; next = parents.get(next)) {
            find(next).ifPresent(chain::add);
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
