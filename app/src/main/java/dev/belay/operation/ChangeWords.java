package dev.belay.operation;

import dev.belay.message.Messages;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** What a change is called by people: on its head, on its button, while it runs. */
public final class ChangeWords {
    private ChangeWords() {}

    /**
     * {@code Roll back webshop-prod from V43 to V41}.
     *
     * @param plan null as long as it is not planned
     */
    public static String title(Target target, Request request, @Nullable Plan plan) {
        String name = target.name();
        String from = plan == null ? null : plan.seen().version();
        String to = aim(request, plan);
        return switch (request.operation()) {
            case "rollback" ->
                    from == null
                            ? Messages.text("change.title.rollback", name, version(to))
                            : Messages.text("change.title.rollback.from", name, from, version(to));
            case "migrate" ->
                    to == null || to.equals(from)
                            ? Messages.text("change.title.migrate", name)
                            : from == null
                                    ? Messages.text("change.title.migrate.to", name, to)
                                    : Messages.text("change.title.migrate.from", name, from, to);
            case "baseline" -> Messages.text("change.title.baseline", name, String.valueOf(to));
            case Kill.NAME ->
                    ends(request.arguments())
                            ? Messages.text("change.title.kill", pids(request.arguments()), name)
                            : Messages.text("change.title.cancel", pids(request.arguments()), name);
            default -> Messages.text("change.title." + request.operation(), name);
        };
    }

    /** {@code Roll back to V41}. */
    public static String verb(Request request, @Nullable Plan plan) {
        String to = aim(request, plan);
        return switch (request.operation()) {
            case "rollback" -> Messages.text("change.verb.rollback", version(to));
            case "migrate" ->
                    to == null || (plan != null && to.equals(plan.seen().version()))
                            ? Messages.text("change.verb.migrate")
                            : Messages.text("change.verb.migrate.to", to);
            case "seed" -> {
                String sets = request.arguments().get(Seed.SET);
                yield sets == null
                        ? Messages.text("change.verb.seed")
                        : Messages.text(
                                "change.verb.seed.sets", String.join(", ", Seed.sets(sets)));
            }
            case "baseline" -> Messages.text("change.verb.baseline", String.valueOf(to));
            case Kill.NAME ->
                    ends(request.arguments())
                            ? Messages.text("change.verb.kill", pids(request.arguments()))
                            : Messages.text("change.verb.cancel", pids(request.arguments()));
            default -> Messages.text("change.verb." + request.operation());
        };
    }

    /** {@code Rolling webshop-prod back to V41}, while it does. */
    public static String doing(Running running) {
        Plan plan = running.plan();
        String name = running.target().name();
        String to = plan.aim();
        return switch (plan.operation()) {
            case "rollback" -> Messages.text("change.doing.rollback", name, version(to));
            case "migrate" ->
                    to == null || to.equals(plan.seen().version())
                            ? Messages.text("change.doing.migrate", name)
                            : Messages.text("change.doing.migrate.to", name, to);
            case Kill.NAME ->
                    ends(plan.arguments())
                            ? Messages.text("change.doing.kill", pids(plan.arguments()), name)
                            : Messages.text("change.doing.cancel", pids(plan.arguments()), name);
            default -> Messages.text("change.doing." + plan.operation(), name);
        };
    }

    private static boolean ends(Map<String, String> arguments) {
        return Victims.of(arguments).terminate();
    }

    /** {@code pid 812}, or the first of several and how many there are beside it. */
    private static String pids(Map<String, String> arguments) {
        List<Victim> all = Victims.of(arguments).all();
        String first = Messages.text("activity.pid", Integer.toString(all.getFirst().pid()));
        return all.size() == 1 ? first : Messages.text("change.more", first, all.size() - 1);
    }

    private static @Nullable String aim(Request request, @Nullable Plan plan) {
        String named = request.operation().equals("baseline") ? "at" : "to";
        return plan == null ? request.arguments().get(named) : plan.aim();
    }

    /** {@code V41}, or that there is none. */
    public static String version(@Nullable String version) {
        return version == null || version.equals(Rollback.NOTHING)
                ? Messages.text("change.version.none")
                : Messages.text("change.version", version);
    }
}
