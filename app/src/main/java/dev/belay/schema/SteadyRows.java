package dev.belay.schema;

import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a database that statements made, as far as they are the same whenever that is done.
 */
final class SteadyRows {
    /** More are not what a migration brings with it; reading them would take long. */
    private static final int MOST = 10_000;

    private static final int MOST_TABLES = 300;

    private record Table(String schema, String name) {}

    private record Column(Table table, String quoted) {}

    private SteadyRows() {}

    /**
     * True if both hold the same rows, the history's aside; false as well if there are too many to
     * look at.
     *
     * @param history the history table with its schema, or null
     */
    static boolean same(Session one, Session other, @Nullable String history) throws SQLException {
        List<Table> tables = tables(one, history);
        if (tables.size() > MOST_TABLES || !tables.equals(tables(other, history))) {
            return false;
        }
        Map<Table, List<String>> columns = new HashMap<>();
        for (Column each :
                one.all("steady-columns", row -> new Column(table(row), row.getString("column")))) {
            columns.computeIfAbsent(each.table, k -> new ArrayList<>()).add(each.quoted);
        }
        for (Table table : tables) {
            String sql = select(table, columns.getOrDefault(table, List.of()));
            List<List<@Nullable String>> rows = rows(one, sql);
            if (rows.size() > MOST || !rows.equals(rows(other, sql))) {
                return false;
            }
        }
        return true;
    }

    private static List<Table> tables(Session session, @Nullable String history)
            throws SQLException {
        return session.all("table-names", SteadyRows::table).stream()
                .filter(t -> !(t.schema + "." + t.name).equals(history))
                .toList();
    }

    private static Table table(ResultSet row) throws SQLException {
        return new Table(row.getString("schema"), row.getString("name"));
    }

    private static String select(Table table, List<String> columns) {
        return "select "
                + (columns.isEmpty() ? "1" : String.join(", ", columns))
                + " from "
                + quoted(table.schema)
                + "."
                + quoted(table.name)
                + " limit "
                + (MOST + 1);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** In an order of their own, since the engine promises none. */
    private static List<List<@Nullable String>> rows(Session session, String sql)
            throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>(session.select(sql, SteadyRows::row));
        rows.sort(java.util.Comparator.comparing(String::valueOf));
        return rows;
    }

    private static List<@Nullable String> row(ResultSet row) throws SQLException {
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            values.add(row.getString(i));
        }
        return values;
    }
}
