package dev.belay.activity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Finds who waits in a circle: the strongly connected components of more than one, by Tarjan's
 * algorithm without recursion, since a queue may be longer than a stack.
 */
final class Cycles {
    private final LockGraph graph;
    private final int[] index;
    private final int[] low;
    private final int[] looked;
    private final Deque<Integer> open = new ArrayDeque<>();
    private final BitSet isOpen = new BitSet();
    private final List<BitSet> found = new ArrayList<>();
    private int visited;

    private Cycles(LockGraph graph) {
        this.graph = graph;
        index = new int[graph.size()];
        low = new int[graph.size()];
        looked = new int[graph.size()];
        Arrays.fill(index, -1);
    }

    /** Each group once, that of the lowest first. */
    static List<BitSet> of(LockGraph graph) {
        Cycles cycles = new Cycles(graph);
        for (int i = 0; i < graph.size(); i++) {
            if (cycles.index[i] < 0) {
                cycles.visit(i);
            }
        }
        cycles.found.sort(Comparator.comparingInt(c -> c.nextSetBit(0)));
        return cycles.found;
    }

    private void visit(int first) {
        Deque<Integer> path = new ArrayDeque<>();
        begin(first, path);
        while (!path.isEmpty()) {
            int place = path.element();
            int[] blockers = graph.blockers(place);
            if (looked[place] < blockers.length) {
                int next = blockers[looked[place]++];
                if (index[next] < 0) {
                    begin(next, path);
                } else if (isOpen.get(next)) {
                    low[place] = Math.min(low[place], index[next]);
                }
                continue;
            }
            path.remove();
            if (!path.isEmpty()) {
                low[path.element()] = Math.min(low[path.element()], low[place]);
            }
            if (low[place] == index[place]) {
                end(place);
            }
        }
    }

    private void begin(int place, Deque<Integer> path) {
        index[place] = visited;
        low[place] = visited++;
        open.push(place);
        isOpen.set(place);
        path.push(place);
    }

    private void end(int root) {
        BitSet group = new BitSet();
        int last;
        do {
            last = open.pop();
            isOpen.clear(last);
            group.set(last);
        } while (last != root);
        if (group.cardinality() > 1) {
            found.add(group);
        }
    }
}
