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
        String why = spot == null ? failure.why() : placed(failure.why(), spot);
        return FullDisk.of(target, new Problem(key, target.name(), why, exit), failure);
    }

    private static String placed(String why, ScriptFailure.Spot spot) {
        String statement = spot.statement().strip().replaceAll("\\s+", " ");
        String shown =
                statement.length() <= LONGEST ? statement : statement.substring(0, LONGEST) + " …";
        String file = spot.script() == null ? "?" : String.valueOf(spot.script().getFileName());
        return Messages.text("script.place", why, file, Integer.toString(spot.line()), shown);
    }

    /** True if it was not the statement that failed but the connection, or the whole server. */
    static boolean lost(@Nullable SQLException failure) {
        String state = failure == null ? null : failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P0"));
    }
}
