package dev.belay.db.sqlite;

import dev.belay.db.ConnectFailure;
import dev.belay.db.ServerWords;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** What an error of SQLite's means for the one who wanted to read the file. */
final class SqliteFailure {
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
        SQLiteErrorCode code = failure.getResultCode();
        return switch (code.code & 0xff) {
            case 5, 6 -> transientOne("busy", file.path()); // BUSY, LOCKED
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
