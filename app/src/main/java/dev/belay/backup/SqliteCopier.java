package dev.belay.backup;

import dev.belay.db.ConnectException;
import dev.belay.db.Identity;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.Messages;
import dev.belay.store.OwnerOnly;
import dev.belay.target.Address;
import dev.belay.target.Target;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/** Copies SQLite files in use, and reads the copies whole. */
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

    /** What is known of the copy, read whole. */
    private record Read(SortedMap<String, Long> rows, String sha256) {}

    @Override
    public Copied copy(Target target, Path folder, Place place, Wish wish, Attendant attendant)
            throws IOException {
        boolean sealed = !wish.sealing().none();
        Path plain = sealed ? place.plain() : place.part();
        try {
            OwnerOnly.file(plain);
            Identity source = copied(target, folder, plain, attendant);
            settle(target.withAddress(new Address.File(plain.toAbsolutePath())));
            Disk.sync(plain);
            attendant.at(Messages.text("backup.verifying"), OptionalDouble.empty());
            Read read = read(target, plain, attendant);
            Opening opening =
                    sealed
                            ? Encryption.of(target, plain, place.part(), wish.sealing(), attendant)
                            : Opening.NONE;
            if (sealed) {
                Disk.sync(place.part());
            }
            return new Copied(
                    Content.SQLITE.format(),
                    source.version().text(),
                    source.fingerprint(),
                    read.rows,
                    sealed ? Disk.sha256(place.part()) : read.sha256,
                    null,
                    null,
                    Messages.text(sealed ? "backup.restore.sqlite.age" : "backup.restore.sqlite"),
                    opening);
        } catch (SQLException e) {
            if (attendant.gone()) {
                throw Failure.ended(target);
            }
            throw Failure.of(target, folder, String.valueOf(e.getMessage()), e);
        } catch (ConnectException e) {
            throw Failure.of(target, folder, e);
        }
    }

    private Identity copied(Target target, Path folder, Path to, Attendant attendant)
            throws SQLException, ConnectException, IOException {
        try (var _ = new Flushing(to)) {
            return reading.copy(target, to, folder, attendant);
        }
    }

    /**
     * Its rows are those of the copied moment. Hashed meanwhile: closing that stream gives back the
     * file's locks, which nobody misses, since nobody else knows of the copy.
     */
    private Read read(Target target, Path copy, Attendant attendant)
            throws SQLException, ConnectException, IOException {
        try (Hashing hashing = new Hashing(copy)) {
            SortedMap<String, Long> rows =
                    new SqliteReading(sessions, target, attendant).rows(copy);
            return new Read(rows, hashing.sha256());
        }
    }

    /** The copy of a file with a write-ahead log would ask for one again wherever it is opened. */
    private void settle(Target copy) throws SQLException, ConnectException {
        try (Session session = sessions.open(copy, Purpose.WORK);
                Statement statement = session.connection().createStatement()) {
            statement.execute(FileReading.sql("journal-delete"));
        }
    }
}
