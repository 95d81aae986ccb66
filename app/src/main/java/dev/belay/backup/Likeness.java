package dev.belay.backup;

import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.target.Address;
import dev.belay.target.Target;
import dev.belay.tool.Tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * Makes an empty database like a target: a file as a whole, a server's database by its schema
 * alone, since its rows belong nowhere else.
 */
public final class Likeness {
    private final Sessions sessions;
    private final Tools tools;
    private final FileReading reading;

    /** What else is to be brought over, seen at the same moment as the schema. */
    @FunctionalInterface
    public interface Rest {
        void bring(Session live) throws SQLException, ConnectException;
    }

    /**
     * @param fileCopy how SQLite copies a database in use
     */
    public Likeness(Sessions sessions, FileCopy fileCopy, Tools tools) {
        this.sessions = sessions;
        this.tools = tools;
        this.reading = new FileReading(sessions, fileCopy);
    }

    /**
     * Fills an empty database; blocks as long as that takes, so it belongs on a platform thread.
     *
     * @param live what it shall be like; a file that does not exist yet is like an empty one
     * @param server whose password and way lead to the empty one
     * @param empty the database that is filled
     * @param rest what a server's schema does not hold
     * @return what was left out, a sentence each
     * @throws dev.belay.message.BelayException with {@link dev.belay.message.ExitCode#INCOMPATIBLE}
     *     if there is no program that could do it here
     */
    public List<String> fill(
            Target live, Target server, Target empty, Rest rest, Attendant attendant) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            if (live.address() instanceof Address.File from
                    && empty.address() instanceof Address.File to) {
                folder = Objects.requireNonNull(to.path().getParent());
                if (Files.exists(from.path())) {
                    reading.copy(live, to.path(), folder, attendant);
                }
                return List.of();
            }
            return new SchemaCopy(sessions, tools, live, server, empty).run(rest, attendant);
        } catch (SQLException | IOException e) {
            if (attendant.gone()) {
                throw Failure.ended(live);
            }
            throw Failure.of(live, folder, String.valueOf(e.getMessage()), e);
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }
}
