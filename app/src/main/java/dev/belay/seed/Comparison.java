package dev.belay.seed;

import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rows of a file held against those of their table, by key. Reads only; the database itself
 * compares.
 */
public record Comparison(SeedFile.Rows file, SeedTable table, List<Match> matches) {
    /** Both engines take more parameters than this in one statement. */
    private static final int PARAMETERS = 20_000;

    private static final int ROWS = 500;

    public Comparison {
        matches = List.copyOf(matches);
    }

    /** Rows that name the same columns, with their places in the file's order. */
    private record Shape(List<SeedColumn> columns, List<SeedColumn> key, List<Integer> places) {}

    /**
     * Compares all rows of a file.
     *
     * @throws dev.belay.message.BelayException if a row cannot be one of the table's, naming the
     *     place
     */
    public static Comparison of(Session session, SeedFile.Rows file) throws SQLException {
        SeedTable table = SeedTable.of(session, file);
        Speech speech = Speech.of(session.target().engine());
        @Nullable Match[] matches = new Match[file.rows().size()];
        for (Shape shape : shapes(file, table, speech)) {
            int chunk = Math.clamp(PARAMETERS / shape.columns.size(), 1, ROWS);
            for (int from = 0; from < shape.places.size(); from += chunk) {
                List<Integer> places =
                        shape.places.subList(from, Math.min(from + chunk, shape.places.size()));
                new Batch(session, speech, file, table, shape, places).compare(matches);
            }
        }
        return new Comparison(
                file, table, Arrays.stream(matches).map(Objects::requireNonNull).toList());
    }

    private static List<Shape> shapes(SeedFile.Rows file, SeedTable table, Speech speech) {
        Map<List<String>, Shape> shapes = new LinkedHashMap<>();
        Map<List<Object>, SeedRow> seen = new HashMap<>();
        for (int i = 0; i < file.rows().size(); i++) {
            SeedRow row = file.rows().get(i);
            Shape shape =
                    shapes.computeIfAbsent(
                            List.copyOf(row.cells().keySet()),
                            names -> {
                                List<SeedColumn> columns = table.columns(file, row);
                                return new Shape(
                                        columns, table.key(file, row, columns), new ArrayList<>());
                            });
            check(file, row, shape, speech, seen);
            shape.places.add(i);
        }
        return List.copyOf(shapes.values());
    }

    private static void check(
            SeedFile.Rows file,
            SeedRow row,
            Shape shape,
            Speech speech,
            Map<List<Object>, SeedRow> seen) {
        List<Cell> cells = List.copyOf(row.cells().values());
        List<Object> key = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            SeedColumn column = shape.columns.get(i);
            Cell cell = cells.get(i);
            if (!speech.fits(column, cell)) {
                throw file.source()
                        .fault(
                                cell.spot(),
                                "seed.fault.value",
                                cell.shown(),
                                column.name(),
                                column.type());
            }
            if (shape.key.contains(column)) {
                if (cell.text() == null) {
                    throw file.source().fault(cell.spot(), "seed.fault.key.null", column.name());
                }
                key.add(column.name());
                key.add(cell.text());
            }
        }
        SeedRow before = seen.putIfAbsent(key, row);
        if (before != null) {
            throw file.source()
                    .fault(
                            row.spot(),
                            "seed.fault.key.twice",
                            Integer.toString(before.spot().line()));
        }
    }

    /** Rows of one shape, few enough for one statement. */
    private record Batch(
            Session session,
            Speech speech,
            SeedFile.Rows file,
            SeedTable table,
            Shape shape,
            List<Integer> places) {

        void compare(@Nullable Match[] matches) throws SQLException {
            List<@Nullable Object> values = new ArrayList<>();
            for (int place : places) {
                values.addAll(values(file.rows().get(place)));
            }
            List<Match> found;
            try {
                found = session.select(sql(), this::match, values.toArray());
            } catch (SQLException e) {
                new WrongValue(session, speech, file, shape.columns).look(rows(), e);
                throw RowWriter.refused(file.source(), rows().getFirst().spot(), e);
            }
            for (int i = 0; i < found.size(); i++) {
                if (i >= places.size()
                        || !found.get(i).row().equals(file.rows().get(places.get(i)))) {
                    throw file.source()
                            .fault(
                                    found.get(Math.max(0, i - 1)).row().spot(),
                                    "seed.fault.key.many",
                                    file.table());
                }
                matches[places.get(i)] = found.get(i);
            }
        }

        private List<SeedRow> rows() {
            return places.stream().map(file.rows()::get).toList();
        }

        private List<@Nullable Object> values(SeedRow row) {
            List<@Nullable Object> values = new ArrayList<>();
            int i = 0;
            for (Cell cell : row.cells().values()) {
                values.add(speech.value(shape.columns.get(i++), cell));
            }
            return values;
        }

        private String sql() {
            StringBuilder sql = new StringBuilder("WITH v(n");
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < shape.columns.size(); i++) {
                sql.append(", c").append(i);
                row.append(", ").append(speech.parameter(shape.columns.get(i)));
            }
            sql.append(") AS (VALUES ");
            for (int i = 0; i < places.size(); i++) {
                sql.append(i == 0 ? "(" : ", (").append(i).append(row).append(')');
            }
            sql.append(") SELECT v.n AS n, t.")
                    .append(shape.key.getFirst().quoted())
                    .append(" IS NOT NULL AS found");
            for (int i = 0; i < shape.columns.size(); i++) {
                SeedColumn column = shape.columns.get(i);
                String there = "t." + column.quoted();
                sql.append(", ").append(speech.differs(column, there, "v.c" + i));
                sql.append(" AS d").append(i);
                sql.append(", substr(CAST(").append(there).append(" AS text), 1, ");
                sql.append(Difference.LONGEST).append(") AS o").append(i);
            }
            sql.append(" FROM v LEFT JOIN ").append(table.quoted()).append(" t ON ");
            for (int i = 0; i < shape.key.size(); i++) {
                SeedColumn column = shape.key.get(i);
                sql.append(i == 0 ? "t." : " AND t.").append(column.quoted());
                sql.append(" = v.c").append(shape.columns.indexOf(column));
            }
            return sql.append(" ORDER BY v.n").toString();
        }

        private Match match(java.sql.ResultSet result) throws SQLException {
            SeedRow row = file.rows().get(places.get(result.getInt("n")));
            boolean found = result.getBoolean("found");
            List<Difference> differences = new ArrayList<>();
            int i = 0;
            for (Cell cell : row.cells().values()) {
                SeedColumn column = shape.columns.get(i);
                if (found && !shape.key.contains(column) && result.getBoolean("d" + i)) {
                    differences.add(new Difference(column, result.getString("o" + i), cell));
                }
                i++;
            }
            return new Match(row, shape.columns, shape.key, found, differences);
        }
    }
}
