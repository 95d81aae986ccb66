package dev.belay.db;

import dev.belay.target.Target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * An open connection to the admin console of a pooler, which knows commands of its own and no SQL.
 * Used by one thread at a time; {@link #abort} by any.
 */
public final class PoolerConsole implements AutoCloseable {
    private final Dialect dialect;
    private final Target target;
    private final Connection connection;
    private final AutoCloseable under;

    PoolerConsole(Dialect dialect, Target target, Connection connection, AutoCloseable under) {
        this.dialect = dialect;
        this.target = target;
        this.connection = connection;
        this.under = under;
    }

    /** Where it is. */
    public Target target() {
        return target;
    }

    /**
     * All rows of what a command shows. Blocks up to {@link Purpose#WATCH}'s deadline.
     *
     * @param command in the console's own words, nothing of it from outside
     */
    public <T> List<T> all(String command, Session.Row<T> row) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(command)) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row.read(result));
            }
            return rows;
        }
    }

    /** Tells in Belay's words why a command was not answered. */
    public ConnectFailure failure(SQLException failure) {
        return dialect.failure(target, failure);
    }

    /** Ends the connection without waiting for the console. */
    public void abort() {
        dialect.abort(connection);
        Session.closeUnder(under);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is broken already; what it showed has been read.
        }
        Session.closeUnder(under);
    }
}
