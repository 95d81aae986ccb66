package dev.belay.db.sqlite;

import dev.belay.db.ConnectFailure;
import dev.belay.db.ServerWords;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.sqlite.SQLiteException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** What an error of SQLite's means for the one who wanted to read the file. */
final class SqliteFailure {
    private static final int FULL = 13;

    /** IOERR, FULL, CANTOPEN. */
    private static final Set<Integer> WITHOUT_ROOM = Set.of(10, FULL, 14);

    /** Bytes without which nothing can be written. */
    private static final long LEAST = 1 << 16;

    private final Target target;
    private final SqliteFile file;

    private SqliteFailure(Target target) {
        this.target = target;
        this.file = SqliteDialect.file(target);
    }

    static ConnectFailure of(Target target, SQLException failure) {
        return new SqliteFailure(target).explain(failure);
    }

    private ConnectFailure explain(SQLException failure) {
        // What the file system knows is plainer than what SQLite makes of it.
        Path path = file.path();
        if (!Files.exists(path)) {
            return Files.exists(file.folder())
                    ? permanent("missing", path)
                    : permanent("folder-missing", file.folder());
        }
        if (Files.isDirectory(path)) {
            return permanent("directory", path);
        }
        if (!Files.isReadable(path)) {
            return permanent("unreadable", path);
        }
        if (failure instanceof FileGone) {
            return transientOne("replaced", path);
        }
        if (!(failure instanceof SQLiteException sqlite)) {
            return permanent("other", ServerWords.of(failure));
        }
        return byCode(sqlite);
    }

    private ConnectFailure byCode(SQLiteException failure) {
        int code = failure.getResultCode().code & 0xff;
        if (WITHOUT_ROOM.contains(code)) {
            OptionalLong free = file.free();
            if (code == FULL || (free.isPresent() && free.getAsLong() < LEAST)) {
                return full(free);
            }
        }
        return switch (code) {
            case 5, 6 -> busy(); // BUSY, LOCKED
            case 9 -> transientOne("slow", file.path()); // INTERRUPT: our own deadline
            case 26 -> damaged("foreign", file.path()); // NOTADB
            case 11 -> damaged("corrupt", file.path()); // CORRUPT
            case 8, 14 -> // READONLY, CANTOPEN
                    Files.isWritable(file.folder())
                            ? permanent("recovery", file.path())
                            : permanent("wal-folder", file.folder());
            case 10 -> transientOne("io", ServerWords.of(failure)); // IOERR
            default -> permanent("other", ServerWords.of(failure));
        };
    }

    /** Whoever cannot be read for the moment has a culprit all the same. */
    private ConnectFailure busy() {
        String holders =
                FileLocks.holders(file).stream()
                        .map(
                                h ->
                                        Messages.text(
                                                "sqlite.busy.holder",
                                                Long.toString(h.pid()),
                                                ServerWords.tame(h.command()),
                                                h.lock()))
                        .collect(Collectors.joining("; "));
        String unnamed =
                Messages.text(FileLocks.told() ? "sqlite.busy.nobody" : "sqlite.busy.unknown");
        return new ConnectFailure(
                Problem.of(
                        "sqlite.busy",
                        target.name(),
                        ExitCode.NO_CONNECTION,
                        file.path().toString(),
                        holders.isEmpty() ? unnamed : holders),
                false);
    }

    /** SQLite may say of a full disk only that it could not write, or not make a file. */
    private ConnectFailure full(OptionalLong free) {
        return new ConnectFailure(
                Problem.of(
                        "sqlite.full",
                        target.name(),
                        ExitCode.NO_CONNECTION,
                        file.folder().toString(),
                        free.isPresent() ? Units.size(free.getAsLong()) : "?"),
                ConnectFailure.Remedy.REPAIR);
    }

    private ConnectFailure permanent(String key, Object argument) {
        return new ConnectFailure(problem(key, argument), true);
    }

    private ConnectFailure damaged(String key, Object argument) {
        return new ConnectFailure(problem(key, argument), ConnectFailure.Remedy.REPAIR);
    }

    private ConnectFailure transientOne(String key, Object argument) {
        return new ConnectFailure(problem(key, argument), false);
    }

    private Problem problem(String key, Object argument) {
        return Problem.of(
                "sqlite." + key, target.name(), ExitCode.NO_CONNECTION, argument.toString());
    }
}
