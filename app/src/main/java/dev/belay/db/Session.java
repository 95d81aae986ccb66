package dev.belay.db;

import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An open connection to a target, and who answered. Used by one thread at a time; {@link #abort} by
 * any.
 */
public final class Session implements AutoCloseable {

    /** Makes one value of the current row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Dialect dialect;
    private final Target target;
    private final Connection connection;
    private final Purpose purpose;
    private final AutoCloseable under;
    private final Identity identity;
    private volatile @Nullable PreparedStatement running;
    private Duration waited = Duration.ZERO;
    private int statements;

    Session(
            Dialect dialect,
            Target target,
            Connection connection,
            Purpose purpose,
            AutoCloseable under)
            throws SQLException {
        this.dialect = dialect;
        this.target = target;
        this.connection = connection;
        this.purpose = purpose;
        this.under = under;
        // identify() may ask questions that have no version yet: they use the lowest file.
        this.identity = dialect.identify(this);
    }

    public Target target() {
        return target;
    }

    public Dialect dialect() {
        return dialect;
    }

    public Connection connection() {
        return connection;
    }

    public Purpose purpose() {
        return purpose;
    }

    @SuppressWarnings("NullAway") // null only while identify() runs
    public Identity identity() {
        return identity;
    }

    @SuppressWarnings("NullAway") // null only while identify() runs
    private int major() {
        return identity == null ? 0 : identity.version().major();
    }

    /** True if this engine, at this version, has an answer to the question. */
    public boolean can(String question) {
        return Sql.find(target.engine(), major(), question).isPresent();
    }

    /** All rows of a question's answer; arguments fill its {@code ?}. */
    public <T> List<T> all(String question, Row<T> row, @Nullable Object... arguments)
            throws SQLException {
        String sql =
                Sql.find(target.engine(), major(), question)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                target.engine() + " has no question " + question));
        return select(sql, row, arguments);
    }

    /** The one row of a question's answer. */
    public <T> T one(String question, Row<T> row, @Nullable Object... arguments)
            throws SQLException {
        List<T> rows = all(question, row, arguments);
        if (rows.size() != 1) {
            throw new SQLException(question + " gave " + rows.size() + " rows, not 1");
        }
        return rows.getFirst();
    }

    /**
     * All rows of a statement that is not in a file, because identifiers had to be quoted into it.
     */
    public <T> List<T> select(String sql, Row<T> row, @Nullable Object... arguments)
            throws SQLException {
        long start = System.nanoTime();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            running = statement;
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            List<T> rows = new ArrayList<>();
            try (Guard _ = dialect.guard(statement, purpose);
                    ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row.read(result));
                }
            }
            return rows;
        } finally {
            running = null;
            waited = waited.plusNanos(System.nanoTime() - start);
            statements++;
        }
    }

    /** How long this session has waited for answers in all: what it cost the target at most. */
    public Duration waited() {
        return waited;
    }

    /** How many statements this session has asked. */
    public int statements() {
        return statements;
    }

    /**
     * Asks the engine to stop the statement that runs now, if any. May itself block up to the
     * cancel deadline.
     */
    public void cancel() throws SQLException {
        PreparedStatement statement = running;
        if (statement != null) {
            statement.cancel();
        }
    }

    /** Ends the connection without waiting for the server. */
    public void abort() {
        dialect.abort(connection);
        closeUnder(under);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // A connection that cannot be closed is already broken; what it read has been read.
        }
        closeUnder(under);
    }

    static void closeUnder(AutoCloseable under) {
        try {
            under.close();
        } catch (Exception e) {
            // The forward under the connection ends with the process at the latest.
        }
    }
}
