package dev.belay.watch.check;

import dev.belay.db.Metric;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Thresholds;
import dev.belay.watch.Status;

import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalDouble;

/** How many are connected, and how many more may be? For a file: how many processes have it. */
final class ConnectionsCheck implements HealthCheck {
    /** Above this share of the places ordinary roles have, a burst finds the door closed. */
    static final double FULL_WARN = 0.9;

    @Override
    public String name() {
        return "connections";
    }

    @Override
    public Finding find(CheckContext context) throws SQLException {
        return context.session().can("connection-limits") ? server(context) : file(context);
    }

    private static Finding file(CheckContext context) {
        OptionalDouble processes = context.vitals().get(Metric.PROCESSES);
        return processes.isEmpty()
                ? Finding.unknown(Messages.text("check.connections.untold"))
                : Finding.ok(
                        Messages.text(
                                "check.connections.processes", (long) processes.getAsDouble()),
                        Messages.text("check.connections.file"));
    }

    /**
     * @param here those of this database, which is what the pool's lines are about
     * @param most the server's limit or the database's own lower one
     */
    private record Crowd(int clients, int here, int most, int reserved) {}

    private static Finding server(CheckContext context) throws SQLException {
        Crowd crowd =
                context.session()
                        .one(
                                "connection-limits",
                                row -> {
                                    int most = row.getInt("most");
                                    int mostHere = row.getInt("most_here");
                                    boolean own = !row.wasNull() && mostHere < most;
                                    int here = row.getInt("here");
                                    return own
                                            ? new Crowd(here, here, mostHere, 0)
                                            : new Crowd(
                                                    row.getInt("clients"),
                                                    here,
                                                    most,
                                                    row.getInt("reserved"));
                                });
        return new Finding(
                status(crowd, context.thresholds()),
                Messages.text(
                        "check.connections.of",
                        Integer.toString(crowd.clients),
                        Integer.toString(crowd.most)),
                detail(crowd, context));
    }

    private static Status status(Crowd crowd, Thresholds thresholds) {
        int open = crowd.most - crowd.reserved;
        if (crowd.here > thresholds.poolLimit() || crowd.clients >= open) {
            return Status.FAIL;
        }
        return crowd.here > thresholds.poolWarn() || crowd.clients > FULL_WARN * open
                ? Status.WARN
                : Status.OK;
    }

    private static String detail(Crowd crowd, CheckContext context) {
        Thresholds lines = context.thresholds();
        int left = Math.max(0, crowd.most - crowd.reserved - crowd.clients);
        if (crowd.clients > FULL_WARN * (crowd.most - crowd.reserved)) {
            return Messages.text("check.connections.left", left, crowd.reserved);
        }
        if (crowd.here > lines.poolLimit()) {
            return Messages.text("check.connections.limit", lines.poolLimit());
        }
        if (crowd.here > lines.poolWarn()) {
            Duration since = context.trend().crowded();
            return since == null || since.compareTo(Trend.SHORTEST) < 0
                    ? Messages.text("check.connections.above", lines.poolWarn())
                    : Messages.text(
                            "check.connections.above_for",
                            lines.poolWarn(),
                            Units.duration(
                                    since.truncatedTo(java.time.temporal.ChronoUnit.MINUTES)));
        }
        return Messages.text("check.connections.ok", crowd.here, crowd.reserved);
    }
}
