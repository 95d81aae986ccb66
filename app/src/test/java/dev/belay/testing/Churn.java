package dev.belay.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sessions that come, lock, wait and are gone again, each within milliseconds: most close in the
 * middle of what they do, some are ended by another.
 */
public final class Churn implements AutoCloseable {
    private final PostgresServer server;
    private final String database;
    private final AtomicInteger gone = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;

    public Churn(PostgresServer server, String database, int atOnce) {
        this.server = server;
        this.database = database;
        server.run(
                database,
                "CREATE TABLE IF NOT EXISTS churned (id int PRIMARY KEY, n int)",
                "INSERT INTO churned SELECT g, 0 FROM generate_series(1, 5) g");
        for (int i = 0; i < atOnce; i++) {
            Random random = new Random(i);
            threads.add(Thread.ofVirtual().start(() -> loop(random)));
        }
    }

    private void loop(Random random) {
        while (!ended) {
            try (Connection connection = server.admin(database);
                    Statement statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = '40ms'");
                connection.setAutoCommit(false);
                for (int i = 0; i < 3; i++) {
                    statement.execute(step(random));
                }
            } catch (SQLException e) {
                // It waited too long, or was ended: it goes as well.
            }
            gone.incrementAndGet();
        }
    }

    private static String step(Random random) {
        int number = 1 + random.nextInt(5);
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> "UPDATE churned SET n = n + 1 WHERE id = " + number;
            case 3 -> "LOCK TABLE churned IN SHARE ROW EXCLUSIVE MODE";
            case 4 -> "SELECT pg_advisory_xact_lock(" + number + ")";
            case 5 -> "CREATE TABLE made_" + random.nextInt(1_000_000) + " AS SELECT 1 AS x";
            case 6 ->
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
                            + " current_database() AND application_name NOT LIKE 'belay%'"
                            + " AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1";
            default -> "SELECT pg_sleep(0.005)";
        };
    }

    /** How many sessions have come and gone so far. */
    public int gone() {
        return gone.get();
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
