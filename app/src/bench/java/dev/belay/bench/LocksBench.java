package dev.belay.bench;

import dev.belay.activity.LockSample;
import dev.belay.activity.LockTree;
import dev.belay.activity.Locks;
import dev.belay.db.Purpose;
import dev.belay.db.Retry;
import dev.belay.db.Session;
import dev.belay.history.Histories;
import dev.belay.testing.Live;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.watch.Detail;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;
import dev.belay.watch.check.HealthRound;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What seeing who waits costs a server and this client, beside the queries of others, in one run.
 *
 * <p>Arguments: {@code poll} for one look at 10, 100 and 500 waiters; {@code cost [seconds]} for
 * the server's CPU a second with 50 of them.
 */
public final class LocksBench {
    private static final int ROUNDS = 41;
    private static final int WARM = 20;

    /** The lock join of the PostgreSQL wiki (Lock Monitoring). */
    private static final String JOIN =
            """
            SELECT blocked_locks.pid AS blocked_pid, blocked_activity.usename AS blocked_user,
                   blocking_locks.pid AS blocking_pid, blocking_activity.usename AS blocking_user,
                   blocked_activity.query AS blocked_statement, blocking_activity.query AS current_statement
              FROM pg_catalog.pg_locks blocked_locks
              JOIN pg_catalog.pg_stat_activity blocked_activity ON blocked_activity.pid = blocked_locks.pid
              JOIN pg_catalog.pg_locks blocking_locks
                ON blocking_locks.locktype = blocked_locks.locktype
               AND blocking_locks.database IS NOT DISTINCT FROM blocked_locks.database
               AND blocking_locks.relation IS NOT DISTINCT FROM blocked_locks.relation
               AND blocking_locks.page IS NOT DISTINCT FROM blocked_locks.page
               AND blocking_locks.tuple IS NOT DISTINCT FROM blocked_locks.tuple
               AND blocking_locks.virtualxid IS NOT DISTINCT FROM blocked_locks.virtualxid
               AND blocking_locks.transactionid IS NOT DISTINCT FROM blocked_locks.transactionid
               AND blocking_locks.classid IS NOT DISTINCT FROM blocked_locks.classid
               AND blocking_locks.objid IS NOT DISTINCT FROM blocked_locks.objid
               AND blocking_locks.objsubid IS NOT DISTINCT FROM blocked_locks.objsubid
               AND blocking_locks.pid <> blocked_locks.pid
              JOIN pg_catalog.pg_stat_activity blocking_activity ON blocking_activity.pid = blocking_locks.pid
             WHERE NOT blocked_locks.granted
            """;

    /** pgAdmin's dashboard of sessions: the blockers of all. */
    private static final String ALL =
            """
            SELECT pid, datname, usename, application_name, client_addr, backend_start, state,
                   wait_event_type || ': ' || wait_event AS wait_event,
                   array_to_string(pg_blocking_pids(pid), ', ') AS blocking_pids, query, state_change,
                   query_start, xact_start, backend_type
              FROM pg_stat_activity ORDER BY pid
            """;

    private static final String WAITERS =
            "WITH w AS MATERIALIZED (SELECT pid FROM pg_stat_activity WHERE wait_event_type ="
                    + " 'Lock') SELECT pid, pg_blocking_pids(pid) FROM w";

    private LocksBench() {}

    public static void main(String[] args) throws Exception {
        String what = args.length > 0 ? args[0] : "poll";
        try (PostgresServer server =
                PostgresServers.start(PostgresServers.USUAL, "max_connections = 600")) {
            String database = server.freshDatabase();
            if (what.equals("poll")) {
                for (Waiters.Kind kind : Waiters.Kind.values()) {
                    for (int waiters : new int[] {10, 100, 500}) {
                        poll(server, database, kind, waiters);
                    }
                }
            } else {
                cost(server, database, args.length > 1 ? Integer.parseInt(args[1]) : 30);
            }
        }
        System.exit(0);
    }

    private interface Asked {
        int ask() throws Exception;
    }

    private static void poll(PostgresServer server, String database, Waiters.Kind kind, int waiters)
            throws Exception {
        try (Waiters _ = new Waiters(server, database, kind, waiters);
                Session session = Live.session(server.target(database), Purpose.WATCH);
                Connection other = server.admin(database)) {
            Map<String, Asked> ways = new LinkedHashMap<>();
            ways.put("Belay, the whole tree", () -> tree(session).waiting());
            ways.put("pg_blocking_pids of waiters alone", () -> rows(other, WAITERS));
            ways.put("pgAdmin's sessions", () -> rows(other, ALL));
            ways.put("the wiki's lock join", () -> rows(other, JOIN));
            ways.put("pg_locks as it is", () -> rows(other, "SELECT * FROM pg_locks"));
            Map<String, List<Double>> took = new LinkedHashMap<>();
            for (int i = 0; i < WARM + ROUNDS; i++) {
                for (var way : ways.entrySet()) {
                    long start = System.nanoTime();
                    way.getValue().ask();
                    if (i >= WARM) {
                        took.computeIfAbsent(way.getKey(), k -> new ArrayList<>())
                                .add((System.nanoTime() - start) / 1e6);
                    }
                }
            }
            took.forEach(
                    (way, all) ->
                            System.out.printf(
                                    "| %s, %d waiters | %s | %.2f ms |%n",
                                    kind.name().toLowerCase(), waiters, way, median(all)));
            client(session, kind, waiters);
        }
    }

    private static LockTree tree(Session session) throws SQLException {
        return LockTree.of(Locks.read(session).orElseThrow());
    }

    /** What the client itself does: decoding, and making the tree. */
    private static void client(Session session, Waiters.Kind kind, int waiters)
            throws SQLException {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < ROUNDS; i++) {
            tree(session);
        }
        double both = (threads.getCurrentThreadCpuTime() - before) / 1e6 / ROUNDS;
        LockSample sample = Locks.read(session).orElseThrow();
        before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < ROUNDS; i++) {
            LockTree.of(sample);
        }
        double alone = (threads.getCurrentThreadCpuTime() - before) / 1e6 / ROUNDS;
        System.out.printf(
                "| %s, %d waiters | Belay, CPU of the client | %.2f ms, %.2f of it the tree |%n",
                kind.name().toLowerCase(), waiters, both, alone);
    }

    private static int rows(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            int rows = 0;
            while (result.next()) {
                rows++;
                result.getString(2);
            }
            return rows;
        }
    }

    private static double median(List<Double> all) {
        Collections.sort(all);
        return all.get(all.size() / 2);
    }

    /** The CPU of the backends that ask, by the system's own account. */
    private static void cost(PostgresServer server, String database, int seconds) throws Exception {
        try (Waiters _ = new Waiters(server, database, Waiters.Kind.TABLE, 50);
                Connection admin = server.admin(database)) {
            watched(server, database, admin, seconds);
            every(server, database, "the wiki's lock join, every 1 s", JOIN, seconds);
            every(server, database, "pgAdmin's sessions, every 1 s", ALL, seconds);
            program(server, database, admin, seconds);
        }
    }

    private static void watched(
            PostgresServer server, String database, Connection admin, int seconds)
            throws Exception {
        Clock clock = Clock.systemUTC();
        try (Watches watches =
                new Watches(
                        Live.sessions(),
                        target -> new HealthRound(clock),
                        new Histories()::read,
                        clock,
                        Retry.PATIENT)) {
            Watch watch = watches.add(server.target(database));
            watch.focus(true);
            var wanted = watch.want(Detail.LOCKS);
            Thread.sleep(30_000); // Plans are kept from the tenth time on, and compilers rest.
            List<Long> pids = pids(admin, "belay/watch");
            long process = process();
            double before = sum(pids);
            int readings = watch.trail().size();
            Thread.sleep(seconds * 1000L);
            double used = (sum(pids) - before) / seconds;
            readings = watch.trail().size() - readings;
            System.out.printf(
                    "| Belay on screen, tree, numbers and checks, %.2f looks/s | %.2f ms/s | %d"
                            + " connections | client %.2f ms CPU a look |%n",
                    (double) readings / seconds,
                    used,
                    pids.size(),
                    (process() - process) / 1e6 / readings);
            System.out.println("| by Belay's own meter | " + watch.view().cost() + " |");
            wanted.close();
        }
    }

    private static long process() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static List<Long> pids(Connection admin, String application) throws SQLException {
        List<Long> pids = new ArrayList<>();
        try (PreparedStatement statement =
                admin.prepareStatement(
                        "SELECT pid FROM pg_stat_activity WHERE application_name LIKE ?")) {
            statement.setString(1, application + "%");
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    pids.add(result.getLong(1));
                }
            }
        }
        return pids;
    }

    private static double sum(List<Long> pids) throws Exception {
        double sum = 0;
        for (long pid : pids) {
            sum += Waiters.cpu(pid);
        }
        return sum;
    }

    private static void every(
            PostgresServer server, String database, String name, String sql, int seconds)
            throws Exception {
        try (Connection connection = server.admin(database)) {
            long pid = Waiters.number(connection, "SELECT pg_backend_pid()");
            for (int i = 0; i < WARM; i++) {
                rows(connection, sql);
            }
            double before = Waiters.cpu(pid);
            for (int i = 0; i < seconds; i++) {
                rows(connection, sql);
                Thread.sleep(1000);
            }
            System.out.printf(
                    "| %s | %.2f ms/s | 1 connection | |%n",
                    name, (Waiters.cpu(pid) - before) / seconds);
        }
    }

    /** pg_activity, where it is installed, in a terminal of its own. */
    private static void program(
            PostgresServer server, String database, Connection admin, int seconds)
            throws Exception {
        Process process;
        try {
            process =
                    new ProcessBuilder(
                                    "script",
                                    "-qfc",
                                    "stty cols 200 rows 60; TERM=xterm pg_activity -h 127.0.0.1 -U"
                                            + " postgres -p "
                                            + server.port()
                                            + " -d "
                                            + database,
                                    "/dev/null")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (java.io.IOException e) {
            System.out.println("| pg_activity | not here |");
            return;
        }
        Thread.sleep(5_000);
        List<Long> pids = pids(admin, "pg_activity");
        if (pids.isEmpty()) {
            System.out.println("| pg_activity | not here |");
        } else {
            double before = sum(pids);
            Thread.sleep(seconds * 1000L);
            System.out.printf(
                    "| pg_activity, every 2 s | %.2f ms/s | %d connections | |%n",
                    (sum(pids) - before) / seconds, pids.size());
        }
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
