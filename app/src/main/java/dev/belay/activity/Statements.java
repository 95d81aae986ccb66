package dev.belay.activity;

import dev.belay.activity.StatementLoad.Usual;
import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which statements ran since the last look, from the running totals of pg_stat_statements. Not
 * thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/current/pgstatstatements.html">PostgreSQL:
 *     pg_stat_statements</a>
 */
public final class Statements {
    /** So many of an interval are told; texts are read for them alone. */
    public static final int MOST = 50;

    /** A mean of fewer calls says little. */
    private static final long ENOUGH = 10;

    private static final int TEXT = 4000;

    private record Total(long calls, double millis) {}

    private final Map<Long, String> texts = new HashMap<>();
    private Map<Long, Total> before = Map.of();
    private boolean permitted = true;

    private record Place(String schema, boolean permitted) {}

    /**
     * The dearest first; none at the first look. Empty where the database does not have the
     * extension, or the role may not see what others run: {@link #permitted} tells which.
     *
     * @throws SQLException also where the server was not started with its library
     */
    public Optional<List<StatementLoad>> read(Session session) throws SQLException {
        if (!session.can("statements-place")) {
            return Optional.empty();
        }
        List<Place> place =
                session.all(
                        "statements-place",
                        row -> new Place(row.getString("schema"), row.getBoolean("permitted")));
        permitted = place.isEmpty() || place.getFirst().permitted();
        if (place.isEmpty() || !permitted) {
            return Optional.empty();
        }
        String schema = place.getFirst().schema();
        Map<Long, Total> now = totals(session, schema);
        List<Change> changes = before.isEmpty() ? List.of() : changes(now);
        before = now;
        learn(session, schema, changes);
        double all = changes.stream().mapToDouble(Change::millis).sum();
        return Optional.of(changes.stream().limit(MOST).map(c -> load(c, all)).toList());
    }

    /** False if the last look found that the role may see its own statements only. */
    public boolean permitted() {
        return permitted;
    }

    private record Change(long id, long calls, double millis, Total old) {
        Duration mean() {
            return nanos(millis / calls);
        }

        @Nullable Duration before() {
            return old.calls < ENOUGH ? null : nanos(old.millis / old.calls);
        }

        Usual usual() {
            return old.calls == 0 ? Usual.NEW : Usual.of(mean(), before());
        }

        private static Duration nanos(double millis) {
            return Duration.ofNanos(Math.round(millis * 1e6));
        }
    }

    /** Without texts, which the server would have to read from a file. */
    private static Map<Long, Total> totals(Session session, String schema) throws SQLException {
        Map<Long, Total> totals = new HashMap<>();
        session.select(
                "SELECT s.queryid, sum(s.calls)::int8 AS calls, sum(s.total_exec_time) AS millis"
                        + " FROM "
                        + schema
                        + ".pg_stat_statements(false) s JOIN pg_database d ON d.oid = s.dbid WHERE"
                        + " d.datname = current_database() AND s.queryid IS NOT NULL GROUP BY 1",
                (ResultSet row) ->
                        totals.put(
                                row.getLong("queryid"),
                                new Total(row.getLong("calls"), row.getDouble("millis"))));
        return totals;
    }

    private List<Change> changes(Map<Long, Total> now) {
        List<Change> changes = new ArrayList<>();
        now.forEach(
                (id, total) -> {
                    Total old = before.getOrDefault(id, new Total(0, 0));
                    // Fewer than before: the totals were reset meanwhile.
                    boolean reset = total.calls < old.calls;
                    long calls = reset ? total.calls : total.calls - old.calls;
                    double millis = reset ? total.millis : total.millis - old.millis;
                    if (calls > 0) {
                        changes.add(new Change(id, calls, millis, old));
                    }
                });
        changes.sort(Comparator.comparingDouble(Change::millis).reversed());
        return changes;
    }

    private void learn(Session session, String schema, List<Change> changes) throws SQLException {
        Set<Long> unknown =
                changes.stream()
                        .limit(MOST)
                        .map(Change::id)
                        .filter(id -> !texts.containsKey(id))
                        .collect(Collectors.toSet());
        if (unknown.isEmpty()) {
            return;
        }
        session.select(
                "SELECT queryid, left(query, "
                        + TEXT
                        + ") AS query FROM "
                        + schema
                        + ".pg_stat_statements WHERE queryid = ANY (?)",
                row -> texts.put(row.getLong("queryid"), String.valueOf(row.getString("query"))),
                (Object) unknown.toArray(Long[]::new));
        unknown.forEach(id -> texts.putIfAbsent(id, ""));
    }

    private StatementLoad load(Change change, double all) {
        return new StatementLoad(
                change.id,
                texts.getOrDefault(change.id, ""),
                change.calls,
                change.mean(),
                change.before(),
                all == 0 ? 0 : change.millis / all,
                change.usual());
    }
}
