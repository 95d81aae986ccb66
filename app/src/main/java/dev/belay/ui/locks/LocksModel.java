package dev.belay.ui.locks;

import dev.belay.activity.LockTree;
import dev.belay.activity.LockTree.Node;
import dev.belay.ui.session.SessionKey;
import dev.belay.watch.Answer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The lines of the tree: which are folded, which keep their place while somebody points there. */
final class LocksModel {
    private final Set<SessionKey> folded = new HashSet<>();
    private @Nullable Answer<LockTree> answer;
    private List<LockRow> rows = List.of();
    private boolean held;
    private int later;

    /** Takes what was read; true if that is another tree than before. */
    boolean update(Answer<LockTree> now) {
        if (now.equals(answer)) {
            return false;
        }
        answer = now;
        LockTree tree = now.value();
        if (tree != null) {
            folded.retainAll(keys(tree));
        }
        refresh();
        return true;
    }

    private static Set<SessionKey> keys(LockTree tree) {
        Set<SessionKey> keys = new HashSet<>();
        tree.parties().forEach(party -> keys.add(SessionKey.of(party)));
        return keys;
    }

    /** While held, each line keeps its place; who comes anew waits until it is not. */
    void hold(boolean now) {
        if (held != now) {
            held = now;
            refresh();
        }
    }

    private void refresh() {
        List<LockRow> now = fresh();
        if (!held || rows.isEmpty()) {
            rows = now;
            later = 0;
            return;
        }
        Map<SessionKey, LockRow> found = new HashMap<>();
        now.forEach(row -> found.put(row.key(), row));
        List<LockRow> kept = new ArrayList<>(rows.size());
        for (LockRow row : rows) {
            LockRow again = found.remove(row.key());
            kept.add(again == null ? row.ended() : row.with(again));
        }
        rows = kept;
        later = found.size();
    }

    private List<LockRow> fresh() {
        List<LockRow> lines = new ArrayList<>();
        LockTree tree = tree();
        if (tree != null) {
            tree.roots().forEach(root -> add(lines, root, 0, 0, true));
        }
        return lines;
    }

    private void add(List<LockRow> lines, Node node, int depth, long trunks, boolean last) {
        boolean open = !folded.contains(SessionKey.of(node.party()));
        lines.add(new LockRow(node, depth, trunks, last, open, false));
        if (!open) {
            return;
        }
        List<Node> below = node.waiters();
        long here = last || depth == 0 || depth >= Long.SIZE ? trunks : trunks | 1L << (depth - 1);
        for (int i = 0; i < below.size(); i++) {
            add(lines, below.get(i), depth + 1, here, i == below.size() - 1);
        }
    }

    /** Folds away who stands below, or shows them again; false if there is nobody, or it is so. */
    boolean fold(LockRow row, boolean away) {
        if (!row.parent() || away == !row.open()) {
            return false;
        }
        if (away) {
            folded.add(row.key());
        } else {
            folded.remove(row.key());
        }
        // Whoever folds wants the lines to move.
        rows = fresh();
        later = 0;
        return true;
    }

    /** The line above it that it stands under; null for a root. */
    @Nullable LockRow above(LockRow row) {
        LockRow above = null;
        for (LockRow each : rows) {
            if (each.key().equals(row.key())) {
                break;
            }
            above = each.depth() == row.depth() - 1 ? each : above;
        }
        return row.root() ? null : above;
    }

    /** The lines in their order. */
    List<LockRow> rows() {
        return rows;
    }

    /** How many are not among them yet, since nothing moves under a pointer. */
    int later() {
        return later;
    }

    @Nullable LockTree tree() {
        Answer<LockTree> now = answer;
        return now == null ? null : now.value();
    }

    /** What the longest bar is about; zero if nobody waits or holds anything. */
    Duration longest() {
        LockTree tree = tree();
        if (tree == null) {
            return Duration.ZERO;
        }
        return tree.longest()
                .orElseGet(
                        () ->
                                rows.stream()
                                        .map(LockRow::age)
                                        .filter(Objects::nonNull)
                                        .max(Duration::compareTo)
                                        .orElse(Duration.ZERO));
    }
}
