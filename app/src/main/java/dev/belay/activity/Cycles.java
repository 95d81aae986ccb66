package dev.belay.activity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds who waits in a circle: the strongly connected components of more than one, by Tarjan's
 * algorithm without recursion, since a queue may be longer than a stack.
 */
final class Cycles {
    private final LockGraph graph;
    private final Map<Who, Integer> index = new HashMap<>();
    private final Map<Who, Integer> low = new HashMap<>();
    private final Deque<Who> open = new ArrayDeque<>();
    private final Set<Who> isOpen = new HashSet<>();
    private final List<List<Who>> found = new ArrayList<>();

    /** One that is being visited, and whom it still has to look at. */
    private record Visit(Who who, Iterator<Who> left) {}

    Cycles(LockGraph graph) {
        this.graph = graph;
    }

    List<List<Who>> found() {
        for (Who who : graph.parties().keySet()) {
            if (!index.containsKey(who)) {
                visit(who);
            }
        }
        found.sort(Comparator.comparing(List::getFirst));
        return found;
    }

    private void visit(Who first) {
        Deque<Visit> path = new ArrayDeque<>();
        path.push(begun(first));
        while (!path.isEmpty()) {
            Visit visit = path.element();
            if (visit.left.hasNext()) {
                Who next = visit.left.next();
                if (!index.containsKey(next)) {
                    path.push(begun(next));
                } else if (isOpen.contains(next)) {
                    low.merge(visit.who, index.getOrDefault(next, 0), Math::min);
                }
                continue;
            }
            path.remove();
            if (!path.isEmpty()) {
                low.merge(path.element().who, low.getOrDefault(visit.who, 0), Math::min);
            }
            if (low.getOrDefault(visit.who, 0).equals(index.get(visit.who))) {
                ended(visit.who);
            }
        }
    }

    private Visit begun(Who who) {
        int number = index.size();
        index.put(who, number);
        low.put(who, number);
        open.push(who);
        isOpen.add(who);
        return new Visit(who, graph.blockers(who).iterator());
    }

    private void ended(Who root) {
        List<Who> group = new ArrayList<>();
        Who last;
        do {
            last = open.pop();
            isOpen.remove(last);
            group.add(last);
        } while (!last.equals(root));
        if (group.size() > 1) {
            group.sort(Comparator.naturalOrder());
            found.add(List.copyOf(group));
        }
    }
}
