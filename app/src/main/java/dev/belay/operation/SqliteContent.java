package dev.belay.operation;

import dev.belay.backup.Attendant;
import dev.belay.backup.Origin;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Address;
import dev.belay.target.Target;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** The private copy of a SQLite backup: whether it is whole, and what it holds. */
record SqliteContent(Sessions sessions, Target target, Origin origin) {

    /** A copy as if it were a target. */
    Session open(Path copy, Purpose purpose) throws ConnectException {
        return sessions.open(target.withAddress(new Address.File(copy.toAbsolutePath())), purpose);
    }

    /**
     * Makes the copy stand alone, and looks whether it is whole.
     *
     * @return table to rows
     * @throws BelayException with {@link ExitCode#CORRUPT} if it is not
     */
    SortedMap<String, Long> settle(Path copy, Attendant attendant) {
        try (Session session = open(copy, Purpose.WORK)) {
            attendant.whenGone(() -> interrupt(session));
            attendant.at(Messages.text("restore.looking"), OptionalDouble.empty());
            session.all("journal-delete", row -> row.getString(1));
            List<String> faults = session.all("integrity-check", row -> row.getString(1));
            if (!faults.equals(List.of("ok"))) {
                throw corrupt(String.join("; ", faults));
            }
            SortedMap<String, Long> rows = new TreeMap<>();
            for (String table : session.all("copied-tables", row -> row.getString("name"))) {
                rows.put(
                        table,
                        session.select(
                                        "select count(*) from main." + Maintenance.quoted(table),
                                        row -> row.getLong(1))
                                .getFirst());
            }
            return rows;
        } catch (SQLException e) {
            if (attendant.gone()) {
                throw Problem.of("restore.ended", target.name(), ExitCode.CANCELLED).asException(e);
            }
            throw corrupt(String.valueOf(e.getMessage()));
        } catch (ConnectException e) {
            throw corrupt(e.failure().problem().why());
        }
    }

    private static void interrupt(Session session) {
        try {
            session.dialect().interrupt(session.connection());
        } catch (SQLException e) {
            // Closed: nothing runs any more.
        }
    }

    BelayException corrupt(String how) {
        return Problem.of(
                        "restore.corrupt",
                        target.name(),
                        ExitCode.CORRUPT,
                        origin.file().toString(),
                        how)
                .asException();
    }

    static String objects(Session session) throws SQLException {
        Basis basis = new Basis();
        session.all("restore-objects", row -> row.getString("text")).forEach(basis::add);
        return basis.text();
    }
}
