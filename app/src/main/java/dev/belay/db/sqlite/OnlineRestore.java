package dev.belay.db.sqlite;

import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.DoublePredicate;

/** SQLite's own backup, into a database in use. */
public final class OnlineRestore {
    private OnlineRestore() {}

    /**
     * Makes the database be like a file, page by page in one write transaction: others see all of
     * it or nothing, and so does a start after a crash.
     *
     * @param connection to the database, in no transaction; its busy timeout is waited for at the
     *     beginning
     * @param from a database of the same page size that nobody else uses
     * @param further hears the share that is done, 0 to 1; false takes all of it back
     * @return false if others did not let it begin, and nothing was done
     * @throws SQLException if it failed or was ended; nothing was done
     */
    public static boolean restore(Connection connection, Path from, DoublePredicate further)
            throws SQLException {
        int code;
        try {
            code =
                    connection
                            .unwrap(SQLiteConnection.class)
                            .getDatabase()
                            .restore(
                                    "main",
                                    from.toString(),
                                    (left, of) -> OnlineCopy.look(further, left, of),
                                    1,
                                    0,
                                    OnlineCopy.STEP);
        } catch (OnlineCopy.CutOffException e) {
            throw new SQLException("cut off", "57014", SQLiteErrorCode.SQLITE_INTERRUPT.code, e);
        }
        // The driver reports what went wrong by a number, not by an exception.
        int plain = code & 0xff;
        if (plain == SQLiteErrorCode.SQLITE_BUSY.code
                || plain == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return false;
        }
        if (code != SQLiteErrorCode.SQLITE_OK.code && code != SQLiteErrorCode.SQLITE_DONE.code) {
            throw new SQLException(SQLiteErrorCode.getErrorCode(code).message, null, code);
        }
        return true;
    }
}
