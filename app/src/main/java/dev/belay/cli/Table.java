package dev.belay.cli;

import dev.belay.message.Inert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Rows in aligned columns, two spaces between them; the last column is as long as it likes. */
final class Table {
    /** A cell: what stands in it, and how. */
    record Cell(String text, Style style) {
        Cell {
            text = Inert.text(text);
        }

        static Cell of(String text) {
            return new Cell(text, Style.PLAIN);
        }

        int width() {
            return text.codePointCount(0, text.length());
        }
    }

    private final List<List<Cell>> rows = new ArrayList<>();
    private final Set<Integer> right;

    /**
     * @param right the columns whose text stands at the right, counted from 0
     */
    Table(Integer... right) {
        this.right = Set.of(right);
    }

    Table head(String... titles) {
        return row(Arrays.stream(titles).map(t -> new Cell(t, Style.MUTED)).toArray(Cell[]::new));
    }

    Table row(Cell... cells) {
        rows.add(List.of(cells));
        return this;
    }

    Table row(String... cells) {
        return row(Arrays.stream(cells).map(Cell::of).toArray(Cell[]::new));
    }

    List<String> lines(boolean colour) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<Cell> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], row.get(c).width());
            }
        }
        return rows.stream().map(row -> line(row, widths, colour)).toList();
    }

    private String line(List<Cell> row, int[] widths, boolean colour) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < row.size(); c++) {
            Cell cell = row.get(c);
            String gap = " ".repeat(widths[c] - cell.width());
            String text = cell.style().apply(cell.text(), colour);
            line.append(c == 0 ? "" : "  ");
            line.append(right.contains(c) ? gap + text : text + gap);
        }
        return line.toString().stripTrailing();
    }
}
