package dev.belay.operation;

import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Somebody who is connected to a database.
 *
 * @param started when the session began, as the server writes it; null if that is hidden
 * @param state as the server has it; empty if that is hidden
 * @param transaction how long its transaction has been open; null if there is none, or it is hidden
 */
record Guest(
        int pid,
        @Nullable String started,
        String user,
        String application,
        String state,
        @Nullable Duration transaction,
        boolean superuser,
        boolean own) {
    /** Nothing it did can be lost any more: it waits, or its transaction has failed already. */
    private static final List<String> IDLE = List.of("idle", "idle in transaction (aborted)");

    /** All that are connected to a database, but the session that asks. */
    static List<Guest> of(Session session, String database) throws SQLException {
        return session.all("restore-sessions", Guest::read, database);
    }

    private static Guest read(ResultSet row) throws SQLException {
        long seconds = row.getLong("seconds");
        boolean open = !row.wasNull();
        return new Guest(
                row.getInt("pid"),
                row.getString("started"),
                row.getString("username"),
                row.getString("application"),
                row.getString("state"),
                open ? Duration.ofSeconds(Math.max(0, seconds)) : null,
                row.getBoolean("super"),
                row.getBoolean("own"));
    }

    /** True if it may be in the middle of something; what is hidden may be. */
    boolean busy() {
        return !IDLE.contains(state);
    }

    /**
     * True if it is the one that claims the database for that operation: who asks this holds the
     * claim, and gives it back before others are sent out. It may be on its way out still.
     */
    boolean claims(String operation) {
        return application.startsWith(Purpose.applicationName(Operator.holding(operation)));
    }

    /** The same session, however often it is looked at. */
    String key() {
        return pid + " " + started;
    }

    /** Who it is and what it does: {@code pid 4711, psql of ana, idle}. */
    String words() {
        String named = application.isEmpty() ? Messages.text("preflight.nameless") : application;
        return Messages.text("restore.guest", Integer.toString(pid), named, user, doing());
    }

    private String doing() {
        if (!busy()) {
            return Messages.text("restore.guest.idle");
        }
        if (state.isEmpty()) {
            return Messages.text("restore.guest.hidden");
        }
        return transaction == null
                ? Messages.text("restore.guest.active")
                : Messages.text("restore.guest.transaction", Units.duration(transaction));
    }
}
