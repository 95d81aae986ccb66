package dev.belay.activity;

import dev.belay.db.ServerWords;
import dev.belay.db.Session;
import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads who waits for whom, in one round trip. */
public final class Locks {
    private Locks() {}

    /**
     * Who waits for whom now; of a SQLite file, who holds its locks. Empty where that cannot be
     * known.
     *
     * @throws SQLException also where the purpose's deadline ended it
     */
    public static Optional<LockSample> read(Session session) throws SQLException {
        return session.can("lock-graph")
                ? Optional.of(graph(session))
                : FileParties.of(session, Instant.now());
    }

    private static LockSample graph(Session session) throws SQLException {
        List<Party> parties = new ArrayList<>();
        List<Instant> times =
                session.all(
                        "lock-graph",
                        row -> {
                            if (row.getObject("pid") != null) {
                                parties.add(party(row));
                            }
                            return Objects.requireNonNull(instant(row, "sampled_at"));
                        });
        return new LockSample(times.getFirst(), List.copyOf(parties));
    }

    private static Party party(ResultSet row) throws SQLException {
        return new Party(
                new Who(row.getInt("pid"), row.getString("gid")),
                line(row, "username"),
                line(row, "database"),
                line(row, "application"),
                row.getString("client"),
                row.getString("backend_type"),
                row.getString("state"),
                row.getString("query"),
                new Party.Started(
                        instant(row, "backend_start"),
                        instant(row, "xact_start"),
                        instant(row, "query_start")),
                millis(row, "xact_ms"),
                millis(row, "state_ms"),
                row.getString("mode") == null ? null : awaits(row));
    }

    private static LockWait awaits(ResultSet row) throws SQLException {
        Set<Who> hard = new HashSet<>();
        integers(row.getArray("hard_pids")).forEach(pid -> hard.add(Who.of(pid)));
        for (Object gid : objects(row.getArray("hard_gids"))) {
            hard.add(new Who(0, String.valueOf(gid)));
        }
        return new LockWait(
                millis(row, "wait_ms"),
                row.getString("mode"),
                object(row),
                integers(row.getArray("blocked_by")),
                hard);
    }

    /** What is waited for, by its name where it has one. */
    private static String object(ResultSet row) throws SQLException {
        String relation = line(row, "relation");
        if (relation != null) {
            String elsewhere = line(row, "elsewhere");
            return elsewhere == null
                    ? relation
                    : Messages.text("activity.object.elsewhere", relation, elsewhere);
        }
        String type = row.getString("locktype");
        return switch (type) {
            case "transactionid" ->
                    Messages.text("activity.object.transaction", row.getString("transactionid"));
            case "virtualxid" ->
                    Messages.text("activity.object.virtual", row.getString("virtualxid"));
            case "advisory" -> Messages.text("activity.object.advisory", advisory(row));
            default ->
                    Messages.text(
                            "activity.object.other",
                            type,
                            Long.toString(row.getLong("classid")),
                            Long.toString(row.getLong("objid")));
        };
    }

    /** A key as it was given: one number of 64 bits, or two of 32. */
    private static String advisory(ResultSet row) throws SQLException {
        long high = row.getLong("classid");
        long low = row.getLong("objid");
        return row.getInt("objsubid") == 1
                ? Long.toString(high << 32 | low)
                : (int) high + ", " + (int) low;
    }

    private static @Nullable String line(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : ServerWords.tame(text);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Duration millis(ResultSet row, String column) throws SQLException {
        double millis = row.getDouble(column);
        return row.wasNull() ? null : Duration.ofNanos(Math.round(Math.max(0, millis) * 1e6));
    }

    private static List<Integer> integers(@Nullable Array array) throws SQLException {
        return objects(array).stream().map(Integer.class::cast).toList();
    }

    private static List<?> objects(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((Object[]) array.getArray());
    }
}
