package dev.belay.db.sqlite;

import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.DoublePredicate;

/**
 * SQLite's own backup, into a database in use. The driver's answer is worth nothing: it is 0 when
 * others kept the database locked as well, and an exception in its observer ends nothing.
 */
public final class OnlineRestore {
    private static final int STEP = 500;

    /** SQLite's own number for a file that could not be written. */
    private static final int IO = 10;

    private final Statement source;
    private final DoublePredicate further;
    private boolean begun;
    private boolean done;
    private boolean ended;

    private OnlineRestore(Statement source, DoublePredicate further) {
        this.source = source;
        this.further = further;
    }

    /**
     * Makes the database be like a file, page by page in one write transaction: others see all of
     * it or nothing, and so does a start after a crash.
     *
     * @param connection to the database, in no transaction; its busy timeout is waited for at the
     *     beginning
     * @param from a database of the same page size, without a write-ahead log, that nobody else
     *     uses
     * @param further hears the share that is done, 0 to 1; false takes all of it back
     * @return false if others did not let it begin, or it was ended; nothing was done
     * @throws SQLException if it failed; nothing was done
     */
    public static boolean restore(Connection connection, Path from, DoublePredicate further)
            throws SQLException {
        try (Connection reader =
                        DriverManager.getConnection("jdbc:sqlite:" + new SqliteFile(from).uri());
                Statement statement = reader.createStatement()) {
            OnlineRestore restore = new OnlineRestore(statement, further);
            DB database = connection.unwrap(SQLiteConnection.class).getDatabase();
            database.restore("main", from.toString(), restore::stepped, 1, 0, STEP);
            if (restore.begun && !restore.done && !restore.ended) {
                throw new SQLException("the file could not be written", null, IO);
            }
            return restore.done;
        }
    }

    /** Told after each step that went well; the last one has committed. */
    private void stepped(int left, int of) {
        begun = true;
        done = left == 0;
        if (!done && !ended && !further.test(of == 0 ? 1 : (of - left) / (double) of)) {
            ended = shut();
        }
    }

    /** A source that is locked by another ends the driver's loop, and SQLite takes all back. */
    private boolean shut() {
        try {
            source.execute("begin exclusive");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
