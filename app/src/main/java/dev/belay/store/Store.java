package dev.belay.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.message.Units;

import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Belay's own database: an embedded SQLite file that several processes share. Readers do not wait
 * for the writer; within a process there is one writer at a time. Calls may block up to 10 s for
 * another process's write, so they belong on a platform thread, and never on the JavaFX thread.
 */
public final class Store implements AutoCloseable {
    private static final int CONNECTIONS = 3;

    // https://www.sqlite.org/rescode.html
    private static final int SQLITE_FULL = 13;

    private final Path file;
    private final StoreNotices notices;
    private final StoreConnections connections;
    private @Nullable HikariDataSource pool;
    private @Nullable Jdbi jdbi;
    private boolean closed;
    private final ReentrantLock writer = new ReentrantLock(true);

    private Store(Path file, StoreNotices notices, StoreConnections connections) {
        this.file = file;
        this.notices = notices;
        this.connections = connections;
    }

    /**
     * Opens the store, making or migrating it where that is due.
     *
     * @throws BelayException with {@link ExitCode#INCOMPATIBLE} if it was written by a newer Belay,
     *     is read-only, or a shared store is asked for
     */
    public static Store open(Surroundings around) {
        if (around.get("BELAY_STORE_URL") != null) {
            throw Problem.of("store.shared", "BELAY_STORE_URL", ExitCode.INCOMPATIBLE)
                    .asException();
        }
        Path path = Home.of(around).create().store();
        StoreFile file = new StoreFile(path);
        file.prepare();
        StoreConnections connections = file.connections();
        return new Store(path, file.notices(), connections);
    }

    /** Made when it is first asked for: the first picture of a start needs no pool. */
    private synchronized Jdbi jdbi() {
        if (closed) {
            throw new ConnectionException(new SQLException("the store is closed"));
        }
        Jdbi made = jdbi;
        if (made == null) {
            HikariDataSource source = new HikariDataSource(values(connections));
            pool = source;
            made = Jdbi.create(source);
            jdbi = made;
        }
        return made;
    }

    private static HikariConfig values(StoreConnections connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("belay-store");
        config.setDataSource(connections);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(3_000);
        config.setValidationTimeout(1_000);
        config.setIdleTimeout(120_000);
        config.setKeepaliveTime(60_000);
        config.setMaxLifetime(300_000);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /**
     * What everybody has to be told who opens it, the oldest first: the file was corrupt and was
     * moved aside, or there was a store before and it is gone. Until {@link #acknowledge} is
     * called.
     */
    public List<Problem> notices() {
        try {
            return notices.all();
        } catch (IOException e) {
            throw unread(e);
        }
    }

    /** Somebody knows of what was told. */
    public void acknowledge() {
        try {
            notices.forget();
        } catch (IOException e) {
            throw unread(e);
        }
    }

    private BelayException unread(IOException e) {
        String why = Reason.of(e, file);
        return new Problem("store.failed", file.toString(), why, ExitCode.FAILED).asException(e);
    }

    public Path file() {
        return file;
    }

    /**
     * Reads, without a transaction.
     *
     * @throws BelayException if the store does not answer
     */
    public <T extends @Nullable Object, X extends Exception> T read(HandleCallback<T, X> work)
            throws X {
        try {
            return jdbi().withHandle(work);
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    /**
     * The rows of a question, by a connection of its own.
     *
     * @param arguments for the question marks, in their order
     * @throws BelayException if the store does not answer
     */
    public <T> List<T> rows(String sql, Rows.Reader<T> reader, Object... arguments) {
        try (Connection connection = connections.getConnection()) {
            return Rows.of(connection, sql, reader, arguments);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Writes in one transaction, which takes the file's write lock at its beginning; all of it or
     * nothing.
     *
     * @throws BelayException if the store does not answer or cannot be written
     */
    public <T extends @Nullable Object, X extends Exception> T write(HandleCallback<T, X> work)
            throws X {
        writer.lock();
        try {
            return jdbi().inTransaction(work);
        } catch (JdbiException e) {
            throw failed(e);
        } finally {
            writer.unlock();
        }
    }

    /**
     * A sight of what is written from now on; whoever asks for it closes it.
     *
     * @throws BelayException if the store does not answer
     */
    public Sight sight() {
        try {
            return new Sight(this, connections.getConnection());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    BelayException failed(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof SQLException sql && (sql.getErrorCode() & 0xFF) == SQLITE_FULL) {
            return Problem.of("store.full", file.toString(), ExitCode.FAILED, free())
                    .asException(e);
        }
        String why = Reason.of(e, file);
        return new Problem("store.failed", file.toString(), why, ExitCode.FAILED).asException(e);
    }

    private String free() {
        try {
            return Units.size(Files.getFileStore(file).getUsableSpace());
        } catch (IOException e) {
            return "?";
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pool != null) {
            pool.close();
        }
    }
}
