package dev.belay.activity;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The edges of a sample: whom each waits for, and who waits for it. Parties have places, 0 for the
 * lowest, since a queue of five hundred has a hundred thousand edges.
 */
final class LockGraph {
    private final List<Party> parties;
    private final Map<Who, Integer> places = new HashMap<>();
    private final int[][] blockers;
    private final int[][] waiters;

    LockGraph(List<Party> all) {
        parties = all.stream().sorted(Comparator.comparing(Party::who)).toList();
        for (int i = 0; i < parties.size(); i++) {
            places.put(parties.get(i).who(), i);
        }
        blockers = new int[parties.size()][];
        Arrays.setAll(blockers, i -> blockersOf(parties.get(i)));
        waiters = turned(blockers);
    }

    /** The server names one of several parallel workers' blockers more than once. */
    private int[] blockersOf(Party party) {
        LockWait wait = party.awaits();
        if (wait == null) {
            return new int[0];
        }
        BitSet by = new BitSet(parties.size());
        wait.blockedBy().stream().filter(pid -> pid != 0).forEach(pid -> add(by, Who.of(pid)));
        wait.hard().stream().filter(who -> who.gid() != null).forEach(who -> add(by, who));
        return by.stream().toArray();
    }

    private void add(BitSet by, Who who) {
        Integer place = places.get(who);
        if (place != null) {
            by.set(place);
        }
    }

    private static int[][] turned(int[][] edges) {
        int[] counts = new int[edges.length];
        for (int[] each : edges) {
            for (int to : each) {
                counts[to]++;
            }
        }
        int[][] turned = new int[edges.length][];
        Arrays.setAll(turned, i -> new int[counts[i]]);
        for (int from = edges.length - 1; from >= 0; from--) {
            for (int to : edges[from]) {
                turned[to][--counts[to]] = from;
            }
        }
        return turned;
    }

    int size() {
        return parties.size();
    }

    Party party(int place) {
        return parties.get(place);
    }

    Who who(int place) {
        return parties.get(place).who();
    }

    /** Where it stands, or -1. */
    int place(Who who) {
        return places.getOrDefault(who, -1);
    }

    int[] blockers(int place) {
        return blockers[place];
    }

    int[] waiters(int place) {
        return waiters[place];
    }

    Set<Who> names(BitSet some) {
        return some.stream().mapToObj(this::who).collect(Collectors.toSet());
    }

    /** As it would be if some were not there. */
    LockGraph without(Set<Who> gone) {
        return new LockGraph(parties.stream().filter(p -> !gone.contains(p.who())).toList());
    }

    /** Who waits for these, directly or not, but none of them. */
    BitSet behind(BitSet first) {
        BitSet behind = new BitSet(size());
        nearestFirst(first).forEach(behind::set);
        behind.andNot(first);
        return behind;
    }

    /** Some, and who waits for them, directly or not: the fewer waits away, the earlier. */
    IntStream nearestFirst(BitSet first) {
        BitSet seen = (BitSet) first.clone();
        int[] order = Arrays.copyOf(first.stream().toArray(), size());
        int end = first.cardinality();
        for (int next = 0; next < end; next++) {
            for (int waiter : waiters[order[next]]) {
                if (!seen.get(waiter)) {
                    seen.set(waiter);
                    order[end++] = waiter;
                }
            }
        }
        return IntStream.of(order).limit(end);
    }
}
