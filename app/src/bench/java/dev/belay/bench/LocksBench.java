package dev.belay.bench;

import dev.belay.activity.LockSample;
import dev.belay.activity.LockTree;
import dev.belay.activity.Locks;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.testing.Live;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one look at who waits costs a server and this client, beside the queries of others, in one
 * run: each asked in turn. Arguments: how many wait (10 100 500).
 */
public final class LocksBench {
    private static final int ROUNDS = 61;
    private static final int WARM = 10;

    /** What takes that long in all has been seen often enough. */
    private static final double LONG = 5_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LocksBench() {}

    public static void main(String[] args) throws Exception {
        List<Integer> counts =
                args.length > 0
                        ? Stream.of(args).map(Integer::valueOf).toList()
                        : List.of(10, 100, 500);
        try (PostgresServer server =
                PostgresServers.start(PostgresServers.USUAL, "max_connections = 600")) {
            String database = server.freshDatabase();
            System.out.println("| wait for | way | round trip | CPU of the server |");
            System.out.println("|---|---|--:|--:|");
            for (Waiters.Kind kind : Waiters.Kind.values()) {
                for (int waiters : counts) {
                    poll(server, database, kind, waiters);
                }
            }
        }
        System.exit(0);
    }

    private interface Asked {
        int ask() throws Exception;
    }

    private record Way(long backend, Asked asked, List<Double> took, List<Double> cpu) {
        Way(long backend, Asked asked) {
            this(backend, asked, new ArrayList<>(), new ArrayList<>());
        }

        void go(boolean counts) throws Exception {
            if (took.stream().mapToDouble(Double::doubleValue).sum() > LONG) {
                return;
            }
            double before = Backends.cpu(backend);
            long start = System.nanoTime();
            asked.ask();
            long end = System.nanoTime();
            if (counts) {
                took.add((end - start) / 1e6);
                cpu.add(Backends.cpu(backend) - before);
            }
        }
    }

    private static void poll(PostgresServer server, String database, Waiters.Kind kind, int waiters)
            throws Exception {
        String what = "%s, %d".formatted(kind.name().toLowerCase(), waiters);
        try (Waiters _ = new Waiters(server, database, kind, waiters);
                Session session = Live.session(server.target(database), Purpose.WATCH);
                Connection other = server.admin(database)) {
            long own = Backends.of(session.connection());
            long theirs = Backends.of(other);
            Map<String, Way> ways = new LinkedHashMap<>();
            ways.put("Belay, the whole tree", new Way(own, () -> tree(session).waiting()));
            ways.put("Belay, its numbers", new Way(own, () -> vitals(session)));
            ways.put("blockers of waiters alone", asks(theirs, other, Peers.BLOCKERS));
            ways.put("pgAdmin's sessions", asks(theirs, other, Peers.SESSIONS));
            ways.put("the wiki's lock join", asks(theirs, other, Peers.JOIN));
            ways.put("pg_locks as it is", asks(theirs, other, "SELECT * FROM pg_locks"));
            for (int i = -WARM; i < ROUNDS; i++) {
                for (Way way : ways.values()) {
                    way.go(i >= 0);
                }
            }
            ways.forEach(
                    (name, way) ->
                            System.out.printf(
                                    "| %s | %s | %.2f ms | %.2f ms |%n",
                                    what,
                                    name,
                                    new Spread(way.took).median(),
                                    new Spread(way.cpu).median()));
            client(session, what);
        }
    }

    private static Way asks(long backend, Connection connection, String sql) {
        return new Way(backend, () -> Backends.rows(connection, sql));
    }

    private static LockTree tree(Session session) throws SQLException {
        return LockTree.of(Locks.read(session).orElseThrow());
    }

    private static int vitals(Session session) throws SQLException {
        session.dialect().vitals(session);
        return 1;
    }

    /** What the thread that reads does itself in a look: asking, decoding, making the tree. */
    private static void client(Session session, String what) throws SQLException {
        LockSample sample = Locks.read(session).orElseThrow();
        double look = 0;
        double tree = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            vitals(session);
            tree(session);
            long middle = THREADS.getCurrentThreadCpuTime();
            LockTree.of(sample);
            look += middle - start;
            tree += THREADS.getCurrentThreadCpuTime() - middle;
        }
        System.out.printf(
                "| %s | Belay, CPU of the client, numbers and tree | %.2f ms, %.2f of it making the"
                        + " tree | – |%n",
                what, look / ROUNDS / 1e6, tree / ROUNDS / 1e6);
    }
}
