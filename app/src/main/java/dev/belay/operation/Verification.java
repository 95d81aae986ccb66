package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.ScriptText;
import dev.belay.lint.SchemaObject;
import dev.belay.message.Messages;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The indexes that are invalid now, by their names. */
    static Set<String> invalidIndexes(Session session) throws SQLException {
        return InvalidIndex.all(session).stream()
                .map(InvalidIndex::full)
                .collect(Collectors.toSet());
    }

    /**
     * A sentence for each index that is invalid now and was not before, or that one of the scripts
     * should have made.
     */
    static List<String> invalid(Session session, Set<String> before, List<ScriptText> run)
            throws SQLException {
        List<InvalidIndex> made = InvalidIndex.of(session, run);
        return InvalidIndex.all(session).stream()
                .filter(i -> made.contains(i) || !before.contains(i.full()))
                .map(i -> Messages.text("operation.verify.index", i.full()))
                .toList();
    }
}
