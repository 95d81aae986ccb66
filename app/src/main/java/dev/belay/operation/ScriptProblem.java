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
        ScriptFailure.Spot spot = failure.spot();
        ExitCode exit = lost(failure.sql()) ? ExitCode.NO_CONNECTION : ExitCode.FAILED;
        if (spot == null) {
            return new Problem(key, target.name(), failure.why(), exit);
        }
        String statement = spot.statement().strip().replaceAll("\\s+", " ");
        String shown =
                statement.length() <= LONGEST ? statement : statement.substring(0, LONGEST) + " …";
        String file = spot.script() == null ? "?" : String.valueOf(spot.script().getFileName());
        return new Problem(
                key,
                target.name(),
                Messages.text(
                        "script.place", failure.why(), file, Integer.toString(spot.line()), shown),
                exit);
    }

    /** True if it was not the statement that failed but the connection, or the whole server. */
    private static boolean lost(@Nullable SQLException failure) {
        String state = failure == null ? null : failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P0"));
    }
}
