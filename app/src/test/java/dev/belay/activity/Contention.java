package dev.belay.activity;

import dev.belay.testing.PostgresServer;

import org.awaitility.Awaitility;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * Sessions of a real server that take locks at random until some wait for others, and then stand
 * still: those that do not wait are idle in their transactions.
 */
final class Contention implements AutoCloseable {
    private static final String[] MODES = {
        "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE",
        "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"
    };
    private static final int TABLES = 10;
    private static final int ROWS = 6;
    private static final int STEPS = 4;
    private static final int IN_A_CIRCLE = 3;

    /** One in so many ends as a prepared transaction. */
    private static final int PREPARES = 12;

    private final PostgresServer server;
    private final String database;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> prepared = new ArrayList<>();

    Contention(PostgresServer server, String database, int sessions, long seed) throws Exception {
        this.server = server;
        this.database = database;
        for (int t = 0; t < TABLES; t++) {
            server.run(
                    database,
                    "CREATE TABLE IF NOT EXISTS t%d (id int PRIMARY KEY, n int)".formatted(t),
                    "INSERT INTO t%d SELECT g, 0 FROM generate_series(1, %d) g ON CONFLICT DO NOTHING"
                            .formatted(t, ROWS));
        }
        Random random = new Random(seed);
        for (int i = 0; i < sessions; i++) {
            Random own = new Random(random.nextLong());
            String gid = i % PREPARES == 5 ? "gid " + i : null;
            begin(i, statement -> steps(statement, own, gid));
        }
        circle(sessions);
        settle();
    }

    /** Some that each hold what the one before wants. */
    private void circle(int number) throws SQLException {
        CyclicBarrier held = new CyclicBarrier(IN_A_CIRCLE);
        for (int i = 0; i < IN_A_CIRCLE; i++) {
            int own = 1000 + i;
            int next = 1000 + (i + 1) % IN_A_CIRCLE;
            begin(
                    number + i,
                    statement -> {
                        statement.execute("SELECT pg_advisory_xact_lock(" + own + ")");
                        await(held);
                        statement.execute("SELECT pg_advisory_xact_lock(" + next + ")");
                    });
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a session does in its transaction. */
    private interface Work {
        void run(Statement statement) throws SQLException;
    }

    private void begin(int number, Work work) throws SQLException {
        Connection connection = server.admin(database);
        connections.add(connection);
        try (Statement statement = connection.createStatement()) {
            // A circle stands until it has been looked at.
            statement.execute("SET deadlock_timeout = '1h'");
            statement.execute("SET application_name = 'party " + number + "'");
        }
        connection.setAutoCommit(false);
        threads.add(
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try (Statement statement = connection.createStatement()) {
                                        work.run(statement);
                                    } catch (SQLException e) {
                                        // Ended by the test.
                                    }
                                }));
    }

    private void steps(Statement statement, Random random, String gid) throws SQLException {
        int steps = 1 + random.nextInt(STEPS);
        for (int i = 0; i < steps; i++) {
            statement.execute(step(random));
        }
        if (gid != null) {
            statement.execute("PREPARE TRANSACTION '" + gid + "'");
            synchronized (prepared) {
                prepared.add(gid);
            }
        }
    }

    private static String step(Random random) {
        int table = random.nextInt(TABLES);
        int row = 1 + random.nextInt(ROWS);
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 10, 11 ->
                    "UPDATE t%d SET n = n + 1 WHERE id = %d".formatted(table, row);
            case 4 -> "SELECT n FROM t%d WHERE id = %d FOR SHARE".formatted(table, row);
            case 5, 6 ->
                    "LOCK TABLE t%d IN %s MODE"
                            .formatted(table, MODES[random.nextInt(MODES.length)]);
            case 7 -> "SELECT pg_advisory_xact_lock(%d)".formatted(random.nextInt(3));
            case 8 -> "SELECT pg_advisory_xact_lock_shared(%d)".formatted(random.nextInt(3));
            default -> "INSERT INTO t%d VALUES (%d, 1)".formatted(table, 100 + random.nextInt(3));
        };
    }

    /** Waits until nothing moves any more. */
    private void settle() throws SQLException {
        try (Connection connection = server.admin(database)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .during(Duration.ofMillis(500))
                    .until(() -> running(connection) == 0);
        }
    }

    private static int running(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE"
                                        + " 'party %' AND state = 'active' AND wait_event_type IS"
                                        + " DISTINCT FROM 'Lock'")) {
            result.next();
            return result.getInt(1);
        }
    }

    /** Whom each waiting session waits for, by the server's own answer. */
    Map<Integer, List<Integer>> waits() throws SQLException {
        Map<Integer, List<Integer>> waits = new TreeMap<>();
        try (Connection connection = server.admin(database);
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "SELECT pid, pg_blocking_pids(pid) FROM pg_stat_activity"
                                        + " WHERE cardinality(pg_blocking_pids(pid)) > 0")) {
            while (result.next()) {
                Integer[] by = (Integer[]) result.getArray(2).getArray();
                waits.put(result.getInt(1), List.of(by));
            }
        }
        return waits;
    }

    @Override
    public void close() throws Exception {
        server.run(
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE"
                        + " 'party %'");
        for (Thread thread : threads) {
            thread.join();
        }
        for (Connection connection : connections) {
            connection.close();
        }
        for (String gid : prepared) {
            server.run(database, "ROLLBACK PREPARED '" + gid + "'");
        }
    }
}
