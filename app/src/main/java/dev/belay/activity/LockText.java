package dev.belay.activity;

import dev.belay.activity.LockTree.Node;
import dev.belay.message.Messages;
import dev.belay.message.Units;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A lock tree as text for people: the worst chain in one sentence, then a line a session. */
public final class LockText {
    private static final String NONE = "–";
    private static final String GAP = "  ";

    /** How long it waits, and how many wait for it. */
    private static final List<Integer> RIGHT = List.of(4, 5);

    /** One line, and what it is. */
    public record Line(Kind kind, String text) {}

    /** What a line tells. */
    public enum Kind {
        NOBODY,
        CHAIN,
        CIRCLE,
        HEAD,
        SESSION
    }

    private LockText() {}

    /**
     * All lines, the columns aligned.
     *
     * @param target what the tree is of
     */
    public static List<Line> of(LockTree tree, String target) {
        if (tree.roots().isEmpty()) {
            return List.of(new Line(Kind.NOBODY, Messages.text("activity.nobody", target)));
        }
        List<Line> lines = new ArrayList<>();
        LockWords.chain(tree).ifPresent(chain -> lines.add(new Line(Kind.CHAIN, chain)));
        circles(tree).forEach(circle -> lines.add(new Line(Kind.CIRCLE, circle)));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(Messages.text("activity.columns").split("\\|")));
        tree.roots().forEach(root -> add(rows, root, "", ""));
        List<String> aligned = aligned(rows);
        lines.add(new Line(Kind.HEAD, aligned.getFirst()));
        aligned.stream().skip(1).forEach(row -> lines.add(new Line(Kind.SESSION, row)));
        return lines;
    }

    /** The same as one text, for a chat. */
    public static String text(LockTree tree, String target) {
        return of(tree, target).stream()
                .map(Line::text)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Those that wait in a circle, a sentence each. */
    public static List<String> circles(LockTree tree) {
        return tree.cycles().stream()
                .map(c -> c.stream().map(Who::toString).collect(Collectors.joining(", ")))
                .map(pids -> Messages.text("activity.circle", pids))
                .toList();
    }

    private static void add(List<List<String>> rows, Node node, String before, String below) {
        Party party = node.party();
        LockWait wait = party.awaits();
        rows.add(
                List.of(
                        before + party.who(),
                        party.name(),
                        party.user() == null ? NONE : party.user(),
                        wait == null ? LockWords.state(party) : LockWords.awaited(wait),
                        wait == null || wait.waited() == null
                                ? NONE
                                : Units.duration(wait.waited()),
                        node.blocks() == 0 ? NONE : Units.count(node.blocks())));
        List<Node> waiters = node.waiters();
        for (int i = 0; i < waiters.size(); i++) {
            boolean last = i == waiters.size() - 1;
            add(rows, waiters.get(i), below + (last ? "└ " : "├ "), below + (last ? "  " : "│ "));
        }
    }

    private static List<String> aligned(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], width(row.get(c)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < row.size(); c++) {
            String text = row.get(c);
            String room = " ".repeat(widths[c] - width(text));
            line.append(c == 0 ? "" : GAP);
            line.append(RIGHT.contains(c) ? room + text : text + room);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
