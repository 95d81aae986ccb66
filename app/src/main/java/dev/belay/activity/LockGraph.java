package dev.belay.activity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The edges of a sample: whom each waits for, and who waits for it. */
final class LockGraph {
    private final Map<Who, Party> parties = new HashMap<>();
    private final Map<Who, List<Who>> blockers = new HashMap<>();
    private final Map<Who, List<Who>> waiters = new HashMap<>();

    LockGraph(List<Party> all) {
        all.forEach(p -> parties.put(p.who(), p));
        for (Party party : all) {
            List<Who> by = blockersOf(party);
            blockers.put(party.who(), by);
            by.forEach(b -> waiters.computeIfAbsent(b, w -> new ArrayList<>()).add(party.who()));
        }
    }

    /** The server names one of several parallel workers' blockers more than once. */
    private List<Who> blockersOf(Party party) {
        LockWait wait = party.awaits();
        if (wait == null) {
            return List.of();
        }
        return Stream.concat(
                        wait.blockedBy().stream().filter(pid -> pid != 0).map(Who::of),
                        wait.hard().stream().filter(who -> who.gid() != null))
                .filter(parties::containsKey)
                .distinct()
                .toList();
    }

    Map<Who, Party> parties() {
        return parties;
    }

    List<Who> blockers(Who of) {
        return blockers.getOrDefault(of, List.of());
    }

    List<Who> waiters(Who of) {
        return waiters.getOrDefault(of, List.of());
    }

    /** As it would be if one were not there. */
    LockGraph without(Who who) {
        return new LockGraph(parties.values().stream().filter(p -> !p.who().equals(who)).toList());
    }

    /** Who waits for these, directly or not, but none of them. */
    Set<Who> behind(Set<Who> first) {
        Set<Who> seen = new HashSet<>(first);
        Deque<Who> next = new ArrayDeque<>(first);
        while (!next.isEmpty()) {
            waiters(next.remove()).stream().filter(seen::add).forEach(next::add);
        }
        seen.removeAll(first);
        return seen;
    }

    /** Those that wait in a circle, lowest first; each group once. */
    List<List<Who>> cycles() {
        return new Cycles(this).found();
    }

    /** How far each is from the nearest root, in waits. */
    Map<Who, Integer> depths(Collection<Who> roots) {
        Map<Who, Integer> depths = new LinkedHashMap<>();
        Deque<Who> next = new ArrayDeque<>();
        for (Who root : roots) {
            depths.put(root, 0);
            next.add(root);
        }
        while (!next.isEmpty()) {
            Who who = next.remove();
            int depth = depths.getOrDefault(who, 0) + 1;
            for (Who waiter : waiters(who)) {
                if (depths.putIfAbsent(waiter, depth) == null) {
                    next.add(waiter);
                }
            }
        }
        return depths;
    }
}
