package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.target.Engine;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many rows the tables of a target have now: counted where that is quick, else as the server
 * guesses; -1 where neither tells.
 *
 * @param guessed the tables that were not counted
 */
record RowsNow(SortedMap<String, Long> rows, Set<String> guessed) {
    private static final long QUICK = 64L << 20;

    static RowsNow of(Session session) throws SQLException {
        return session.target().engine() == Engine.POSTGRESQL ? server(session) : file(session);
    }

    boolean counted() {
        return guessed.isEmpty();
    }

    /** All of them; empty if one is not even guessed. */
    OptionalLong sum() {
        return rows.values().stream().anyMatch(n -> n < 0)
                ? OptionalLong.empty()
                : OptionalLong.of(rows.values().stream().mapToLong(Long::longValue).sum());
    }

    private static RowsNow server(Session session) throws SQLException {
        record Table(String name, String quoted, long bytes, long about) {}
        SortedMap<String, Long> rows = new TreeMap<>();
        Set<String> guessed = new HashSet<>();
        for (Table each :
                session.all(
                        "restore-rows",
                        row ->
                                new Table(
                                        row.getString("name"),
                                        row.getString("quoted"),
                                        row.getLong("bytes"),
                                        row.getLong("about")))) {
            long counted = each.bytes <= QUICK ? count(session, "only " + each.quoted) : -1;
            rows.put(each.name, counted < 0 ? each.about : counted);
            if (counted < 0) {
                guessed.add(each.name);
            }
        }
        return new RowsNow(rows, guessed);
    }

    private static RowsNow file(Session session) throws SQLException {
        SortedMap<String, Long> rows = new TreeMap<>();
        Set<String> guessed = new HashSet<>();
        for (String table : session.all("copied-tables", row -> row.getString("name"))) {
            long counted = count(session, "main." + Maintenance.quoted(table));
            rows.put(table, counted);
            if (counted < 0) {
                guessed.add(table);
            }
        }
        return new RowsNow(rows, guessed);
    }

    /** One that is locked, or that this role may not read, is not a reason to plan nothing. */
    private static long count(Session session, String table) {
        try {
            return session.select("select count(*) from " + table, row -> row.getLong(1))
                    .getFirst();
        } catch (SQLException e) {
            return -1;
        }
    }
}
