package dev.belay.activity;

import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads who is connected, in one round trip. */
public final class Activities {
    private Activities() {}

    /**
     * All sessions but this one; of a SQLite file the processes that hold locks on it. Empty where
     * that cannot be known.
     *
     * @throws SQLException also where the purpose's deadline ended it
     */
    public static Optional<List<Activity>> read(Session session) throws SQLException {
        return session.can("sessions")
                ? Optional.of(session.all("sessions", Activities::activity))
                : FileParties.of(session).map(FileParties::activities);
    }

    private static Activity activity(ResultSet row) throws SQLException {
        return new Activity(
                row.getInt("pid"),
                Columns.integer(row, "leader_pid"),
                Columns.line(row, "username"),
                Columns.line(row, "database"),
                Columns.line(row, "application"),
                row.getString("client"),
                row.getString("backend_type"),
                row.getString("state"),
                waits(row),
                row.getBoolean("hidden") ? null : row.getString("query"),
                Columns.started(row),
                new Activity.Ages(
                        Columns.millis(row, "xact_ms"),
                        Columns.millis(row, "query_ms"),
                        Columns.millis(row, "state_ms")),
                Columns.integer(row, "xid_age"),
                Columns.integer(row, "xmin_age"),
                Columns.integers(row, "blocked_by"),
                row.getBoolean("hidden"));
    }

    private static @Nullable String waits(ResultSet row) throws SQLException {
        String type = row.getString("wait_event_type");
        return type == null ? null : type + ": " + row.getString("wait_event");
    }
}
