package dev.belay.backup;

import dev.belay.db.ConnectException;
import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.db.Sessions;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.store.OwnerOnly;
import dev.belay.target.PasswordFile;
import dev.belay.target.Target;
import dev.belay.tool.Program;
import dev.belay.tool.Tools;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * Copies PostgreSQL databases by pg_dump. A session of our own lends it its snapshot and counts the
 * rows in the same; then the whole archive is read back and its rows are counted too.
 */
final class PostgresqlCopier implements Copier {
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
    public Copied copy(Target target, Path folder, Place place, Wish wish, Attendant attendant)
            throws IOException {
        try (Forwarding.Forward way = sessions.way(target);
                SessionSource source = sessions.source(target, Purpose.WORK);
                Session session = source.session();
                PasswordFile password =
                        new PasswordFile(sessions.passwords().password(target.acting()))) {
            PgTools pg = programs(target, session.identity().version().major());
            attendant.whenGone(source::abort);
            if (wish.jobs() == 0) {
                OwnerOnly.file(place.part());
            }
            String to =
                    Conninfo.of(way.reached(target.acting()), password.path(), pg.dump().major());
            SortedMap<String, Long> rows;
            Dump dump = new Dump(session, source, pg, tools, place.part(), wish);
            ArchiveReading reading = new ArchiveReading(target, pg, attendant, Gentle.last(tools));
            if (besides(wish)) {
                try (ReadBack back = new ReadBack(place.part(), reading)) {
                    rows = written(dump, to, folder, place, attendant);
                    Rows.assertSame(target, rows, back.rows());
                    reading.listed(place.part());
                }
            } else {
                rows = written(dump, to, folder, place, attendant);
                Rows.assertSame(target, rows, reading.rows(place.part(), dump.opening()));
            }
            return new Copied(
                    wish.jobs() == 0 ? Content.CUSTOM.format() : Content.DIRECTORY.format(),
                    session.identity().version().text(),
                    session.identity().fingerprint(),
                    rows,
                    Disk.sha256(place.part()),
                    pg.dump().name() + " " + pg.dump().version(),
                    dump.traits(),
                    Messages.text(
                            wish.sealing().none()
                                    ? "backup.restore.postgresql"
                                    : "backup.restore.postgresql.age"),
                    dump.opening());
        } catch (SQLException e) {
            if (attendant.gone()) {
                throw Failure.ended(target);
            }
            throw Failure.of(target, folder, String.valueOf(e.getMessage()), e);
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }

    private PgTools programs(Target target, int major) {
        PgTools.Found found = PgTools.find(tools, major);
        return found.tools()
                .orElseThrow(
                        () ->
                                Problem.of(
                                                "backup.tool",
                                                target.name(),
                                                ExitCode.INCOMPATIBLE,
                                                found.hindrance())
                                        .asException());
    }

    /** One archive can be read while it is written; who wishes to be gentle takes the time. */
    private static boolean besides(Wish wish) {
        return wish.jobs() == 0 && wish.sealing().none() && !wish.gently();
    }

    private static SortedMap<String, Long> written(
            Dump dump, String to, Path folder, Place place, Attendant attendant)
            throws SQLException, IOException {
        SortedMap<String, Long> rows = dump.run(to, folder, attendant);
        Disk.ownerOnly(place.part());
        Disk.sync(place.part());
        attendant.at(Messages.text("backup.verifying"), OptionalDouble.empty());
        return rows;
    }
}
