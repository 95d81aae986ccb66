package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.seed.Comparison;
import dev.belay.seed.Match;
import dev.belay.seed.RowWriter;
import dev.belay.seed.ScriptRunner;
import dev.belay.seed.SeedCount;
import dev.belay.seed.SeedFile;
import dev.belay.seed.SeedSet;
import dev.belay.seed.SeedTables;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Brings sets into a target, one transaction each. */
final class SeedWork {
    private final Work work;
    private final Session session;
    private final @Nullable SeedPreview approved;
    final Map<String, SeedCount> counts = new LinkedHashMap<>();
    final Map<String, Seeded.Rows> rows = new LinkedHashMap<>();
    private boolean scripted;

    /**
     * @param approved what was approved, or null if the approval covers whatever the sets do
     */
    SeedWork(Work work, Session session, @Nullable SeedPreview approved) {
        this.work = work;
        this.session = session;
        this.approved = approved;
    }

    void run(List<SeedSet> sets) throws SQLException {
        if (session.can("seed-session")) {
            session.all("seed-session", row -> row.getString("zone"));
        }
        boolean loose = session.can("foreign-keys") && !enforced();
        if (loose) {
            pragma("PRAGMA foreign_keys = ON");
        }
        try {
            for (int i = 0; i < sets.size(); i++) {
                SeedSet set = sets.get(i);
                work.at(Phase.EXECUTING, set.name(), OptionalDouble.of(i / (double) sets.size()));
                work.note(Phase.EXECUTING, Part.set(set.name()));
                patiently(set);
            }
        } finally {
            if (loose && !session.connection().isClosed()) {
                pragma("PRAGMA foreign_keys = OFF");
            }
        }
    }

    private boolean enforced() throws SQLException {
        return session.one("foreign-keys", row -> row.getBoolean("foreign_keys"));
    }

    private void pragma(String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** A set that only waited too long for a lock is rolled back and tried again. */
    private void patiently(SeedSet set) throws SQLException {
        LockTries tries = new LockTries(session.target());
        boolean scriptedBefore = scripted;
        while (true) {
            try {
                within(set);
                return;
            } catch (SQLException e) {
                if (!tries.again(e, work)) {
                    throw RowWriter.refused(session.target().name(), set.name(), e);
                }
            } catch (BelayException e) {
                if (!(e.getCause() instanceof SQLException cause) || !tries.again(cause, work)) {
                    throw e;
                }
            }
            scripted = scriptedBefore;
        }
    }

    private void within(SeedSet set) throws SQLException {
        Connection connection = session.connection();
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            Map<String, Long> before = SeedTables.rows(session, set);
            SeedCount count = SeedCount.NONE;
            for (SeedFile file : set.files()) {
                work.at(Phase.EXECUTING, file.shown(), OptionalDouble.empty());
                count = count.plus(write(file));
            }
            Map<String, Long> after = SeedTables.rows(session, set);
            work.committing(connection);
            connection.commit();
            done = true;
            counts.put(set.name(), count);
            after.forEach(
                    (table, n) ->
                            rows.merge(
                                    table,
                                    new Seeded.Rows(before.getOrDefault(table, 0L), n),
                                    (was, now) -> new Seeded.Rows(was.before(), now.after())));
        } finally {
            end(connection, done);
        }
    }

    private static void end(Connection connection, boolean done) throws SQLException {
        try {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // A lost connection has rolled back by itself; why it was lost is already being told.
            if (done) {
                throw e;
            }
        }
    }

    private SeedCount write(SeedFile file) throws SQLException {
        return switch (file) {
            case SeedFile.Script script -> {
                scripted = true;
                yield new ScriptRunner(session, script).run();
            }
            case SeedFile.Rows rowsOf -> {
                Comparison comparison = Comparison.of(session, rowsOf);
                expected(comparison);
                yield new RowWriter(session, comparison).write();
            }
        };
    }

    /**
     * Rows that someone wrote since the approval are not overwritten. What an earlier script of the
     * same run wrote is the seeds' own.
     */
    private void expected(Comparison comparison) {
        if (approved == null || scripted) {
            return;
        }
        Set<String> known = approved.overwritten.getOrDefault(comparison.file().shown(), Set.of());
        for (Match match : comparison.matches()) {
            if (match.updates() && !known.contains(match.keyWords())) {
                throw Problem.of(
                                "operation.changed",
                                session.target().name(),
                                ExitCode.REFUSED,
                                Messages.text("operation.changed.rows", comparison.file().table()))
                        .asException();
            }
        }
    }
}
