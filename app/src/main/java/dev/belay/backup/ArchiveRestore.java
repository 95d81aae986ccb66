package dev.belay.backup;

import dev.belay.db.ConnectException;
import dev.belay.db.Forwarding;
import dev.belay.db.ServerWords;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.PasswordFile;
import dev.belay.target.Target;
import dev.belay.tool.Child;
import dev.belay.tool.Tool;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Brings an archive into an empty database by pg_restore, and counts what arrived. */
public final class ArchiveRestore {
    private static final int MOST_JOBS = 4;

    private final Sessions sessions;

    public ArchiveRestore(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Restores all of it; blocks as long as that takes.
     *
     * @param server whose password and way lead to the empty database
     * @param tool pg_restore
     * @param owned false if all of it shall belong to the role that restores
     * @param usual how long that took before, or null
     * @throws BelayException with {@link ExitCode#FAILED} if it failed; the database is then to be
     *     thrown away
     */
    public void run(
            Target server,
            Target empty,
            Tool tool,
            Path archive,
            boolean owned,
            @Nullable Duration usual,
            Attendant attendant)
            throws ConnectException, IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add("--exit-on-error");
        if (!owned) {
            arguments.add("--no-owner");
        }
        arguments.add("--no-password");
        arguments.add("--jobs=" + jobs());
        try (Forwarding.Forward forward = sessions.way(server);
                PasswordFile password =
                        new PasswordFile(sessions.passwords().password(server.acting()))) {
            arguments.add(
                    "--dbname="
                            + Conninfo.of(
                                    forward.reached(empty.acting()),
                                    password.path(),
                                    tool.major()));
            arguments.add(archive.toString());
            try (Child child = Child.start(tool.path(), arguments);
                    Pace _ = Pace.of(Messages.text("restore.restoring"), usual, attendant)) {
                attendant.whenGone(child::close);
                boolean well = child.ended();
                if (attendant.gone()) {
                    throw ended(server);
                }
                if (!well) {
                    throw failed(server, child.words());
                }
            }
        }
    }

    private static int jobs() {
        return Math.min(MOST_JOBS, Runtime.getRuntime().availableProcessors());
    }

    static BelayException ended(Target target) {
        return Problem.of("restore.ended", target.name(), ExitCode.CANCELLED).asException();
    }

    private static BelayException failed(Target target, String words) {
        String error = Failure.firstError(words);
        boolean full = error.contains("No space left on device");
        return Problem.of(
                        full ? "restore.full-server" : "restore.failed",
                        target.name(),
                        ExitCode.FAILED,
                        ServerWords.tame(error))
                .asException();
    }

    /**
     * The rows an archive holds, found by reading it whole.
     *
     * @throws BelayException with {@link ExitCode#CORRUPT} if it has no end
     */
    public static SortedMap<String, Long> rows(
            Target target, Tool tool, Origin origin, Path archive, Attendant attendant)
            throws IOException {
        ArchiveRows rows = new ArchiveRows();
        try (Child child =
                Child.start(tool.path(), List.of("--data-only", "--file=-", archive.toString()))) {
            attendant.whenGone(child::close);
            IOException broken = null;
            try {
                child.output(rows::read);
            } catch (IOException e) {
                broken = e;
            }
            boolean well = child.ended();
            if (attendant.gone()) {
                throw ended(target);
            }
            if (!well || broken != null) {
                String words = broken == null ? child.words() : String.valueOf(broken.getMessage());
                throw PrivateCopy.corrupt(
                        target, origin, ServerWords.tame(Failure.firstError(words)));
            }
        }
        return rows.rows();
    }

    /** Table, with its schema, to its exact rows, whatever policies hide. */
    public static SortedMap<String, Long> rows(Session session) throws SQLException {
        session.one("rows-unhidden", row -> row.getString(1));
        return Dump.rows(session);
    }

    /** What differs, a few words for each of the first tables; empty if nothing does. */
    public static String difference(SortedMap<String, Long> told, SortedMap<String, Long> found) {
        return Rows.difference(told, found);
    }
}
