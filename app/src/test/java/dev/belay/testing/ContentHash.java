package dev.belay.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What all rows of a database are, as one line a table: their number and a hash of them all. */
public final class ContentHash {
    private static final String SQLITE =
            "select 'main', name from sqlite_schema where type = 'table'"
                    + " and name not like 'sqlite\\_%' escape '\\'";
    private static final String POSTGRESQL =
            "select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid ="
                    + " c.relnamespace where c.relkind in ('r', 'p', 'm') and n.nspname not like"
                    + " 'pg\\_%' and n.nspname <> 'information_schema'";

    private ContentHash() {}

    /**
     * Reads every table whole.
     *
     * @param except a table that is left out, such as a history that holds times
     * @return by the table's quoted name, {@code 3 rows 5f1c…}; the order of rows is no difference
     */
    public static SortedMap<String, String> of(Connection connection, String except)
            throws SQLException {
        boolean sqlite = connection.getMetaData().getDatabaseProductName().equals("SQLite");
        SortedMap<String, String> tables = new TreeMap<>();
        for (String name : names(connection, sqlite ? SQLITE : POSTGRESQL, except)) {
            tables.put(name, hash(rows(connection, "select * from " + name)));
        }
        return tables;
    }

    private static List<String> names(Connection connection, String sql, String except)
            throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                if (!row.getString(2).equals(except)) {
                    names.add(quoted(row.getString(1)) + "." + quoted(row.getString(2)));
                }
            }
        }
        return names;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(cell(result, i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The number 1 is not the text 1, and nothing is not the empty text. */
    private static String cell(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        String text = value == null ? null : row.getString(column);
        return text == null ? "-" : value.getClass().getSimpleName() + ":" + text;
    }

    private static String hash(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (String cell : row) {
                line.append(cell.length()).append(':').append(cell);
            }
            lines.add(line.toString());
        }
        Collections.sort(lines);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String line : lines) {
                digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return rows.size() + " rows " + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
