package dev.belay.schema;

import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What a database is made of, Flyway's history table aside.
 *
 * @param columns the names of each table's columns in their order, which is no difference
 */
public record Schema(List<SchemaObject> objects, Map<String, List<String>> columns) {
    public Schema {
        objects = List.copyOf(objects);
        columns = Map.copyOf(columns);
    }

    /**
     * Reads it as it is at one moment; writes nothing.
     *
     * @param session in no transaction, or in one that this takes back at its end
     * @param history the history table with its schema, as {@link
     *     dev.belay.history.History#table()} has it, or null if there is none
     */
    public static Schema read(Session session, @Nullable String history) throws SQLException {
        return switch (session.target().engine()) {
            case SQLITE -> new SqliteSchema(session, history).read();
            case POSTGRESQL -> new PostgresqlSchema(session, history).read();
            case MYSQL, MARIADB ->
                    throw new IllegalArgumentException(session.target().engine().title());
        };
    }

    /** True if there is no table in it. */
    public boolean empty() {
        return objects.stream().noneMatch(o -> o.kind() == Kind.TABLE);
    }
}
