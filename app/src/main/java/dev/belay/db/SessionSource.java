package dev.belay.db;

import dev.belay.target.Secret;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

import javax.sql.DataSource;

/**
 * Opens connections of one purpose for a library that asks for a {@link DataSource}, and remembers
 * them, so that all of them can be stopped or cut off from another thread. Every connection is made
 * by the dialect, with its deadlines.
 */
public final class SessionSource implements DataSource, AutoCloseable {
    private final Dialect dialect;
    private final Target target;
    private final @Nullable Secret password;
    private final Purpose purpose;
    private final Forwarding.Forward way;
    private final Set<Connection> opened = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    SessionSource(
            Dialect dialect,
            Target target,
            @Nullable Secret password,
            Purpose purpose,
            Forwarding.Forward way) {
        this.dialect = dialect;
        this.target = target;
        this.password = password;
        this.purpose = purpose;
        this.way = way;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (closed) {
            throw new SQLException("cut off", "57014");
        }
        Target as = purpose.acts() ? target.acting() : target;
        Connection connection = dialect.connect(way.reached(as), password, purpose);
        opened.removeIf(SessionSource::gone);
        opened.add(connection);
        if (closed) {
            dialect.abort(connection);
        }
        return connection;
    }

    private static boolean gone(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** What it connects to. */
    public Target target() {
        return target;
    }

    /** Opens a session on a connection of this source; closing it leaves the source open. */
    public Session session() throws ConnectException {
        try {
            return new Session(dialect, target, getConnection(), purpose, () -> {});
        } catch (SQLException e) {
            throw new ConnectException(dialect.failure(target, e), e);
        }
    }

    /** Asks the engine to stop whatever runs; may block for the cancel deadline a connection. */
    public void interrupt() {
        for (Connection connection : opened) {
            try {
                dialect.interrupt(connection);
            } catch (SQLException e) {
                // Closed meanwhile, or the server does not answer: then it is cut off later.
            }
        }
    }

    /** Ends every connection at once, and opens none any more; waits for no server. */
    public void abort() {
        closed = true;
        opened.forEach(dialect::abort);
        way.close();
    }

    /** Gives all connections back that whoever asked for them left open. */
    @Override
    public void close() {
        closed = true;
        for (Connection connection : opened) {
            try {
                connection.close();
            } catch (SQLException e) {
                // Broken already.
            }
        }
        way.close();
    }

    @Override
    public Connection getConnection(String user, String secret) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return Math.toIntExact(Purpose.LOGIN.toSeconds());
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!type.isInstance(this)) {
            throw new SQLException("not a " + type);
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
