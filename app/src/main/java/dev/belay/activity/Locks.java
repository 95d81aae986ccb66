package dev.belay.activity;

import dev.belay.db.Session;
import dev.belay.message.Messages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
                : FileParties.of(session).map(p -> p.sample(Instant.now()));
    }

    private static LockSample graph(Session session) throws SQLException {
        List<Party> parties = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        session.all(
                "lock-graph",
                row ->
                        row.getObject("pid") == null
                                ? times.add(Columns.instant(row, "sampled_at"))
                                : parties.add(party(row)));
        return new LockSample(times.getFirst(), List.copyOf(parties));
    }

    private static Party party(ResultSet row) throws SQLException {
        return new Party(
                new Who(row.getInt("pid"), row.getString("gid")),
                Columns.line(row, "username"),
                Columns.line(row, "database"),
                Columns.line(row, "application"),
                row.getString("client"),
                row.getString("backend_type"),
                row.getString("state"),
                row.getString("query"),
                Columns.started(row),
                Columns.millis(row, "xact_ms"),
                Columns.millis(row, "state_ms"),
                row.getString("mode") == null ? null : awaits(row));
    }

    private static LockWait awaits(ResultSet row) throws SQLException {
        Set<Who> hard = new HashSet<>();
        Columns.integers(row, "hard_pids").forEach(pid -> hard.add(Who.of(pid)));
        Columns.texts(row, "hard_gids").forEach(gid -> hard.add(new Who(0, gid)));
        List<Integer> by = Columns.integers(row, "blocked_by");
        return new LockWait(
                Columns.millis(row, "wait_ms"),
                row.getString("mode"),
                object(row),
                by,
                still(hard, by));
    }

    /**
     * The server tells who holds a lock a moment before it tells who blocks. Who let go in between
     * blocks no more; and if all have, whoever blocks now came to hold it.
     */
    private static Set<Who> still(Set<Who> held, List<Integer> by) {
        Set<Who> hard = new HashSet<>(held);
        hard.removeIf(who -> !by.contains(who.pid()));
        if (hard.isEmpty() && !held.isEmpty()) {
            by.stream().filter(pid -> pid != 0).map(Who::of).forEach(hard::add);
        }
        return hard;
    }

    /** What is locked, by its name where it has one. */
    static String object(ResultSet row) throws SQLException {
        String relation = Columns.line(row, "relation");
        if (relation != null) {
            String elsewhere = Columns.line(row, "elsewhere");
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
}
