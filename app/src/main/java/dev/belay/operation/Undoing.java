package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.Migration;
import dev.belay.history.ScriptFailure;
import dev.belay.history.ScriptText;
import dev.belay.history.UndoRows;
import dev.belay.lint.SchemaObject;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Undo scripts at work, each with its row of the history in one transaction. Views and functions of
 * repeatable migrations that are in the way are dropped, and made again where that still works.
 */
final class Undoing {
    private final Work work;
    private final Session session;
    private final Connection connection;
    private final Target target;
    private final Repeatables repeatables;
    private final List<String> again = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final Set<String> marked = new HashSet<>();
    private @Nullable BrokenScript broken;

    Undoing(Work work, Session session, Target target, Repeatables repeatables) {
        this.work = work;
        this.session = session;
        this.connection = session.connection();
        this.target = target;
        this.repeatables = repeatables;
    }

    List<String> again() {
        return again;
    }

    /** The undo script that ended the work by its failure, or null. */
    @Nullable BrokenScript broken() {
        return broken;
    }

    List<String> left() {
        return left;
    }

    List<RolledBack.Undone> run(List<Migration> undone, List<ScriptText> scripts)
            throws SQLException {
        List<RolledBack.Undone> done = new ArrayList<>();
        for (int i = 0; i < undone.size(); i++) {
            ScriptText script = scripts.get(i);
            String file = script.file().getFileName().toString();
            work.at(Phase.EXECUTING, file, OptionalDouble.of(i / (double) undone.size()));
            work.note(Phase.EXECUTING, file);
            Migration migration = undone.get(i);
            Duration took = tried(migration, script);
            done.add(
                    new RolledBack.Undone(
                            Objects.requireNonNull(migration.version()),
                            migration.description(),
                            took));
        }
        return done;
    }

    private Duration tried(Migration migration, ScriptText script) throws SQLException {
        LockTries tries = new LockTries(target);
        while (true) {
            try {
                return script.transactional()
                        ? inTransaction(migration, script)
                        : bare(migration, script);
            } catch (ScriptFailure e) {
                if (!tries.again(e.sql(), work)) {
                    broken = BrokenScript.of("rollback", e, List.of(script));
                    throw ScriptProblem.of("rollback.script", target, e).asException(e);
                }
            }
        }
    }

    private Duration inTransaction(Migration migration, ScriptText script)
            throws SQLException, ScriptFailure {
        long start = System.nanoTime();
        connection.setAutoCommit(false);
        try {
            LockTries.timeout(target, connection, true);
            List<Repeatables.Made> before = Repeatables.objects(session);
            undo(script, before);
            dropBroken();
            restore(before);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            UndoRows.of(session, target).undone(migration, took);
            work.check();
            work.committing(connection);
            connection.commit();
            return took;
        } finally {
            // After a commit there is nothing to roll back; after a failure there is no reason not
            // to.
            rollbackQuietly();
        }
    }

    private void rollbackQuietly() {
        try {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            // The connection is gone, and with it the transaction.
        }
    }

    /** First as it is; if something stands in its way, without what repeatable migrations made. */
    private void undo(ScriptText script, List<Repeatables.Made> objects)
            throws SQLException, ScriptFailure {
        Savepoint start = connection.setSavepoint();
        try {
            send(script);
            connection.releaseSavepoint(start);
        } catch (ScriptFailure failure) {
            if (objects.isEmpty() || repeatables.all().isEmpty() || work.stopped()) {
                throw failure;
            }
            connection.rollback(start);
            if (!dropped(objects)) {
                throw failure;
            }
            send(script);
        }
    }

    /** Drops what the standing repeatable migrations speak of; true if that was anything. */
    private boolean dropped(List<Repeatables.Made> objects) throws SQLException {
        boolean any = false;
        for (Repeatables.Made object : objects) {
            if (repeatables.all().stream().anyMatch(r -> r.mentions(object.name()))) {
                Savepoint before = connection.setSavepoint();
                try (Statement statement = connection.createStatement()) {
                    statement.execute(object.drop());
                    connection.releaseSavepoint(before);
                    any = true;
                } catch (SQLException e) {
                    // Another object needs it; the undo script tells if it is in the way.
                    connection.rollback(before);
                }
            }
        }
        return any;
    }

    /** Runs again what lost an object, where that still works, and has the next migrate run it. */
    private void restore(List<Repeatables.Made> before) throws SQLException {
        Set<String> now = new HashSet<>();
        Repeatables.objects(session).forEach(o -> now.add(o.schema() + "." + o.name()));
        Set<String> lost = new HashSet<>();
        for (Repeatables.Made object : before) {
            if (!now.contains(object.schema() + "." + object.name())) {
                lost.add(object.name().toLowerCase(Locale.ROOT));
            }
        }
        for (Repeatables.Repeatable each : repeatables.mentioning(lost)) {
            String script = each.migration().script();
            boolean runs =
                    each.asApplied()
                            && each.text().transactional()
                            && !ScriptGuards.endsTransaction(target.engine(), each.text())
                            && runs(each);
            again.remove(script);
            left.remove(script);
            (runs ? again : left).add(script);
            // Marked in either case: what it makes of a newer version may differ, as `select *`.
            if (marked.add(script)) {
                UndoRows.of(session, target).forgotten(each.migration());
            }
        }
    }

    private boolean runs(Repeatables.Repeatable each) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            send(each.text());
            check(each);
            connection.releaseSavepoint(before);
            return true;
        } catch (ScriptFailure e) {
            connection.rollback(before);
            return false;
        }
    }

    /**
     * SQLite lets a view stand whose table is gone, and then refuses to alter any other: what a
     * repeatable migration made goes with what it reads, as PostgreSQL demands it.
     */
    private void dropBroken() throws SQLException {
        for (Repeatables.Made object : Repeatables.objects(session)) {
            if (object.kind().equals("view")
                    && repeatables.all().stream().anyMatch(r -> r.mentions(object.name()))) {
                Savepoint before = connection.setSavepoint();
                try {
                    read(object);
                    connection.releaseSavepoint(before);
                } catch (SQLException e) {
                    connection.rollback(before);
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(object.drop());
                    }
                }
            }
        }
    }

    private void read(Repeatables.Made view) throws SQLException {
        String name =
                new SchemaObject(SchemaObject.Kind.RELATION, view.schema(), view.name()).quoted();
        try (Statement statement = connection.createStatement()) {
            statement.execute("select * from " + name + " limit 0");
        }
    }

    /** SQLite makes a view of tables that are not there, and tells only who reads it. */
    private void check(Repeatables.Repeatable each) throws SQLException, ScriptFailure {
        for (Repeatables.Made object : Repeatables.objects(session)) {
            if (object.kind().equals("view") && each.mentions(object.name())) {
                try {
                    read(object);
                } catch (SQLException e) {
                    throw failure(e, null);
                }
            }
        }
    }

    /** Outside a transaction, since a statement asks for that; row and script are two commits. */
    private Duration bare(Migration migration, ScriptText script)
            throws SQLException, ScriptFailure {
        long start = System.nanoTime();
        LockTries.timeout(target, connection, false);
        send(script);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        UndoRows.of(session, target).undone(migration, took);
        return took;
    }

    private void send(ScriptText script) throws ScriptFailure {
        for (ScriptText.Statement each : script.statements()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(each.sql());
            } catch (SQLException e) {
                throw failure(e, new ScriptFailure.Spot(script.file(), each.line(), each.sql()));
            }
        }
    }

    private static ScriptFailure failure(SQLException e, ScriptFailure.@Nullable Spot spot) {
        String why = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
        return new ScriptFailure(why, spot, e);
    }
}
