package dev.belay.ui.plan;

import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.operation.ChangeWords;
import dev.belay.operation.Initialised;
import dev.belay.operation.Migrated;
import dev.belay.operation.Outcome;
import dev.belay.operation.Plan;
import dev.belay.operation.Running;
import dev.belay.operation.Step;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What the sheet says of a plan and of its end. */
final class PlanWords {
    private PlanWords() {}

    /** {@code 2 scripts, 5 statements}. */
    static String size(Plan plan) {
        long statements = plan.steps().stream().map(Step::sql).filter(s -> s != null).count();
        return Messages.text("plan.size", plan.parts().size(), statements);
    }

    /** How it ended, for the head: {@code Done in 2.3 s}. */
    static String end(Plan plan, Running.Ended end) {
        return switch (end) {
            case Running.Ended.Unbegun _ -> Messages.text("plan.end.unbegun");
            case Running.Ended.With(Outcome.Done<?> done, _) ->
                    done.did() ? done(plan, done) : Messages.text("plan.end.nothing");
            case Running.Ended.With(Outcome.Failed<?> _, _) -> Messages.text("plan.end.failed");
            case Running.Ended.With(Outcome.Cancelled<?> _, _) ->
                    Messages.text("plan.end.cancelled");
            case Running.Ended.With(Outcome.InDoubt<?> _, _) -> Messages.text("plan.end.doubt");
        };
    }

    private static String done(Plan plan, Outcome.Done<?> done) {
        String took = Units.duration(done.took());
        int all = plan.parts().size();
        int alone = done.leftAlone().size();
        return alone == 0
                ? Messages.text("plan.end.done", took)
                : Messages.text("plan.end.partly", took, all - alone, all);
    }

    /** How to get back to what was before; empty where nothing has to be said. */
    static String wayBack(Plan plan, Outcome.Done<?> done) {
        if (!done.did()) {
            return "";
        }
        String from = plan.seen().version();
        boolean copy = done.safetyCopy() != null;
        return switch (plan.operation()) {
            case "migrate", "init" -> migratedBack(done, ChangeWords.version(from));
            case "rollback" ->
                    Messages.text(
                            copy ? "plan.back.rollback.copy" : "plan.back.rollback",
                            ChangeWords.version(from));
            case "seed" -> copy ? Messages.text("plan.back.seed") : "";
            default -> "";
        };
    }

    private static String migratedBack(Outcome.Done<?> done, String to) {
        List<String> oneWay =
                switch (done.result()) {
                    case Migrated migrated -> migrated.oneWay();
                    case Initialised initialised -> initialised.oneWay();
                    default -> List.of();
                };
        if (oneWay.isEmpty()) {
            return Messages.text("plan.back.migrate", to);
        }
        String which = oneWay.stream().map(ChangeWords::version).collect(Collectors.joining(", "));
        String key = done.safetyCopy() == null ? "plan.back.one-way" : "plan.back.one-way.copy";
        return Messages.text(key, which, oneWay.size(), to);
    }

    /** With a capital and a full stop; a file or a name at its start keeps its own writing. */
    static String sentence(String text) {
        if (text.isEmpty() || text.endsWith(".")) {
            return text;
        }
        String first = text.split("\\s", 2)[0];
        boolean word = first.chars().allMatch(c -> Character.isLetter(c) || c == ',');
        return (word ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text) + ".";
    }

    /** {@code 12 s}, {@code 1 min 5 s}: whole seconds, since it is told every second. */
    static String seconds(Duration duration) {
        long seconds = Math.max(1, duration.toSeconds());
        return seconds < 60
                ? Messages.text("plan.seconds", Long.toString(seconds))
                : Units.duration(Duration.ofSeconds(seconds));
    }
}
