package dev.belay.ui.plan;

import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.operation.Outcome;
import dev.belay.operation.Plan;
import dev.belay.operation.Request;
import dev.belay.operation.Rollback;
import dev.belay.operation.Running;
import dev.belay.operation.Seed;
import dev.belay.operation.Step;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What a change is called: on its head, on its button, at its end. */
final class PlanWords {
    private PlanWords() {}

    /** {@code Roll back webshop-prod from V43 to V41}. */
    static String title(PlanModel model) {
        String name = model.target().name();
        Plan plan = model.plan();
        String from = plan == null ? null : plan.seen().version();
        String to = aim(plan, model.request());
        String key = "plan.title." + model.request().operation();
        return switch (model.request().operation()) {
            case "rollback" ->
                    from == null
                            ? Messages.text("plan.title.rollback", name, version(to))
                            : Messages.text("plan.title.rollback.from", name, from, version(to));
            case "migrate" ->
                    to == null || to.equals(from)
                            ? Messages.text("plan.title.migrate", name)
                            : from == null
                                    ? Messages.text("plan.title.migrate.to", name, to)
                                    : Messages.text("plan.title.migrate.from", name, from, to);
            case "baseline" -> Messages.text(key, name, String.valueOf(to));
            default -> Messages.text(key, name);
        };
    }

    /** {@code Roll back to V41}. */
    static String verb(PlanModel model) {
        Request request = model.request();
        String to = aim(model.plan(), request);
        return switch (request.operation()) {
            case "rollback" -> Messages.text("plan.verb.rollback", version(to));
            case "migrate" ->
                    to == null || (model.plan() != null && to.equals(model.plan().seen().version()))
                            ? Messages.text("plan.verb.migrate")
                            : Messages.text("plan.verb.migrate.to", to);
            case "seed" -> {
                String sets = request.arguments().get(Seed.SET);
                yield sets == null
                        ? Messages.text("plan.verb.seed")
                        : Messages.text("plan.verb.seed.sets", String.join(", ", Seed.sets(sets)));
            }
            case "baseline" -> Messages.text("plan.verb.baseline", String.valueOf(to));
            default -> Messages.text("plan.verb." + request.operation());
        };
    }

    private static @Nullable String aim(@Nullable Plan plan, Request request) {
        String asked =
                request.arguments().get(request.operation().equals("baseline") ? "at" : "to");
        return plan == null ? asked : plan.aim();
    }

    private static String version(@Nullable String version) {
        return version == null || version.equals(Rollback.NOTHING)
                ? Messages.text("plan.version.none")
                : Messages.text("plan.version", version);
    }

    /** {@code 2 scripts, 5 statements}. */
    static String size(Plan plan) {
        long statements = plan.steps().stream().map(Step::sql).filter(s -> s != null).count();
        return Messages.text("plan.size", plan.parts().size(), statements);
    }

    /** How it ended, for the head: {@code Done in 2.3 s}. */
    static String end(Running.Ended end) {
        return switch (end) {
            case Running.Ended.Unbegun _ -> Messages.text("plan.end.unbegun");
            case Running.Ended.With(Outcome.Done<?> done, _) ->
                    done.did()
                            ? Messages.text("plan.end.done", Units.duration(done.took()))
                            : Messages.text("plan.end.nothing");
            case Running.Ended.With(Outcome.Failed<?> _, _) -> Messages.text("plan.end.failed");
            case Running.Ended.With(Outcome.Cancelled<?> _, _) ->
                    Messages.text("plan.end.cancelled");
            case Running.Ended.With(Outcome.InDoubt<?> _, _) -> Messages.text("plan.end.doubt");
        };
    }

    /** How to get back to what was before; empty where nothing has to be said. */
    static String wayBack(Plan plan, Outcome.Done<?> done) {
        if (!done.did()) {
            return "";
        }
        String from = plan.seen().version();
        boolean copy = done.safetyCopy() != null;
        return switch (plan.operation()) {
            case "migrate", "init" ->
                    Messages.text(
                            "plan.back.migrate", version(from == null ? Rollback.NOTHING : from));
            case "rollback" ->
                    Messages.text(
                            copy ? "plan.back.rollback.copy" : "plan.back.rollback", version(from));
            case "seed" -> copy ? Messages.text("plan.back.seed") : "";
            default -> "";
        };
    }

    /** {@code 12 s}, {@code 1 min 5 s}: whole seconds, since it is told every second. */
    static String seconds(Duration duration) {
        long seconds = Math.max(1, duration.toSeconds());
        return seconds < 60
                ? Messages.text("plan.seconds", Long.toString(seconds))
                : Units.duration(Duration.ofSeconds(seconds));
    }
}
