package dev.belay.schema;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.ServerWords;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.db.Sessions;
import dev.belay.history.FlywayRun;
import dev.belay.history.Histories;
import dev.belay.history.ScriptFailure;
import dev.belay.history.ScriptText;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An empty database beside a target, in which its migrations are run to see what they make; gone
 * when it is closed. For SQLite a temporary file, for PostgreSQL a database on the same server.
 */
public final class Scratch implements AutoCloseable {
    private final Target live;
    private final Histories histories;
    private final ScratchPlace place;
    private final List<String> notes = new ArrayList<>();
    private boolean closed;

    private Scratch(Target live, Histories histories, ScratchPlace place) {
        this.live = live;
        this.histories = histories;
        this.place = place;
        notes.addAll(place.notes());
    }

    /**
     * Makes one.
     *
     * @param scripts all that will be run there
     * @param onProduction true if the operator asked for one on a production server
     * @throws dev.belay.message.BelayException with {@link ExitCode#REFUSED} on a production
     *     server, without the right to make databases, or if a script reaches beyond its own
     *     database
     */
    public static Scratch beside(
            Sessions sessions,
            Histories histories,
            Target target,
            List<ScriptText> scripts,
            boolean onProduction)
            throws ConnectException, SQLException {
        ServerWide.refuse(target, scripts);
        if (target.engine() == Engine.SQLITE) {
            return new Scratch(
                    target,
                    histories,
                    ScratchFile.make(sessions, target, ScratchFolder.make(target)));
        }
        if (target.environment() == Environment.PRODUCTION && !onProduction) {
            throw Problem.of("schema.scratch.production", target.name(), ExitCode.REFUSED)
                    .asException();
        }
        return new Scratch(
                target,
                histories,
                ScratchDatabase.make(sessions, target, target, ServerWide.extensions(scripts)));
    }

    /**
     * Makes one that is to be filled with a likeness of the target, before anything is run there.
     *
     * @param on where a database for it is made: a database of that server; no matter for a file
     * @param folder where a file for it is made; it is there
     * @throws dev.belay.message.BelayException with {@link ExitCode#REFUSED} without the right to
     *     make databases
     */
    public static Scratch toFill(
            Sessions sessions, Histories histories, Target target, Target on, Path folder)
            throws ConnectException, SQLException {
        return new Scratch(
                target,
                histories,
                target.engine() == Engine.SQLITE
                        ? ScratchFile.make(sessions, target, ScratchFolder.make(target, folder))
                        : ScratchDatabase.make(sessions, target, on, Set.of()));
    }

    /**
     * Makes one that a backup of the target is restored into.
     *
     * @param on where a database for it is made: a database of that server; no matter for a file
     * @param folder where a file for it is made; it is there
     * @param whenLost runs what it is given once its server is lost, on another thread
     * @throws dev.belay.message.BelayException with {@link ExitCode#REFUSED} without the right to
     *     make databases
     */
    public static Scratch toRestore(
            Sessions sessions,
            Histories histories,
            Target target,
            Target on,
            Path folder,
            Consumer<Runnable> whenLost)
            throws ConnectException, SQLException {
        return new Scratch(
                target,
                histories,
                target.engine() == Engine.SQLITE
                        ? ScratchFile.make(sessions, target, ScratchFolder.make(target, folder))
                        : ScratchDatabase.bare(sessions, target, on, whenLost));
    }

    /**
     * Takes away what killed processes left on a target's server; of files that is done where the
     * next is made.
     *
     * @return the names of those databases
     */
    public static List<String> sweep(Sessions sessions, Target target)
            throws ConnectException, SQLException {
        if (!Sessions.onServer(target)) {
            return List.of();
        }
        try (Session session = sessions.open(target, Purpose.WORK)) {
            return ScratchDatabase.sweepSoon(session);
        }
    }

    /** The target as it would be if it were there. */
    public Target target() {
        return place.target();
    }

    /**
     * Looks through scripts before they are run there.
     *
     * @throws dev.belay.message.BelayException with {@link ExitCode#REFUSED} if one reaches beyond
     *     its own database
     */
    public void admit(List<ScriptText> scripts) {
        ServerWide.refuse(live, scripts);
    }

    /** Connections to it that may write. */
    public SessionSource source() {
        return place.source();
    }

    /** The database that stands on a server still; null if there is none, or none any more. */
    public @Nullable String standing() {
        return place.standing();
    }

    /** What makes it less like the live database, a sentence each. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Applies the migrations up to a version, none that is repeatable.
     *
     * @throws dev.belay.message.BelayException with {@link ExitCode#FAILED} if a script fails there
     */
    public void migrate(String to) {
        try {
            new FlywayRun(place.target(), place.source()).migrateVersions(to);
        } catch (ScriptFailure e) {
            ScriptFailure.Spot spot = e.spot();
            String where =
                    spot == null || spot.script() == null
                            ? ""
                            : spot.script().getFileName() + ":" + spot.line() + ": ";
            throw Problem.of(
                            "schema.scratch.script",
                            live.name(),
                            ExitCode.FAILED,
                            where + ServerWords.tame(e.why()))
                    .asException(e);
        }
    }

    /** Runs the statements of scripts; one that fails is told in the notes. */
    public void run(List<ScriptText> scripts) throws SQLException, ConnectException {
        try (Session session = place.source().session();
                Statement statement = session.connection().createStatement()) {
            for (ScriptText script : scripts) {
                try {
                    for (ScriptText.Statement each : script.statements()) {
                        statement.execute(each.sql());
                    }
                } catch (SQLException e) {
                    notes.add(
                            Messages.text(
                                    "schema.scratch.repeatable",
                                    String.valueOf(script.file().getFileName()),
                                    ServerWords.of(e)));
                }
            }
        }
    }

    /** What stands in it now, its history table aside. */
    public Schema schema() throws SQLException, ConnectException {
        try (Session session = place.source().session()) {
            return Schema.read(session, histories.read(session, place.target()).table());
        }
    }

    /**
     * What would stand in it after these scripts as well, as far as each of them runs; all of them
     * are taken back.
     */
    public Schema schemaWith(List<ScriptText> scripts) throws SQLException, ConnectException {
        try (Session session = place.source().session()) {
            Connection connection = session.connection();
            String history = histories.read(session, place.target()).table();
            connection.setAutoCommit(false);
            try {
                for (ScriptText script : scripts) {
                    if (script.transactional()) {
                        tryIt(connection, script);
                    }
                }
                return Schema.read(session, history);
            } finally {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        }
    }

    private static void tryIt(Connection connection, ScriptText script) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            for (ScriptText.Statement each : script.statements()) {
                statement.execute(each.sql());
            }
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            connection.rollback(before);
        }
    }

    /** Cuts off what runs there, from another thread, and takes it away. */
    void abandon() {
        place.source().abort();
        close();
    }

    /** May be called by any thread, and again; returns when it is gone. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            place.close();
        }
    }
}
