package dev.belay.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What was found in the store's file before it is used. */
enum Condition {
    /** At the newest version, in WAL mode, writable. */
    READY,
    /** New, or written by an older Belay. */
    BEHIND,
    /** Written by a newer Belay. */
    NEWER,
    /** No database, or a broken one. */
    CORRUPT,
    /** Nothing can be written to it. */
    READ_ONLY;

    // SQLite's primary result codes: https://www.sqlite.org/rescode.html
    private static final int SQLITE_READONLY = 8;
    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_CANTOPEN = 14;
    private static final int SQLITE_NOTADB = 26;

    /** Up to this size the whole file is checked at each start, which takes some 20 ms. */
    private static final long CHECKED_SIZE = 16_000_000;

    /**
     * Looks at a file that exists. It is never opened by anything but SQLite.
     *
     * @throws SQLException for whatever is not one of the conditions: the disk, a lock that stays
     */
    static Condition of(Path file, StoreConnections connections, int newest)
            throws SQLException, IOException {
        long size = Files.size(file);
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            if (size <= CHECKED_SIZE && !"ok".equals(text(statement, "PRAGMA quick_check(1)"))) {
                return CORRUPT;
            }
            int version = version(statement);
            if (version > newest) {
                return NEWER;
            }
            statement.execute("BEGIN IMMEDIATE");
            // On a read-only file BEGIN IMMEDIATE succeeds; only a write tells.
            statement.execute("PRAGMA user_version = 1");
            statement.execute("ROLLBACK");
            boolean wal = "wal".equals(text(statement, "PRAGMA journal_mode"));
            return version == newest && wal ? READY : BEHIND;
        } catch (SQLException e) {
            return switch (e.getErrorCode() & 0xFF) {
                case SQLITE_CORRUPT, SQLITE_NOTADB -> CORRUPT;
                case SQLITE_READONLY, SQLITE_CANTOPEN -> READ_ONLY;
                default -> throw e;
            };
        }
    }

    private static int version(Statement statement) throws SQLException {
        String history = "SELECT count(*) FROM sqlite_schema WHERE name = 'flyway_schema_history'";
        if ("0".equals(text(statement, history))) {
            return 0;
        }
        return Integer.parseInt(
                text(
                        statement,
                        "SELECT coalesce(max(CAST(version AS INTEGER)), 0)"
                                + " FROM flyway_schema_history WHERE success"));
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        }
    }
}
