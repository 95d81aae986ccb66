package dev.belay.backup;

import dev.belay.db.ConnectException;
import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.ServerWords;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.store.OwnerOnly;
import dev.belay.target.Address;
import dev.belay.target.PasswordFile;
import dev.belay.target.Target;
import dev.belay.tool.Child;
import dev.belay.tool.Program;
import dev.belay.tool.Tool;
import dev.belay.tool.Tools;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Restores a backup into an empty database of our own and counts its rows there. Nothing in it can
 * reach beyond that database by itself.
 */
public final class ScratchRestore {
    private static final int MOST_JOBS = 4;
    private static final int BUFFER = 1 << 20;
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})");

    private final Sessions sessions;
    private final Tools tools;

    /**
     * Where a backup is restored to.
     *
     * @param server whose password and way lead there
     * @param database an empty one, or a file that is not there
     * @param source connections to it
     * @param own a folder for nobody else, gone soon
     */
    public record Empty(Target server, Target database, SessionSource source, Path own) {}

    public ScratchRestore(Sessions sessions, Tools tools) {
        this.sessions = sessions;
        this.tools = tools;
    }

    /**
     * Reads the whole backup and compares it with its manifest.
     *
     * @throws BelayException with {@link ExitCode#CORRUPT} if it is not as it was written
     */
    public void check(Target target, Stored stored, Attendant attendant) throws IOException {
        attendant.at(Messages.text("proof.reading"), OptionalDouble.empty());
        if (!stored.there()) {
            throw corrupt(target, Messages.text("proof.gone", stored.file().toString()));
        }
        if (Disk.bytes(stored.file()) != stored.manifest().bytes()
                || !Disk.sha256(stored.file()).equals(stored.manifest().sha256())) {
            throw corrupt(target, Messages.text("proof.changed", stored.file().toString()));
        }
    }

    /**
     * Restores a backup that was checked; blocks as long as that takes, so it belongs on a platform
     * thread.
     *
     * @param target whose backup it is
     * @param opening what it is opened with if it is encrypted
     * @param usual how long that took before, or null
     * @return the rows of each table there
     * @throws BelayException with {@link ExitCode#CORRUPT} if what was restored is not what was
     *     backed up, {@link ExitCode#INCOMPATIBLE} if no program here can restore it, {@link
     *     ExitCode#FAILED} if the program failed
     */
    public SortedMap<String, Long> run(
            Target target,
            Stored stored,
            Opening opening,
            Empty empty,
            @Nullable Duration usual,
            Attendant attendant)
            throws SQLException, ConnectException, IOException {
        if (empty.database().address() instanceof Address.File to) {
            opened(target, stored, opening, to.path(), attendant);
            attendant.at(Messages.text("proof.counting"), OptionalDouble.empty());
            try (Session session = sessions.open(empty.database(), Purpose.ASK)) {
                attendant.whenGone(() -> FileReading.interrupt(session));
                whole(target, session);
                return like(target, stored, SqliteReading.rows(session.connection()));
            }
        }
        Path archive = stored.file();
        if (stored.manifest().encrypted()) {
            archive = empty.own().resolve("archive");
            opened(target, stored, opening, archive, attendant);
        }
        try (Pace _ = Pace.of(Messages.text("proof.restoring"), usual, attendant)) {
            restored(target, stored, archive, empty, attendant);
        }
        attendant.at(Messages.text("proof.counting"), OptionalDouble.empty());
        try (Session session = empty.source().session()) {
            return like(target, stored, Dump.rows(session));
        }
    }

    private static SortedMap<String, Long> like(
            Target target, Stored stored, SortedMap<String, Long> rows) {
        String difference = Rows.difference(stored.manifest().rows(), rows);
        if (!difference.isEmpty()) {
            throw corrupt(target, difference);
        }
        return rows;
    }

    private static void whole(Target target, Session session) throws SQLException {
        List<String> faults =
                FileReading.texts(session.connection(), FileReading.sql("integrity-check"));
        if (!faults.equals(List.of("ok"))) {
            throw corrupt(target, String.join("; ", faults));
        }
    }

    /** Its content in a file of our own, on the disk. */
    private static void opened(
            Target target, Stored stored, Opening opening, Path to, Attendant attendant)
            throws IOException {
        long bytes = Math.max(1, stored.manifest().bytes());
        long free = Disk.free(to);
        if (free < bytes) {
            throw Failure.tooLarge(target, Objects.requireNonNull(to.getParent()), bytes, free);
        }
        OwnerOnly.file(to);
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = opening.open(stored.file(), target.name());
                OutputStream out = Files.newOutputStream(to)) {
            long done = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                done += n;
                attendant.at(
                        Messages.text("proof.restoring"),
                        OptionalDouble.of(Math.min(1, (double) done / bytes)));
                if (attendant.gone()) {
                    throw ended(target);
                }
            }
        }
        Disk.sync(to);
    }

    private void restored(
            Target target, Stored stored, Path archive, Empty empty, Attendant attendant)
            throws ConnectException, IOException {
        Tool tool = program(target, stored);
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--exit-on-error",
                                "--no-password",
                                "--no-owner",
                                "--no-privileges",
                                "--no-tablespaces",
                                "--no-publications",
                                "--no-subscriptions",
                                "--jobs=" + jobs()));
        try (Forwarding.Forward forward = sessions.way(empty.server());
                PasswordFile password =
                        new PasswordFile(sessions.passwords().password(empty.server().acting()))) {
            arguments.add(
                    "--dbname="
                            + Conninfo.of(
                                    forward.reached(empty.database().acting()),
                                    password.path(),
                                    tool.major()));
            arguments.add(archive.toString());
            try (Child child = Child.start(tool.path(), arguments)) {
                attendant.whenGone(child::close);
                boolean well = child.ended();
                if (attendant.gone()) {
                    throw ended(target);
                }
                if (!well) {
                    throw Problem.of(
                                    "proof.failed",
                                    target.name(),
                                    ExitCode.FAILED,
                                    ServerWords.tame(Failure.firstError(child.words())))
                            .asException();
                }
            }
        }
    }

    private static int jobs() {
        return Math.min(MOST_JOBS, Runtime.getRuntime().availableProcessors());
    }

    /** The lowest one that reads what the pg_dump of the backup wrote. */
    private Tool program(Target target, Stored stored) {
        int major = major(stored.manifest().tool());
        return tools.find(List.of(Program.PG_RESTORE)).stream()
                .filter(t -> t.major() >= major)
                .min(Comparator.comparingInt(Tool::major))
                .orElseThrow(
                        () ->
                                Problem.of(
                                                "proof.tool",
                                                target.name(),
                                                ExitCode.INCOMPATIBLE,
                                                Integer.toString(major))
                                        .asException());
    }

    /** The major of a version in words: {@code pg_dump 15.18}; 0 if there is none. */
    public static int major(@Nullable String words) {
        Matcher first = VERSION.matcher(words == null ? "" : words);
        return first.find() ? Integer.parseInt(first.group(1)) : 0;
    }

    private static BelayException ended(Target target) {
        return Problem.of("proof.ended", target.name(), ExitCode.CANCELLED).asException();
    }

    private static BelayException corrupt(Target target, String how) {
        return Problem.of("proof.unlike", target.name(), ExitCode.CORRUPT, how).asException();
    }
}
