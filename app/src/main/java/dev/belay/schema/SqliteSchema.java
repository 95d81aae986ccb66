package dev.belay.schema;

import dev.belay.db.Session;
import dev.belay.schema.SqliteTokens.Token;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the schema of a SQLite file in one read transaction. */
final class SqliteSchema {
    private final Session session;
    private final @Nullable String history;

    SqliteSchema(Session session, @Nullable String history) {
        this.session = session;
        this.history = history;
    }

    private record Row(String type, String name, String table, String sql) {}

    Schema read() throws SQLException {
        Connection connection = session.connection();
        List<SchemaObject> objects = new ArrayList<>();
        Map<String, List<String>> columns = new LinkedHashMap<>();
        connection.setAutoCommit(false);
        try {
            for (Row row : rows()) {
                if (("main." + row.table).equals(history)) {
                    continue;
                }
                objects.add(object(row));
                if (row.type.equals("table")) {
                    columns.put(
                            row.name.toLowerCase(Locale.ROOT),
                            new SqliteTable(session, row.name, row.sql).columnNames());
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return new Schema(objects, columns);
    }

    private List<Row> rows() throws SQLException {
        return session.all(
                "schema-objects",
                row ->
                        new Row(
                                row.getString("type"),
                                row.getString("name"),
                                row.getString("tbl_name"),
                                row.getString("sql")));
    }

    private SchemaObject object(Row row) throws SQLException {
        String name = row.name.toLowerCase(Locale.ROOT);
        String table = row.table.toLowerCase(Locale.ROOT);
        return switch (row.type) {
            case "table" ->
                    new SchemaObject(
                            Kind.TABLE,
                            null,
                            name,
                            null,
                            new SqliteTable(session, row.name, row.sql).definition());
            case "index" -> new SchemaObject(Kind.INDEX, null, name, table, statement(row.sql));
            case "trigger" -> new SchemaObject(Kind.TRIGGER, null, name, table, statement(row.sql));
            case "view" -> new SchemaObject(Kind.VIEW, null, name, null, statement(row.sql));
            default -> new SchemaObject(Kind.TABLE, null, name, null, statement(row.sql));
        };
    }

    /** That it is made only if it is missing says nothing of what it is. */
    private static String statement(String sql) {
        List<Token> tokens = new ArrayList<>(SqliteTokens.of(sql));
        for (int i = 0; i + 2 < Math.min(tokens.size(), 6); i++) {
            if (tokens.get(i).is("if") && tokens.get(i + 1).is("not")) {
                tokens.subList(i, i + 3).clear();
            }
        }
        return SqliteTokens.text(tokens);
    }
}
