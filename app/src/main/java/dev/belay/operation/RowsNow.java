package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.target.Engine;

import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many rows the tables of a target have now: counted where that is quick, else as the server
 * guesses; -1 where neither tells.
 *
 * @param counted false if one of them is a guess
 */
record RowsNow(SortedMap<String, Long> rows, boolean counted) {
    private static final long QUICK = 64L << 20;

    static RowsNow of(Session session) throws SQLException {
        return session.target().engine() == Engine.POSTGRESQL ? server(session) : file(session);
    }

    private static RowsNow server(Session session) throws SQLException {
        record Table(String name, String quoted, long bytes, long about) {}
        SortedMap<String, Long> rows = new TreeMap<>();
        boolean counted = true;
        for (Table each :
                session.all(
                        "restore-rows",
                        row ->
                                new Table(
                                        row.getString("name"),
                                        row.getString("quoted"),
                                        row.getLong("bytes"),
                                        row.getLong("about")))) {
            boolean quick = each.bytes <= QUICK;
            rows.put(
                    each.name,
                    quick ? count(session, "only " + each.quoted, each.about) : each.about);
            counted &= quick;
        }
        return new RowsNow(rows, counted);
    }

    private static RowsNow file(Session session) throws SQLException {
        SortedMap<String, Long> rows = new TreeMap<>();
        for (String table : session.all("copied-tables", row -> row.getString("name"))) {
            rows.put(table, count(session, "main." + Maintenance.quoted(table), -1));
        }
        return new RowsNow(rows, rows.values().stream().allMatch(n -> n >= 0));
    }

    /** One that is locked, or that this role may not read, is not a reason to plan nothing. */
    private static long count(Session session, String table, long otherwise) {
        try {
            return session.select("select count(*) from " + table, row -> row.getLong(1))
                    .getFirst();
        } catch (SQLException e) {
            return otherwise;
        }
    }
}
