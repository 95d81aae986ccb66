package dev.belay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A server's processes, on this machine. */
final class Backends {
    private Backends() {}

    /** CPU time that one has used so far, in milliseconds; of the system's own account. */
    static double cpu(long pid) throws IOException {
        String[] numbers =
                Files.readString(Path.of("/proc", Long.toString(pid), "schedstat")).split(" ");
        return Long.parseLong(numbers[0]) / 1e6;
    }

    static double cpu(List<Long> pids) throws IOException {
        double sum = 0;
        for (long pid : pids) {
            sum += cpu(pid);
        }
        return sum;
    }

    /** Those of applications whose name begins so, the oldest first. */
    static List<Long> of(Connection admin, String application) throws SQLException {
        List<Long> pids = new ArrayList<>();
        try (PreparedStatement statement =
                admin.prepareStatement(
                        "SELECT pid FROM pg_stat_activity WHERE application_name LIKE ?"
                                + " ORDER BY backend_start")) {
            statement.setString(1, application + "%");
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    pids.add(result.getLong(1));
                }
            }
        }
        return pids;
    }

    /** The one that serves a connection. */
    static long of(Connection connection) throws SQLException {
        return number(connection, "SELECT pg_backend_pid()");
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /**
     * Asks, and reads the answer.
     *
     * @return how many rows
     */
    static int rows(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            int rows = 0;
            while (result.next()) {
                rows++;
                result.getString(2);
            }
            return rows;
        }
    }
}
