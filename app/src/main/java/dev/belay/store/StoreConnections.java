package dev.belay.store;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;

/** Connections to the store's file, each with the settings its safety rests on. */
final class StoreConnections extends SQLiteDataSource {
    private static final int BUSY_TIMEOUT = 10_000;

    StoreConnections(Path file) {
        super(config());
        // As a URI: sqlite-jdbc would read what follows a ? in a plain path as pragmas.
        setUrl("jdbc:sqlite:" + file.toUri());
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.enforceForeignKeys(true);
        // 0 would break VACUUM, which attaches its copy.
        config.setPragma(Pragma.LIMIT_ATTACHED, "1");
        return config;
    }

    @Override
    @SuppressWarnings("NullAway") // a file has no user, and sqlite-jdbc wants null for that
    public SQLiteConnection getConnection() throws SQLException {
        return getConnection(null, null);
    }

    @Override
    public SQLiteConnection getConnection(String user, String password) throws SQLException {
        SQLiteConnection connection = super.getConnection(user, password);
        try (Statement statement = connection.createStatement()) {
            // sqlite-jdbc has no names for these two.
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA cell_size_check = ON");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
