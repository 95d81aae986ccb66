package dev.belay.operation;

import dev.belay.history.ScriptFailure;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/** A script that failed, told with the place in it. */
final class ScriptProblem {
    private static final int LONGEST = 160;

    private ScriptProblem() {}

    static Problem of(String key, Target target, ScriptFailure failure) {
        ExitCode exit = lost(failure.sql()) ? ExitCode.NO_CONNECTION : ExitCode.FAILED;
        return FullDisk.of(target, new Problem(key, target.name(), placed(failure), exit), failure);
    }

    /** The reason, with the statement and its place where it was one. */
    static String placed(ScriptFailure failure) {
        ScriptFailure.Spot spot = failure.spot();
        if (spot == null) {
            return failure.why();
        }
        String file = spot.script() == null ? "?" : String.valueOf(spot.script().getFileName());
        return Messages.text(
                "script.place",
                failure.why(),
                file,
                Integer.toString(spot.line()),
                shown(spot.statement()));
    }

    /** In one line, and not too long. */
    static String shown(String statement) {
        String line = statement.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
    }

    /** True if it was not the statement that failed but the connection, or the whole server. */
    static boolean lost(@Nullable SQLException failure) {
        String state = failure == null ? null : failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P0"));
    }
}
