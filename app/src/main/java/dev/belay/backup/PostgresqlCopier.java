package dev.belay.backup;

import dev.belay.db.ConnectException;
import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.db.Sessions;
import dev.belay.message.Messages;
import dev.belay.store.OwnerOnly;
import dev.belay.target.PasswordFile;
import dev.belay.target.Target;
import dev.belay.tool.Child;
import dev.belay.tool.Program;
import dev.belay.tool.Tools;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Copies PostgreSQL databases by pg_dump. A session of our own lends it its snapshot and counts the
 * rows in the same; then the whole archive is read back and its rows are counted too.
 */
final class PostgresqlCopier implements Copier {
    /** How long pg_dump may queue for a table that is locked against reading. */
    private static final String LOCK_WAIT_MILLIS = "30000";

    private final Sessions sessions;
    private final Tools tools;

    PostgresqlCopier(Sessions sessions, Tools tools) {
        this.sessions = sessions;
        this.tools = tools;
    }

    @Override
    public Optional<String> hindrance(Target target) {
        try (Session session = sessions.open(target, Purpose.PLAN)) {
            PgTools.Found found = PgTools.find(tools, session.identity().version().major());
            return found.tools().isPresent() ? Optional.empty() : Optional.of(found.hindrance());
        } catch (ConnectException e) {
            return Optional.of(e.failure().problem().why());
        }
    }

    @Override
    public Prospect prospect(Session session) throws SQLException {
        PgTools.Found found = PgTools.find(tools, session.identity().version().major());
        String pgDump =
                found.tools()
                        .map(t -> t.dump().name() + " " + t.dump().version())
                        .orElse(Program.PG_DUMP.title());
        return new Prospect(
                session.one("size", row -> row.getLong("size")),
                Messages.text("backup.how.postgresql", pgDump),
                found.tools().isPresent() ? null : found.hindrance());
    }

    @Override
    public String ending() {
        return "dump";
    }

    @Override
    public Copied copy(Target target, Path folder, Place place, Attendant attendant)
            throws IOException {
        try (Forwarding.Forward way = sessions.way(target);
                SessionSource source = sessions.source(target, Purpose.WORK);
                Session session = source.session();
                PasswordFile password =
                        new PasswordFile(sessions.passwords().password(target.acting()))) {
            int major = session.identity().version().major();
            PgTools.Found found = PgTools.find(tools, major);
            PgTools pg =
                    found.tools()
                            .orElseThrow(
                                    () ->
                                            Failure.of(
                                                    target,
                                                    folder,
                                                    found.hindrance(),
                                                    new IOException()));
            attendant.whenGone(source::abort);
            String to =
                    Conninfo.of(way.reached(target.acting()), password.path(), pg.dump().major());
            OwnerOnly.file(place.part());
            SortedMap<String, Long> rows =
                    dumped(session, source, pg, place, to, folder, attendant);
            Disk.sync(place.part());
            attendant.at(Messages.text("backup.verifying"), OptionalDouble.empty());
            verify(target, pg, place.part(), rows, attendant);
            return new Copied(
                    "pg_dump custom",
                    session.identity().version().text(),
                    session.identity().fingerprint(),
                    rows,
                    pg.dump().name() + " " + pg.dump().version(),
                    Messages.text("backup.restore.postgresql"));
        } catch (SQLException e) {
            if (attendant.gone()) {
                throw Failure.ended(target);
            }
            throw Failure.of(target, folder, String.valueOf(e.getMessage()), e);
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }

    /** Runs pg_dump to its end, and counts meanwhile what it has to bring. */
    private SortedMap<String, Long> dumped(
            Session session,
            SessionSource source,
            PgTools pg,
            Place place,
            String conninfo,
            Path folder,
            Attendant attendant)
            throws SQLException, IOException {
        Target target = session.target();
        Connection connection = session.connection();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        // pg_dump has it so too: a policy that hides rows is an error, not a smaller copy.
        session.one("rows-unhidden", row -> row.getString(1));
        String snapshot = session.one("snapshot", row -> row.getString("snapshot"));
        attendant.at(Messages.text("backup.copying"), OptionalDouble.empty());
        try (Child dump =
                Child.start(pg.dump().path(), arguments(session, place, snapshot, conninfo))) {
            attendant.whenGone(dump::close);
            Thread end =
                    Thread.ofPlatform()
                            .daemon()
                            .name("belay-dump")
                            .start(
                                    () -> {
                                        // Counting what nobody dumps any more would be waiting for
                                        // nothing, on a server that may be gone.
                                        if (!dump.ended()) {
                                            source.abort();
                                        }
                                    });
            SortedMap<String, Long> rows = null;
            SQLException broken = null;
            try {
                rows = rows(session);
            } catch (SQLException e) {
                broken = e;
                if (end.isAlive() && dump.words().isEmpty()) {
                    dump.close();
                }
            }
            boolean well = dump.ended();
            if (attendant.gone()) {
                throw Failure.ended(target);
            }
            if (!well && !dump.words().isEmpty()) {
                throw Failure.of(
                        target, folder, Failure.firstError(dump.words()), new IOException());
            }
            if (broken != null || rows == null) {
                throw broken == null ? new SQLException("pg_dump") : broken;
            }
            connection.rollback();
            return rows;
        }
    }

    private static List<String> arguments(
            Session session, Place place, String snapshot, String conninfo) throws SQLException {
        List<String> arguments = new ArrayList<>();
        arguments.add("--format=custom");
        arguments.add("--no-password");
        arguments.add("--lock-wait-timeout=" + LOCK_WAIT_MILLIS);
        arguments.add("--snapshot=" + snapshot);
        if (!session.one("encoding", row -> row.getString("encoding")).equals("SQL_ASCII")) {
            arguments.add("--encoding=UTF8");
        }
        arguments.add("--file=" + place.part());
        arguments.add("--dbname=" + conninfo);
        return arguments;
    }

    static SortedMap<String, Long> rows(Session session) throws SQLException {
        record Table(String name, String quoted) {}
        List<Table> tables =
                session.all(
                        "dumped-tables",
                        row -> new Table(row.getString("name"), row.getString("quoted")));
        SortedMap<String, Long> rows = new TreeMap<>();
        try (Statement statement = session.connection().createStatement()) {
            for (Table table : tables) {
                try (ResultSet count =
                        statement.executeQuery("select count(*) from only " + table.quoted)) {
                    count.next();
                    rows.put(table.name, count.getLong(1));
                }
            }
        }
        return rows;
    }

    /** Reads the archive back whole and compares what it holds with what was counted. */
    static void verify(
            Target target, PgTools pg, Path file, SortedMap<String, Long> rows, Attendant attendant)
            throws IOException {
        ArchiveRows archived = new ArchiveRows();
        try (Child restore =
                Child.start(
                        pg.restore().path(), List.of("--data-only", "--file=-", file.toString()))) {
            attendant.whenGone(restore::close);
            IOException broken = null;
            try {
                restore.output(archived::read);
            } catch (IOException e) {
                broken = e;
            }
            boolean well = restore.ended();
            if (attendant.gone()) {
                throw Failure.ended(target);
            }
            if (!well) {
                throw Failure.unlike(target, Failure.firstError(restore.words()));
            }
            if (broken != null) {
                throw Failure.unlike(target, String.valueOf(broken.getMessage()));
            }
        }
        String difference = Rows.difference(rows, archived.rows());
        if (!difference.isEmpty()) {
            throw Failure.unlike(target, difference);
        }
    }
}
