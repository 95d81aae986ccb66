package dev.belay.activity;

import dev.belay.db.PoolerConsole;
import dev.belay.db.ServerWords;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The pools of a pooler before the server, as its console shows them.
 *
 * @param pools those whose clients wait longest first
 * @see <a href="https://www.pgbouncer.org/usage.html#show-pools">PgBouncer: SHOW POOLS</a>
 */
public record Pooling(List<Line> pools) {
    /** A command of the console's, no SQL: its words cannot stand in a file of questions. */
    private static final String SHOW = "SHOW POOLS";

    /** What the console counts of itself. */
    private static final String ITSELF = "pgbouncer";

    public Pooling {
        pools = List.copyOf(pools);
    }

    /**
     * The pool of one database, as the pooler names it, and one user.
     *
     * @param clientsActive those that are served, or ask for nothing now
     * @param clientsWaiting those that asked and wait for a connection to the server
     * @param serversActive connections to the server that serve a client
     * @param serversIdle those that a client can have at once
     * @param serversUsed those that are free but have to be tested first
     * @param serversTested those that are tested now
     * @param serversLogin those that are being made
     * @param longestWait how long the first of the clients that wait does; zero if none does
     * @param mode {@code session}, {@code transaction} or {@code statement}; null if not told
     */
    public record Line(
            String database,
            String user,
            int clientsActive,
            int clientsWaiting,
            int serversActive,
            int serversIdle,
            int serversUsed,
            int serversTested,
            int serversLogin,
            Duration longestWait,
            @Nullable String mode) {
        /** All connections to the server that this pool holds. */
        public int servers() {
            return serversActive + serversIdle + serversUsed + serversTested + serversLogin;
        }
    }

    /** Reads them in one round trip. */
    public static Pooling read(PoolerConsole console) throws SQLException {
        return new Pooling(
                console.all(SHOW, Pooling::line).stream()
                        .filter(line -> !line.database.equals(ITSELF))
                        .sorted(
                                Comparator.comparing(Line::longestWait)
                                        .thenComparingInt(Line::clientsWaiting)
                                        .thenComparingInt(Line::clientsActive)
                                        .reversed()
                                        .thenComparing(Line::database)
                                        .thenComparing(Line::user))
                        .toList());
    }

    /** Columns came and went with its versions. */
    private static Line line(ResultSet row) throws SQLException {
        Set<String> there = new HashSet<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            there.add(row.getMetaData().getColumnLabel(i));
        }
        long micros = there.contains("maxwait_us") ? row.getLong("maxwait_us") : 0;
        String mode = there.contains("pool_mode") ? row.getString("pool_mode") : null;
        return new Line(
                ServerWords.tame(row.getString("database")),
                ServerWords.tame(row.getString("user")),
                row.getInt("cl_active"),
                row.getInt("cl_waiting"),
                row.getInt("sv_active"),
                row.getInt("sv_idle"),
                row.getInt("sv_used"),
                row.getInt("sv_tested"),
                row.getInt("sv_login"),
                Duration.ofSeconds(row.getLong("maxwait")).plusNanos(micros * 1_000),
                mode == null ? null : ServerWords.tame(mode));
    }

    /** How many clients of all pools wait for a connection to the server. */
    public int waiting() {
        return pools.stream().mapToInt(Line::clientsWaiting).sum();
    }
}
