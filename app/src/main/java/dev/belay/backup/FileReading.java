package dev.belay.backup;

import dev.belay.db.ConnectException;
import dev.belay.db.Identity;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.Sql;
import dev.belay.target.Engine;
import dev.belay.target.Target;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One read transaction of a SQLite file in use, in which it is copied; in rollback mode writers
 * wait for its end, in WAL mode nobody does.
 */
final class FileReading {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Sessions sessions;
    private final FileCopy fileCopy;

    FileReading(Sessions sessions, FileCopy fileCopy) {
        this.sessions = sessions;
        this.fileCopy = fileCopy;
    }

    /**
     * Copies the target.
     *
     * @param to an empty file, or none
     * @param folder where there has to be room, for a message
     * @return what it is
     */
    Identity copy(Target target, Path to, Path folder, Attendant attendant)
            throws SQLException, ConnectException, IOException {
        try (Session session = patient(target, attendant)) {
            attendant.whenGone(() -> interrupt(session));
            Connection connection = session.connection();
            texts(connection, sql("patience"));
            connection.setAutoCommit(false);
            long needed = number(connection, sql("pages-bytes"));
            long free = Disk.free(folder);
            if (free < needed) {
                throw Failure.tooLarge(target, folder, needed, free);
            }
            Rate rate = new Rate();
            fileCopy.copy(
                    connection,
                    to,
                    share -> {
                        attendant.at(rate.words((long) (needed * share)), OptionalDouble.of(share));
                        return !attendant.gone();
                    });
            connection.rollback();
            return session.identity();
        }
    }

    /** Between the transactions of a busy writer there is a moment for us, soon or late. */
    private Session patient(Target target, Attendant attendant) throws ConnectException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return sessions.open(target, Purpose.ASK);
            } catch (ConnectException e) {
                if (attendant.gone()) {
                    throw Failure.ended(target);
                }
                if (e.failure().permanent() || System.nanoTime() >= until) {
                    throw e;
                }
            }
        }
    }

    static void interrupt(Session session) {
        try {
            session.dialect().interrupt(session.connection());
        } catch (SQLException e) {
            // Closed: nothing runs any more.
        }
    }

    static String sql(String question) {
        return Sql.find(Engine.SQLITE, 3, question).orElseThrow();
    }

    static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (result.next()) {
                texts.add(result.getString(1));
            }
            return texts;
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(texts(connection, sql).getFirst());
    }
}
