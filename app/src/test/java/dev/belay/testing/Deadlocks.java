package dev.belay.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Circles of sessions that wait for each other, again and again; the server breaks each soon. */
public final class Deadlocks implements AutoCloseable {
    private static final String BROKEN = "40P01";
    private final AtomicInteger broken = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;

    /**
     * @param of how many stand in each circle
     */
    public Deadlocks(PostgresServer server, String database, int circles, int of) {
        server.run(
                database,
                "CREATE TABLE IF NOT EXISTS circled (id int PRIMARY KEY, n int)",
                "INSERT INTO circled SELECT g, 0 FROM generate_series(1, " + circles * of + ") g");
        for (int i = 0; i < circles * of; i++) {
            int first = 1 + i;
            int second = 1 + (i / of) * of + (i + 1) % of;
            threads.add(Thread.ofVirtual().start(() -> loop(server, database, first, second)));
        }
    }

    private void loop(PostgresServer server, String database, int first, int second) {
        try (Connection connection = server.admin(database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET deadlock_timeout = '10ms'");
            connection.setAutoCommit(false);
            while (!ended) {
                once(connection, statement, first, second);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void once(Connection connection, Statement statement, int first, int second)
            throws SQLException {
        try {
            statement.execute("UPDATE circled SET n = n + 1 WHERE id = " + first);
            statement.execute("SELECT pg_sleep(0.003)");
            statement.execute("UPDATE circled SET n = n + 1 WHERE id = " + second);
        } catch (SQLException e) {
            if (!BROKEN.equals(e.getSQLState())) {
                throw e;
            }
            broken.incrementAndGet();
        }
        connection.rollback();
    }

    /** How many the server has broken so far. */
    public int broken() {
        return broken.get();
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
