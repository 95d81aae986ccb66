package dev.belay.watch.check;

import dev.belay.db.ServerWords;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.watch.Status;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** How far behind is this standby; or, on a primary, how far are those that follow it? */
final class ReplicationCheck implements HealthCheck {
    /** Readers on the standby begin to see yesterday's truth. */
    static final Duration WARN = Duration.ofSeconds(10);

    /** Failing over now would lose a minute. */
    static final Duration FAIL = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "replication";
    }

    @Override
    public @Nullable Finding find(CheckContext context) throws SQLException {
        if (!context.session().can("standby-lag")) {
            return null;
        }
        Finding standby =
                context.session().all("standby-lag", ReplicationCheck::standby).getFirst();
        return standby.status() == Status.UNKNOWN
                ? context.session().one("standbys", row -> primary(row, context))
                : standby;
    }

    /** The standby's own side; unknown where this is a primary. */
    private static Finding standby(ResultSet row) throws SQLException {
        if (!row.getBoolean("standby")) {
            return Finding.unknown("");
        }
        Duration lag = Words.seconds(row, "lag");
        // A standby that has replayed nothing yet has no lag, but may well be paused or cut off.
        String value =
                lag == null ? Messages.text("check.replication.no_value") : Units.duration(lag);
        if (row.getBoolean("paused")) {
            return Finding.warn(value, Messages.text("check.replication.paused"));
        }
        if (!row.getBoolean("receiving")) {
            return Finding.warn(value, Messages.text("check.replication.cut"));
        }
        return lag == null
                ? Finding.warn(value, Messages.text("check.replication.nothing"))
                : new Finding(status(lag), value, Messages.text("check.replication.behind"));
    }

    private static Finding primary(ResultSet row, CheckContext context) throws SQLException {
        int standbys = row.getInt("standbys");
        if (standbys == 0) {
            return Finding.ok(
                    Messages.text("check.replication.no_value"),
                    Messages.text("check.replication.none"));
        }
        if (row.getInt("hidden") > 0) {
            return Finding.notPermitted(context.target());
        }
        Duration lag = Words.seconds(row.getDouble("lag"));
        int streaming = row.getInt("streaming");
        if (streaming < standbys) {
            return new Finding(
                    status(lag) == Status.FAIL ? Status.FAIL : Status.WARN,
                    Units.duration(lag),
                    Messages.text("check.replication.catching_up", streaming, standbys));
        }
        return new Finding(
                status(lag),
                Units.duration(lag),
                status(lag) == Status.OK
                        ? Messages.text("check.replication.streaming", standbys)
                        : Messages.text(
                                "check.replication.slowest",
                                standbys,
                                ServerWords.tame(row.getString("slowest"))));
    }

    private static Status status(Duration lag) {
        if (lag.compareTo(FAIL) >= 0) {
            return Status.FAIL;
        }
        return lag.compareTo(WARN) >= 0 ? Status.WARN : Status.OK;
    }
}
