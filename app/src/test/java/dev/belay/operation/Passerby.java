package dev.belay.operation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/**
 * A session in a transaction that is idle, or runs a query until a lock of the test's is let go.
 */
final class Passerby implements AutoCloseable {
    final Connection connection;
    final int pid;
    private CompletableFuture<String> running = CompletableFuture.completedFuture("");

    Passerby(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        pid = Integer.parseInt(ask("select pg_backend_pid()::text"));
    }

    /** Is in a transaction and does nothing. */
    Passerby idle() throws SQLException {
        ask("select 'idle'");
        return this;
    }

    /** Runs a query in a transaction, until nobody else has the lock. */
    Passerby runs(long lock) {
        running =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                ask("select pg_advisory_xact_lock(" + lock + ")::text");
                                return "";
                            } catch (SQLException e) {
                                return String.valueOf(e.getSQLState());
                            }
                        },
                        task -> Thread.ofPlatform().daemon().start(task));
        return this;
    }

    /** Waits for what runs, and ends the transaction. */
    void finish() throws SQLException {
        String failed = running.join();
        if (!failed.isEmpty()) {
            throw new SQLException("was hit", failed);
        }
        connection.commit();
    }

    private String ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** True if neither its session nor its transaction was touched. */
    boolean unhurt() {
        try {
            if (!running.join().isEmpty()) {
                return false;
            }
            ask("select 'here'");
            connection.commit();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
