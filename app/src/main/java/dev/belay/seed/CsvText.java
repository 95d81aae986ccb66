package dev.belay.seed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Comma-separated values as RFC 4180 has them: the first line names the columns. A field with
 * nothing in it is null, one of two quotes is an empty text, as in PostgreSQL's COPY; an empty line
 * is none.
 */
final class CsvText {
    private final SeedSource source;
    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    private CsvText(SeedSource source, String text) {
        this.source = source;
        this.text = text;
    }

    /** The rows below the first line. */
    static List<SeedRow> rows(SeedSource source, String text) {
        return new CsvText(source, text).rows();
    }

    /** The columns that the first line names, each with its place. */
    static Map<String, Spot> heads(SeedSource source, String text) {
        return new CsvText(source, text).heads();
    }

    private List<SeedRow> rows() {
        List<String> columns = List.copyOf(heads().keySet());
        List<SeedRow> rows = new ArrayList<>();
        for (List<Cell> cells = line(); cells != null; cells = line()) {
            if (cells.size() != columns.size()) {
                Cell shown = cells.get(Math.min(columns.size(), cells.size() - 1));
                throw source.fault(
                        shown.spot(),
                        "seed.fault.fields",
                        Integer.toString(cells.size()),
                        Integer.toString(columns.size()));
            }
            Map<String, Cell> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(columns.get(i), cells.get(i));
            }
            rows.add(new SeedRow(cells.getFirst().spot(), row));
        }
        return rows;
    }

    private Map<String, Spot> heads() {
        List<Cell> header = line();
        if (header == null) {
            throw source.fault(Spot.START, "seed.fault.empty");
        }
        Map<String, Spot> heads = new LinkedHashMap<>();
        for (Cell cell : header) {
            String name = cell.text();
            if (name == null || name.isEmpty()) {
                throw source.fault(cell.spot(), "seed.fault.nameless");
            }
            if (heads.putIfAbsent(name, cell.spot()) != null) {
                throw source.fault(cell.spot(), "seed.fault.column.twice", name);
            }
        }
        return heads;
    }

    /** The next line that is not empty, or null at the end. */
    private @Nullable List<Cell> line() {
        while (at < text.length()) {
            List<Cell> cells = new ArrayList<>();
            cells.add(cell());
            while (at < text.length() && text.charAt(at) == ',') {
                at++;
                cells.add(cell());
            }
            endOfLine();
            if (cells.size() > 1 || !cells.getFirst().isNull()) {
                return cells;
            }
        }
        return null;
    }

    private Spot spot() {
        return new Spot(line, at - lineStart + 1);
    }

    private void endOfLine() {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        newLine();
    }

    private void newLine() {
        line++;
        lineStart = at;
    }

    private boolean ends(int index) {
        return index >= text.length() || ",\r\n".indexOf(text.charAt(index)) >= 0;
    }

    private Cell cell() {
        Spot spot = spot();
        if (at < text.length() && text.charAt(at) == '"') {
            return new Cell(Cell.Kind.TEXT, quoted(spot), spot);
        }
        int from = at;
        while (!ends(at)) {
            if (text.charAt(at) == '"') {
                throw source.fault(spot(), "seed.fault.quote");
            }
            at++;
        }
        return from == at
                ? new Cell(Cell.Kind.NULL, null, spot)
                : new Cell(Cell.Kind.TEXT, text.substring(from, at), spot);
    }

    private String quoted(Spot begun) {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                value.append(c);
                boolean pair = c == '\r' && at < text.length() && text.charAt(at) == '\n';
                if (c == '\n' || (c == '\r' && !pair)) {
                    newLine();
                }
            } else if (at < text.length() && text.charAt(at) == '"') {
                value.append('"');
                at++;
            } else if (ends(at)) {
                return value.toString();
            } else {
                throw source.fault(spot(), "seed.fault.quote.after");
            }
        }
        throw source.fault(begun, "seed.fault.quote.open");
    }
}
