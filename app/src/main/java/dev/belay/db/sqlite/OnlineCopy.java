package dev.belay.db.sqlite;

import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.DoublePredicate;

/** SQLite's own backup of a database in use. */
public final class OnlineCopy {
    /** So many pages between two looks at a wish to end it: a few milliseconds. */
    private static final int STEP = 1000;

    private OnlineCopy() {}

    /**
     * Copies the database page by page, as the connection's open transaction sees it: since that
     * holds its snapshot, no writer makes the copy begin again.
     *
     * @param connection in a transaction that has read something
     * @param to an empty file
     * @param further hears the share that is done, 0 to 1; false ends the copy
     * @throws SQLException if it ended early, for whatever reason
     */
    public static void copy(Connection connection, Path to, DoublePredicate further)
            throws SQLException {
        // The driver reports a copy that broke off by a number, not by an exception.
        int code;
        try {
            code =
                    connection
                            .unwrap(SQLiteConnection.class)
                            .getDatabase()
                            .backup(
                                    "main",
                                    to.toString(),
                                    (left, of) -> look(further, left, of),
                                    10,
                                    1000,
                                    STEP);
        } catch (CutOffException e) {
            throw new SQLException("cut off", "57014", SQLiteErrorCode.SQLITE_INTERRUPT.code, e);
        }
        if (code != SQLiteErrorCode.SQLITE_OK.code) {
            throw new SQLException(SQLiteErrorCode.getErrorCode(code).message, "58030", code);
        }
    }

    private static void look(DoublePredicate further, int left, int of) {
        if (!further.test(of == 0 ? 1 : (of - left) / (double) of)) {
            throw new CutOffException();
        }
    }

    /** The one way out of the driver's loop. */
    private static final class CutOffException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
