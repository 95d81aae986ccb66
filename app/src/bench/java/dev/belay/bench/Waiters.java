package dev.belay.bench;

import dev.belay.testing.PostgresServer;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Sessions that wait for one that holds a lock and does nothing. */
final class Waiters implements AutoCloseable {
    /** What they wait for. */
    enum Kind {
        /** All for the holder, none for another: readers of a locked table. */
        TABLE("LOCK TABLE contended", "SELECT n FROM contended"),
        /** Each for all before it as well: writers of one row. */
        ROW("UPDATE contended SET n = 0 WHERE n = 1", "UPDATE contended SET n = 1 WHERE n = 1");

        private final String holds;
        private final String waits;

        Kind(String holds, String waits) {
            this.holds = holds;
            this.waits = waits;
        }
    }

    private final List<Connection> connections = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Waiters(PostgresServer server, String database, Kind kind, int count) throws Exception {
        server.run(
                database,
                "DROP TABLE IF EXISTS contended",
                "CREATE TABLE contended (n int)",
                "INSERT INTO contended VALUES (1)");
        begin(server.admin(database), kind.holds).join();
        for (int i = 0; i < count; i++) {
            threads.add(begin(server.admin(database), kind.waits));
        }
        try (Connection connection = server.admin(database)) {
            while (Backends.number(connection, "SELECT count(*) FROM pg_locks WHERE NOT granted")
                    < count) {
                Thread.sleep(50);
            }
        }
    }

    private Thread begin(Connection connection, String sql) throws SQLException {
        connections.add(connection);
        connection.setAutoCommit(false);
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try (Statement statement = connection.createStatement()) {
                                statement.execute(sql);
                            } catch (SQLException e) {
                                // Ended by close().
                            }
                        });
    }

    @Override
    public void close() throws Exception {
        connections.getFirst().rollback();
        for (int i = 0; i < threads.size(); i++) {
            threads.get(i).join(10);
        }
        for (Connection connection : connections) {
            connection.abort(Runnable::run);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
