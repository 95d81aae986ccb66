package dev.belay.watch.check;

import dev.belay.db.Metric;
import dev.belay.db.Vitals;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Thresholds;
import dev.belay.watch.Check;
import dev.belay.watch.Status;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
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
    public boolean overtaken(Check answer, Vitals reading, Thresholds lines) {
        OptionalDouble processes = reading.get(Metric.PROCESSES);
        if (processes.isPresent()) {
            return !processes(processes.getAsDouble()).equals(answer.value());
        }
        return answer.troubles() || !Level.OK.equals(Level.of(reading, lines));
    }

    @Override
    public Object sign(Vitals reading, Thresholds lines) {
        return Level.of(reading, lines);
    }

    /** Which lines a reading's connections are above. */
    private record Level(boolean warn, boolean limit, boolean full) {
        static final Level OK = new Level(false, false, false);

        static Level of(Vitals reading, Thresholds lines) {
            double connections = reading.orNaN(Metric.CONNECTIONS);
            return new Level(
                    connections > lines.poolWarn(),
                    connections > lines.poolLimit(),
                    connections > FULL_WARN * reading.orNaN(Metric.MAX_CONNECTIONS));
        }
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
                        processes(processes.getAsDouble()),
                        Messages.text("check.connections.file"));
    }

    private static String processes(double number) {
        return Messages.text("check.connections.processes", (long) number);
    }

    /**
     * Those who are here, against a limit.
     *
     * @param reserved places that ordinary roles cannot have
     * @param here those of this database
     */
    private record Crowd(int clients, int most, int reserved, int here) {
        int open() {
            return most - reserved;
        }

        /** Reads the server's crowd, or the database's own where that is nearer to its limit. */
        static Crowd read(ResultSet row) throws SQLException {
            int here = row.getInt("here");
            Crowd server =
                    new Crowd(
                            row.getInt("clients"),
                            row.getInt("most"),
                            row.getInt("reserved"),
                            here);
            int mostHere = row.getInt("most_here");
            return row.wasNull() || (long) server.clients * mostHere > (long) here * server.open()
                    ? server
                    : new Crowd(here, mostHere, 0, here);
        }

        boolean nearlyFull() {
            return clients > FULL_WARN * open();
        }
    }

    private static Finding server(CheckContext context) throws SQLException {
        Crowd crowd = context.session().one("connection-limits", Crowd::read);
        Thresholds lines = context.thresholds();
        Status status = Status.OK;
        if (crowd.clients > lines.poolLimit() || crowd.clients >= crowd.open()) {
            status = Status.FAIL;
        } else if (crowd.clients > lines.poolWarn() || crowd.nearlyFull()) {
            status = Status.WARN;
        }
        return new Finding(
                status,
                Messages.text(
                        "check.connections.of",
                        Integer.toString(crowd.clients),
                        Integer.toString(crowd.most)),
                detail(crowd, lines, context.trend().crowded()));
    }

    private static String detail(Crowd crowd, Thresholds lines, @Nullable Duration crowded) {
        if (crowd.nearlyFull()) {
            int left = Math.max(0, crowd.open() - crowd.clients);
            return Messages.text("check.connections.left", left, crowd.reserved);
        }
        if (crowd.clients > lines.poolLimit()) {
            return Messages.text("check.connections.limit", lines.poolLimit());
        }
        if (crowd.clients > lines.poolWarn()) {
            return crowded == null || crowded.compareTo(Trend.SHORTEST) < 0
                    ? Messages.text("check.connections.above", lines.poolWarn())
                    : Messages.text(
                            "check.connections.above_for",
                            lines.poolWarn(),
                            Units.duration(crowded.truncatedTo(ChronoUnit.MINUTES)));
        }
        return Messages.text("check.connections.ok", crowd.here, crowd.reserved);
    }
}
