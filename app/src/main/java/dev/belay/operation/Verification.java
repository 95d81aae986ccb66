package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.lint.SchemaObject;
import dev.belay.message.Messages;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** What has to hold after any change. */
final class Verification {
    private static final int MOST_LOOKED_INTO = 300;

    private Verification() {}

    /** True if the database holds no table but the history's. */
    static boolean empty(Session session, Target target) throws SQLException {
        return tables(session, target).isEmpty();
    }

    /** True if no table but the history's holds a row, so that nothing can be lost. */
    static boolean withoutRows(Session session, Target target) throws SQLException {
        List<SchemaObject> tables = tables(session, target);
        if (tables.size() > MOST_LOOKED_INTO) {
            return false;
        }
        for (SchemaObject table : tables) {
            String sql = "select 1 from " + table.quoted() + " limit 1";
            try {
                if (!session.select(sql, row -> row.getInt(1)).isEmpty()) {
                    return false;
                }
            } catch (SQLException e) {
                // Locked, or not to be read by this role: it may hold anything.
                return false;
            }
        }
        return true;
    }

    private static List<SchemaObject> tables(Session session, Target target) throws SQLException {
        String history = target.flyway().tableOrDefault();
        return session
                .all(
                        "table-names",
                        row ->
                                new SchemaObject(
                                        SchemaObject.Kind.RELATION,
                                        row.getString("schema"),
                                        row.getString("name")))
                .stream()
                .filter(t -> !t.name().equals(history))
                .toList();
    }

    /** Indexes that a broken CONCURRENTLY left behind; they cost writes and serve no reader. */
    static Set<String> invalidIndexes(Session session) throws SQLException {
        return session.can("invalid-indexes")
                ? Set.copyOf(session.all("invalid-indexes", row -> row.getString("index")))
                : Set.of();
    }

    /** A sentence for each index that is invalid now and was not before. */
    static List<String> newlyInvalid(Session session, Set<String> before) throws SQLException {
        return invalidIndexes(session).stream()
                .filter(index -> !before.contains(index))
                .sorted()
                .map(index -> Messages.text("operation.verify.index", index))
                .toList();
    }
}
