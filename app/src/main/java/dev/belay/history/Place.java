package dev.belay.history;

import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What a session tells of the place it reached, as far as migrations depend on it.
 *
 * @param database Flyway's {@code ${flyway:database}}, null where the engine has none
 * @param schema the schema of a connection that asks for none
 * @param zone the zone whose local time stands in {@code installed_on}
 */
record Place(@Nullable String database, String user, String schema, ZoneId zone) {

    static Place of(Session session) throws SQLException {
        return session.one(
                "history-place",
                row ->
                        new Place(
                                row.getString("database"),
                                row.getString("user"),
                                row.getString("schema"),
                                zone(row.getString("zone"))));
    }

    /** UTC for a zone only the server knows, as {@code <+03>-3}. */
    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
