package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.lint.SchemaObject;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;

/**
 * A table that a statement will lock, itself or by its index.
 *
 * @param asked which of the names led to it, from 0
 * @param holdsRows false for a view or a sequence
 * @param rows the planner's estimate; negative if unknown
 * @param parts its oid and those of its partitions
 * @param oid that of what was asked for, which may be an index
 */
record LockedTable(
        int asked, String name, boolean holdsRows, long rows, List<Long> parts, long oid) {

    /**
     * Those of the objects that exist.
     *
     * @param schema where one whose name has none is looked for first, or null
     */
    static List<LockedTable> of(
            Session session, @Nullable String schema, List<SchemaObject> objects)
            throws SQLException {
        return session.all(
                "preflight-tables",
                row -> {
                    long rows = row.getLong("tuples");
                    boolean unknown = row.wasNull();
                    return new LockedTable(
                            row.getInt("n") - 1,
                            row.getString("name"),
                            row.getBoolean("holds_rows"),
                            unknown ? -1 : rows,
                            List.of((Long[]) row.getArray("parts").getArray()),
                            row.getLong("oid"));
                },
                objects.stream().map(o -> in(schema, o).quoted()).toArray(String[]::new),
                objects.stream().map(SchemaObject::quoted).toArray(String[]::new));
    }

    /** In that schema, if its name has none. */
    static SchemaObject in(@Nullable String schema, SchemaObject object) {
        return object.schema() == null
                ? new SchemaObject(object.kind(), schema, object.name())
                : object;
    }

    boolean covers(long relation) {
        return relation == oid || parts.contains(relation);
    }

    /** Bytes with indexes, TOAST and partitions; negative if it cannot be told at once. */
    long bytes(Session session) throws SQLException {
        try {
            return session.one(
                    "preflight-size",
                    row -> row.getLong("bytes"),
                    (Object) parts.toArray(Long[]::new));
        } catch (SQLException e) {
            if (LockTries.LOCK_TIMEOUT.equals(e.getSQLState())) {
                return -1;
            }
            throw e;
        }
    }
}
