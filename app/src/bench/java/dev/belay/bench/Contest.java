package dev.belay.bench;

import dev.belay.testing.PostgresServer;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/** A session that holds a row, and another one that is about to wait for it. */
final class Contest implements AutoCloseable {
    private static final String WRITE = "UPDATE contended SET n = n";

    private final Connection holder;
    private final Connection waiter;
    private final long pid;
    private Thread waiting;

    Contest(PostgresServer server, String database) throws SQLException {
        holder = server.admin(database);
        waiter = server.admin(database);
        holder.setAutoCommit(false);
        waiter.setAutoCommit(false);
        pid = Backends.of(waiter);
        // What is left is the statement that waits, and not the beginning of its transaction.
        write(holder);
    }

    private static void write(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(WRITE);
        }
    }

    /** Of the one that waits. */
    long pid() {
        return pid;
    }

    /** Returns the moment before the statement was sent, by this machine's clock of nanoseconds. */
    long begin() {
        CompletableFuture<Long> sent = new CompletableFuture<>();
        waiting =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    sent.complete(System.nanoTime());
                                    try {
                                        write(waiter);
                                    } catch (SQLException e) {
                                        throw new IllegalStateException(e);
                                    }
                                });
        return sent.join();
    }

    /** Nobody waits any more. */
    void end() throws Exception {
        holder.rollback();
        waiting.join();
        waiter.rollback();
    }

    @Override
    public void close() throws SQLException {
        holder.close();
        waiter.close();
    }
}
