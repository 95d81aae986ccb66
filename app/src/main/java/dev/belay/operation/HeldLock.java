package dev.belay.operation;

import dev.belay.activity.Party;
import dev.belay.db.ServerWords;
import dev.belay.db.Session;
import dev.belay.lint.LockMode;
import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A lock on a table that a session, or a prepared transaction, holds or waits for.
 *
 * @param gid a prepared transaction's name, which has no process
 * @param state as the server says, {@code idle in transaction}; null where the role may not see it
 * @param age how long its transaction is open; null where unknown
 * @param waits how long it has waited for the lock; null if it holds it
 */
record HeldLock(
        long oid,
        LockMode mode,
        int pid,
        @Nullable String gid,
        String application,
        String user,
        @Nullable String state,
        @Nullable Duration age,
        @Nullable Duration waits) {
    private static final Duration BRIEF = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    /** All on these relations but the session that asks. */
    static List<HeldLock> of(Session session, List<Long> oids) throws SQLException {
        return session.all("preflight-locks", HeldLock::read, (Object) oids.toArray(Long[]::new));
    }

    /** For whom the work of an operation waits, in words. */
    static List<String> waitedFor(Session session) throws SQLException {
        return session.can("work-waits")
                ? session.all("work-waits", row -> blocker(row).text())
                : List.of();
    }

    /** Who has read before now and is still in its transaction, longest first. */
    static List<HeldLock> snapshots(Session session) throws SQLException {
        return session.all("preflight-snapshots", HeldLock::blocker);
    }

    private static HeldLock blocker(ResultSet row) throws SQLException {
        return new HeldLock(
                0,
                LockMode.ACCESS_SHARE,
                row.getInt("pid"),
                null,
                ServerWords.tame(row.getString("application")),
                ServerWords.tame(row.getString("username")),
                row.getString("state"),
                seconds(row, "age"),
                null);
    }

    private static HeldLock read(ResultSet row) throws SQLException {
        LockMode mode = LockMode.ofServer(row.getString("mode"));
        boolean waits = !row.getBoolean("granted");
        Duration waited = seconds(row, "waited");
        return new HeldLock(
                row.getLong("oid"),
                mode == null ? LockMode.ACCESS_EXCLUSIVE : mode,
                row.getInt("pid"),
                row.getString("gid"),
                ServerWords.tame(row.getString("application")),
                ServerWords.tame(row.getString("username")),
                row.getString("state"),
                seconds(row, "age"),
                // It is null for the first moments of a wait.
                waits ? (waited == null ? Duration.ZERO : waited) : null);
    }

    private static @Nullable Duration seconds(ResultSet row, String column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? null : Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** Who that is, and what it does to a table of that name. */
    Holder holder(String table) {
        String doing =
                waits == null
                        ? Messages.text("preflight.holds", mode.sql(), table, since())
                        : Messages.text(
                                "preflight.awaits", mode.sql(), table, Units.duration(waits));
        String who =
                gid == null
                        ? Messages.text("preflight.pid", Integer.toString(pid))
                        : Messages.text("preflight.gid");
        return new Holder(
                who, gid == null ? name() : ServerWords.tame(gid), doing, text(), severity());
    }

    /** Who that is, if all that is known is that it has read before. */
    Holder reader() {
        return new Holder(
                Messages.text("preflight.pid", Integer.toString(pid)),
                name(),
                Messages.text("preflight.snapshot", since()),
                text(),
                severity());
    }

    /** What ends by itself within a minute is hardly in the way. */
    private Finding.Severity severity() {
        if (gid != null || waits != null || (age != null && age.compareTo(LONG) >= 0)) {
            return Finding.Severity.SEVERE;
        }
        // One that nobody can see the age of is no worse than one that is.
        return age != null && age.compareTo(BRIEF) < 0
                ? Finding.Severity.NOTE
                : Finding.Severity.WARN;
    }

    private String name() {
        String who = user.isEmpty() ? "" : Messages.text("preflight.user", user);
        return (application.isEmpty() ? Messages.text("preflight.nameless") : application) + who;
    }

    /** {@code pid 4711, pg_dump of ana, idle in transaction for 12 min}. */
    String text() {
        if (gid != null) {
            return Messages.text("preflight.prepared", ServerWords.tame(gid), user, open());
        }
        String id = Integer.toString(pid);
        if (waits != null) {
            return Messages.text("preflight.waits", id, name(), Units.duration(waits));
        }
        if (hidden()) {
            return Messages.text("preflight.hidden", id, name());
        }
        return Messages.text(idle() ? "preflight.idle" : "preflight.active", id, name(), open());
    }

    private boolean idle() {
        return Party.idleInTransaction(state);
    }

    private boolean hidden() {
        return state == null && age == null;
    }

    private String since() {
        return Messages.text(idle() ? "preflight.since.idle" : "preflight.since", open());
    }

    private String open() {
        return age == null ? Messages.text("preflight.unknown") : Units.duration(age);
    }
}
