package dev.belay.store;

import dev.belay.message.BelayException;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Tells cheaply whether anybody has written to the store since it was asked last, in this process
 * or another. It has a connection of its own, since SQLite counts by the connection, and belongs to
 * one thread.
 */
public final class Sight implements AutoCloseable {
    private final Store store;
    private final Connection connection;
    private long seen = -1;

    Sight(Store store, Connection connection) {
        this.store = store;
        this.connection = connection;
    }

    /**
     * True at the first call, and whenever something was committed since the last one.
     *
     * @throws BelayException if the store does not answer
     */
    public boolean changed() {
        try (Statement statement = connection.createStatement();
                // https://www.sqlite.org/pragma.html#pragma_data_version
                ResultSet row = statement.executeQuery("PRAGMA data_version")) {
            long now = row.getLong(1);
            boolean changed = now != seen;
            seen = now;
            return changed;
        } catch (SQLException e) {
            throw store.failed(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw store.failed(e);
        }
    }
}
