package dev.belay.testing;

import org.awaitility.Awaitility;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A shop whose sessions queue behind one that was left idle in its transaction: a migration that
 * waits for the table, all others behind it; beside them a short wait that has nothing to do with
 * it.
 */
public final class LockQueue implements AutoCloseable {
    private static final String[] APPLICATIONS = {
        "checkout-api", "checkout-api", "cart-api", "cart-api", "nightly-report", "order-export"
    };

    private final PostgresServer server;
    private final String database;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    public LockQueue(PostgresServer server, String database) {
        this.server = server;
        this.database = database;
        server.run(
                database,
                "CREATE TABLE IF NOT EXISTS orders (id int PRIMARY KEY, state text, invoice_id"
                        + " int)",
                "INSERT INTO orders SELECT g, 'shipped', NULL FROM generate_series(1, 40) g"
                        + " ON CONFLICT DO NOTHING");
    }

    /** The one all wait for, the migration, and so many sessions behind it, one after another. */
    public LockQueue fill(int sessions, Duration apart) throws Exception {
        connect("billing-worker")
                .execute(
                        """
                        UPDATE orders
                           SET invoice_id = 41, state = 'billed'
                         WHERE id = ANY('{1,2,3}'::int[])
                           AND state = 'shipped'
                        RETURNING id, state\
                        """);
        Statement advisory = connect("stock-sync");
        advisory.execute("SELECT pg_advisory_lock(7001)");
        wait("stock-sync", "SELECT pg_advisory_lock(7001)");
        wait("invoice-api", "UPDATE orders SET state = 'invoiced' WHERE id = 2");
        wait("invoice-mail", "UPDATE orders SET state = 'mailed' WHERE id = 2");
        settle(3);
        wait("deploy-job", "ALTER TABLE orders ADD COLUMN shipped_at timestamptz");
        settle(4);
        for (int i = 0; i < sessions; i++) {
            String application = APPLICATIONS[i % APPLICATIONS.length];
            wait(
                    application,
                    application.equals("checkout-api")
                            ? "INSERT INTO orders (id, state) VALUES (" + (100 + i) + ", 'new')"
                            : "SELECT count(*), state FROM orders GROUP BY state");
            Thread.sleep(apart);
        }
        settle(4 + sessions);
        return this;
    }

    /** A session of its own, in a transaction; idle in it as long as it runs nothing. */
    public Statement connect(String application) throws SQLException {
        Connection connection = server.admin(database);
        connections.add(connection);
        Statement statement = connection.createStatement();
        statement.execute("SET application_name = '" + application + "'");
        connection.setAutoCommit(false);
        return statement;
    }

    /** Runs a statement that waits, in a session of its own. */
    public void wait(String application, String sql) throws SQLException {
        Statement statement = connect(application);
        threads.add(
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        statement.execute(sql);
                                        statement.getConnection().rollback();
                                    } catch (SQLException e) {
                                        // Ended by the test.
                                    }
                                }));
    }

    /** Idle sessions of nobody's interest. */
    public LockQueue idle(int sessions, String application) throws SQLException {
        for (int i = 0; i < sessions; i++) {
            Statement statement = connect(application);
            statement.execute("SELECT 1");
            statement.getConnection().rollback();
        }
        return this;
    }

    private void settle(int waiting) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> waiting() >= waiting);
    }

    /** How many wait for a lock, by the server's own count. */
    public int waiting() throws SQLException {
        try (Connection connection = server.admin(database);
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_stat_activity"
                                        + " WHERE wait_event_type = 'Lock'")) {
            result.next();
            return result.getInt(1);
        }
    }

    /** The number of the session of this name that began first. */
    public int pid(String application) {
        return Integer.parseInt(
                server.texts(
                                database,
                                "SELECT pid::text FROM pg_stat_activity WHERE application_name = '"
                                        + application
                                        + "' ORDER BY backend_start LIMIT 1")
                        .getFirst());
    }

    /** Ends one session, as an administrator would. */
    public void end(int pid) {
        server.run("postgres", "SELECT pg_terminate_backend(" + pid + ")");
    }

    @Override
    public void close() throws Exception {
        server.run(
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                        + database
                        + "' AND application_name NOT LIKE 'belay%' AND pid <> pg_backend_pid()");
        for (Thread thread : threads) {
            thread.join();
        }
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
