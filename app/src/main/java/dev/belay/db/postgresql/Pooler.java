package dev.belay.db.postgresql;

import dev.belay.db.Sql;
import dev.belay.target.Engine;

import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * What stands between Belay and the server. The protocol tells a client the process id of its
 * backend; a pooler tells an invented one, which differs from the one the server itself names.
 */
enum Pooler {
    NONE,
    /** A backend for the whole session: locks and settings hold. */
    SESSION,
    /** A backend for each transaction, as of PgBouncer's {@code pool_mode = transaction}. */
    TRANSACTION;

    /** Opens another session on the same way. */
    @FunctionalInterface
    interface Second {
        Connection open() throws SQLException;
    }

    static Pooler between(Connection connection, Second second) throws SQLException {
        int told = connection.unwrap(PGConnection.class).getBackendPID();
        if (backend(connection) == told) {
            return NONE;
        }
        // Without named statements, which another backend would not know.
        connection.unwrap(PGConnection.class).setPrepareThreshold(0);
        try (Connection other = second.open()) {
            other.unwrap(PGConnection.class).setPrepareThreshold(0);
            return shared(connection, other) ? TRANSACTION : SESSION;
        } catch (SQLException e) {
            // Not found out: the careful answer.
            return TRANSACTION;
        }
    }

    /**
     * True if two open sessions were served by one backend, or one of them by two. Each is asked
     * twice in a row, since a pool that takes its backends in turn gives the same ones to sessions
     * that ask in turn.
     */
    private static boolean shared(Connection one, Connection other) throws SQLException {
        Set<Integer> ones = new HashSet<>();
        Set<Integer> others = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            ones.add(backend(one));
            ones.add(backend(one));
            others.add(backend(other));
            others.add(backend(other));
        }
        return ones.size() > 1 || others.size() > 1 || ones.equals(others);
    }

    private static int backend(Connection connection) throws SQLException {
        String sql = Sql.find(Engine.POSTGRESQL, 0, "backend").orElseThrow();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt("pid");
        }
    }
}
