package dev.belay.operation;

import dev.belay.history.ScriptFailure;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;

/** A script that failed, told with the place in it. */
final class ScriptProblem {
    private static final int LONGEST = 160;

    private ScriptProblem() {}

    static Problem of(String key, Target target, ScriptFailure failure) {
        ScriptFailure.Spot spot = failure.spot();
        if (spot == null) {
            return new Problem(key, target.name(), failure.why(), ExitCode.FAILED);
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
                ExitCode.FAILED);
    }
}
