package dev.belay.operation;

import dev.belay.history.ScriptFailure;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Address;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;

/** A script that failed, told with the place in it. */
final class ScriptProblem {
    private static final int LONGEST = 160;

    /** PostgreSQL's disk_full. */
    private static final String DISK_FULL = "53100";

    /** SQLite has no states, but numbers; a full folder for temporary files is told so as well. */
    private static final int SQLITE_FULL = 13;

    private ScriptProblem() {}

    static Problem of(String key, Target target, ScriptFailure failure) {
        ScriptFailure.Spot spot = failure.spot();
        ExitCode exit = lost(failure.sql()) ? ExitCode.NO_CONNECTION : ExitCode.FAILED;
        String why = spot == null ? failure.why() : placed(failure.why(), spot);
        return full(failure.sql())
                ? ofFullDisk(target, why)
                : new Problem(key, target.name(), why, exit);
    }

    private static String placed(String why, ScriptFailure.Spot spot) {
        String statement = spot.statement().strip().replaceAll("\\s+", " ");
        String shown =
                statement.length() <= LONGEST ? statement : statement.substring(0, LONGEST) + " …";
        String file = spot.script() == null ? "?" : String.valueOf(spot.script().getFileName());
        return Messages.text("script.place", why, file, Integer.toString(spot.line()), shown);
    }

    private static Problem ofFullDisk(Target target, String why) {
        if (target.address() instanceof Address.File file) {
            Path folder = Objects.requireNonNullElse(file.path().getParent(), file.path());
            String free;
            try {
                free = Units.size(Files.getFileStore(folder).getUsableSpace());
            } catch (IOException e) {
                free = "?";
            }
            return Problem.of(
                    "operation.full", target.name(), ExitCode.FAILED, why, folder.toString(), free);
        }
        return Problem.of("operation.full-server", target.name(), ExitCode.FAILED, why);
    }

    private static boolean full(@Nullable SQLException failure) {
        return failure != null
                && (DISK_FULL.equals(failure.getSQLState())
                        || (failure.getSQLState() == null
                                && failure.getErrorCode() == SQLITE_FULL));
    }

    /** True if it was not the statement that failed but the connection, or the whole server. */
    private static boolean lost(@Nullable SQLException failure) {
        String state = failure == null ? null : failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P0"));
    }
}
