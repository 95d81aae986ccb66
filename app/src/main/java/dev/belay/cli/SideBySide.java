package dev.belay.cli;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Two texts beside each other, line by line, with what they share on the same height.
 *
 * @param marks what stands between: a blank for equal lines
 */
record SideBySide(List<String> left, List<String> marks, List<String> right) {
    private static final int WIDTH = 56;
    private static final String EQUAL = " ";
    private static final String OTHER = "|";

    /** Beyond that many pairs of lines they are not brought to the same height. */
    private static final long MOST = 4_000_000;

    /** Null for a side that is not there. */
    static SideBySide of(@Nullable String left, @Nullable String right) {
        SideBySide both = new SideBySide(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<String> a = left == null ? List.of() : left.lines().toList();
        List<String> b = right == null ? List.of() : right.lines().toList();
        if ((long) a.size() * b.size() > MOST) {
            both.differ(a, b);
        } else {
            both.align(a, b);
        }
        return both;
    }

    /** By the longest sequence of lines that both have. */
    private void align(List<String> a, List<String> b) {
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] =
                        a.get(i).equals(b.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        List<String> onlyA = new ArrayList<>();
        List<String> onlyB = new ArrayList<>();
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                differ(onlyA, onlyB);
                onlyA.clear();
                onlyB.clear();
                add(a.get(i++), EQUAL, b.get(j++));
            } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
                onlyA.add(a.get(i++));
            } else {
                onlyB.add(b.get(j++));
            }
        }
        differ(onlyA, onlyB);
    }

    private void differ(List<String> a, List<String> b) {
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            add(i < a.size() ? a.get(i) : "", OTHER, i < b.size() ? b.get(i) : "");
        }
    }

    private void add(String a, String mark, String b) {
        List<String> pieces = pieces(a);
        List<String> others = pieces(b);
        for (int i = 0; i < Math.max(pieces.size(), others.size()); i++) {
            left.add(i < pieces.size() ? pieces.get(i) : "");
            marks.add(mark);
            right.add(i < others.size() ? others.get(i) : "");
        }
    }

    /** A long line goes on below, so that both sides fit beside each other. */
    private static List<String> pieces(String line) {
        List<String> pieces = new ArrayList<>();
        String rest = line;
        while (rest.codePointCount(0, rest.length()) > WIDTH) {
            int end = rest.offsetByCodePoints(0, WIDTH);
            int blank = rest.lastIndexOf(' ', end);
            int cut = blank > WIDTH / 2 ? blank : end;
            pieces.add(rest.substring(0, cut));
            rest = "    " + rest.substring(cut).stripLeading();
        }
        pieces.add(rest);
        return pieces;
    }

    boolean other(int line) {
        return marks.get(line).equals(OTHER);
    }

    int lines() {
        return left.size();
    }
}
