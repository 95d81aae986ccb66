package dev.belay.activity;

import dev.belay.db.Session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

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
        LockFacts facts = new LockFacts();
        session.all("lock-graph", facts::take);
        return facts.sample();
    }

    /** What is locked, by its name where it has one. */
    static String object(ResultSet row) throws SQLException {
        String relation = Columns.line(row, "relation");
        return relation != null
                ? LockTag.named(relation, Columns.line(row, "elsewhere"))
                : LockTag.words(
                        row.getString("locktype"),
                        row.getLong("classid"),
                        row.getLong("objid"),
                        row.getInt("objsubid"));
    }
}
