package dev.belay.backup;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Target;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A copy of a SQLite file, read whole. */
final class SqliteReading {
    private final Sessions sessions;
    private final Target target;
    private final Attendant attendant;

    SqliteReading(Sessions sessions, Target target, Attendant attendant) {
        this.sessions = sessions;
        this.target = target;
        this.attendant = attendant;
    }

    /**
     * The rows of each table in it.
     *
     * @throws dev.belay.message.BelayException if it is not sound
     */
    SortedMap<String, Long> rows(Path file) throws SQLException, ConnectException {
        Target copy =
                Target.of(
                        target.name(),
                        Engine.SQLITE,
                        target.environment(),
                        new Address.File(file.toAbsolutePath()));
        try (Session session = sessions.open(copy, Purpose.ASK)) {
            attendant.whenGone(() -> FileReading.interrupt(session));
            List<String> faults =
                    FileReading.texts(session.connection(), FileReading.sql("integrity-check"));
            if (!faults.equals(List.of("ok"))) {
                throw Failure.unlike(target, String.join("; ", faults));
            }
            return rows(session.connection());
        }
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
