package dev.belay.backup;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.Messages;
import dev.belay.store.OwnerOnly;
import dev.belay.target.Address;
import dev.belay.target.Target;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Copies SQLite files in use. One read transaction counts the rows and is copied, so both tell of
 * the same moment.
 */
final class SqliteCopier implements Copier {
    private final Sessions sessions;
    private final FileReading reading;

    SqliteCopier(Sessions sessions, FileCopy fileCopy) {
        this.sessions = sessions;
        this.reading = new FileReading(sessions, fileCopy);
    }

    @Override
    public Optional<String> hindrance(Target target) {
        return Optional.empty();
    }

    @Override
    public Prospect prospect(Session session) throws SQLException {
        return new Prospect(
                FileReading.number(session.connection(), FileReading.sql("pages-bytes")),
                Messages.text("backup.how.sqlite", session.identity().version().text()),
                null);
    }

    @Override
    public String ending() {
        return "db";
    }

    /** What is known of the source at the moment it was copied. */
    private record Source(String version, String fingerprint, SortedMap<String, Long> rows) {}

    @Override
    public Copied copy(Target target, Path folder, Place place, Attendant attendant)
            throws IOException {
        try {
            OwnerOnly.file(place.part());
            Source source = read(target, folder, place, attendant);
            settle(target, place);
            Disk.sync(place.part());
            attendant.at(Messages.text("backup.verifying"), OptionalDouble.empty());
            verify(target, place, source, attendant);
            return new Copied(
                    "sqlite",
                    source.version,
                    source.fingerprint,
                    source.rows,
                    null,
                    Messages.text("backup.restore.sqlite"));
        } catch (SQLException e) {
            if (attendant.gone()) {
                throw Failure.ended(target);
            }
            throw Failure.of(target, folder, String.valueOf(e.getMessage()), e);
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }

    private Source read(Target target, Path folder, Place place, Attendant attendant)
            throws SQLException, ConnectException, IOException {
        return reading.copy(
                target,
                place.part(),
                folder,
                attendant,
                session ->
                        new Source(
                                session.identity().version().text(),
                                session.identity().fingerprint(),
                                rows(session.connection())));
    }

    /** The copy of a file with a write-ahead log would ask for one again wherever it is opened. */
    private void settle(Target target, Place place) throws SQLException, ConnectException {
        try (Session session = sessions.open(at(target, place), Purpose.WORK);
                Statement statement = session.connection().createStatement()) {
            statement.execute(FileReading.sql("journal-delete"));
        }
    }

    private void verify(Target target, Place place, Source source, Attendant attendant)
            throws SQLException, ConnectException {
        try (Session session = sessions.open(at(target, place), Purpose.ASK)) {
            attendant.whenGone(() -> FileReading.interrupt(session));
            List<String> faults =
                    FileReading.texts(session.connection(), FileReading.sql("integrity-check"));
            if (!faults.equals(List.of("ok"))) {
                throw Failure.unlike(target, String.join("; ", faults));
            }
            String difference = Rows.difference(source.rows, rows(session.connection()));
            if (!difference.isEmpty()) {
                throw Failure.unlike(target, difference);
            }
        }
    }

    private static Target at(Target target, Place place) {
        return target.withAddress(new Address.File(place.part().toAbsolutePath()));
    }

    static SortedMap<String, Long> rows(Connection connection) throws SQLException {
        SortedMap<String, Long> rows = new TreeMap<>();
        for (String table : FileReading.texts(connection, FileReading.sql("copied-tables"))) {
            rows.put(
                    table,
                    FileReading.number(
                            connection,
                            "select count(*) from main.\"" + table.replace("\"", "\"\"") + '"'));
        }
        return rows;
    }
}
