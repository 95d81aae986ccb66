package dev.belay.db.postgresql;

import dev.belay.db.Deadline;
import dev.belay.db.Guard;
import dev.belay.db.Purpose;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A read-only transaction of one statement. Behind a pooler no setting of the session may be made:
 * it would stay on the backend and meet the application's next transaction there.
 */
final class PooledGuard implements Guard {
    private final Connection connection;
    private final Deadline deadline;

    PooledGuard(Statement statement, Purpose purpose) throws SQLException {
        connection = statement.getConnection();
        // With these two pgjdbc sends BEGIN READ ONLY in one packet with the statement.
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        deadline = new Deadline(statement, purpose.statement());
    }

    @Override
    public void close() throws SQLException {
        deadline.close();
        try {
            connection.commit();
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }
}
