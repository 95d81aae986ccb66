package dev.belay.schema;

import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the schema of a PostgreSQL database in one snapshot. The server writes the definitions, so
 * texts of the same server differ only where the objects do.
 */
final class PostgresqlSchema {
    private final Session session;
    private final @Nullable String history;

    PostgresqlSchema(Session session, @Nullable String history) {
        this.session = session;
        this.history = history;
    }

    private record Column(String table, String name, String definition) {}

    Schema read() throws SQLException {
        Connection connection = session.connection();
        int isolation = connection.getTransactionIsolation();
        if (connection.getAutoCommit()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        connection.setAutoCommit(false);
        try {
            // With a search path of its own each definition names what it means in full.
            session.one("schema-full-names", row -> row.getString("search_path"));
            return schema();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(isolation);
        }
    }

    private Schema schema() throws SQLException {
        Map<String, List<String>> order = new LinkedHashMap<>();
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (Column column : columns()) {
            order.computeIfAbsent(column.table, k -> new ArrayList<>()).add(column.name);
            lines.computeIfAbsent(column.table, k -> new ArrayList<>())
                    .add("  " + column.definition);
        }
        lines.values().forEach(l -> l.sort(null));
        List<SchemaObject> objects =
                session.all(
                        "schema-objects",
                        row ->
                                new SchemaObject(
                                        Kind.valueOf(
                                                row.getString("kind").toUpperCase(Locale.ROOT)),
                                        row.getString("in_schema"),
                                        row.getString("name"),
                                        row.getString("of_table"),
                                        text(row.getString("definition"))),
                        String.valueOf(history));
        List<SchemaObject> whole = new ArrayList<>();
        for (SchemaObject each : objects) {
            List<String> columns = lines.get(each.name());
            whole.add(
                    each.kind() == Kind.TABLE && columns != null
                            ? new SchemaObject(
                                    Kind.TABLE,
                                    each.schema(),
                                    each.name(),
                                    null,
                                    each.definition() + "\n" + String.join("\n", columns))
                            : each);
        }
        return new Schema(whole, order);
    }

    private List<Column> columns() throws SQLException {
        return session.all(
                "schema-columns",
                row ->
                        new Column(
                                row.getString("table_name"),
                                row.getString("name"),
                                row.getString("definition")),
                String.valueOf(history));
    }

    /** A script from another system has other ends of lines, and the same meaning. */
    private static String text(String definition) {
        return definition.replace("\r\n", "\n").replaceAll("[ \t]+(?=\n)", "").strip();
    }
}
