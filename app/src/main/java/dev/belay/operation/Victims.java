package dev.belay.operation;

import dev.belay.activity.Activity;
import dev.belay.activity.Micros;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sessions that are to be killed together.
 *
 * @param all at least one
 * @param terminate true to end the sessions, false to cancel what they do
 */
public record Victims(List<Victim> all, boolean terminate) {
    private static final String SESSIONS = "sessions";
    private static final String TERMINATE = "terminate";

    public Victims {
        all = List.copyOf(all);
    }

    /** To cancel what these do now; each names its transaction. */
    public static Victims cancel(List<Victim> all) {
        return new Victims(all, false);
    }

    /** To end these sessions; one that names its transaction is ended only in that one. */
    public static Victims terminate(List<Victim> all) {
        return new Victims(all, true);
    }

    /**
     * Those whose client has left them idle in a transaction for longer than this, each in that
     * transaction. Those that the role may not see into are not among them.
     *
     * @param application the name they have; null for any
     */
    public static List<Victim> idleInTransaction(
            List<Activity> activities, @Nullable String application, Duration longer) {
        return activities.stream()
                .filter(Activity::idleInTransaction)
                .filter(a -> application == null || application.equals(a.application()))
                .filter(a -> a.ages().inState() != null)
                .filter(a -> longer.compareTo(a.ages().inState()) < 0)
                .flatMap(a -> Victim.of(a).stream())
                .toList();
    }

    /** The change that is wished for, to be planned. */
    public Request request() {
        return new Request(Kill.NAME, arguments(), false);
    }

    Map<String, String> arguments() {
        Map<String, String> arguments = new HashMap<>();
        arguments.put(SESSIONS, all.stream().map(Victim::text).collect(Collectors.joining(", ")));
        if (terminate) {
            arguments.put(TERMINATE, "");
        }
        return arguments;
    }

    /**
     * As the command takes them: all numbers, then all moments in the same order.
     *
     * @param arguments of a request
     */
    static List<String> words(Map<String, String> arguments) {
        Victims victims = of(arguments);
        List<String> words = new ArrayList<>();
        victims.all.forEach(v -> words.add(Integer.toString(v.pid())));
        for (Victim each : victims.all) {
            words.add("--started");
            words.add(Micros.text(each.started()));
        }
        if (victims.all.stream().anyMatch(v -> v.transaction() != null)) {
            victims.all.forEach(v -> words.add("--xact=" + transaction(v)));
        }
        if (victims.terminate) {
            words.add("--" + TERMINATE);
        }
        return words;
    }

    private static String transaction(Victim victim) {
        Instant transaction = victim.transaction();
        return transaction == null ? Victim.ANY : Micros.text(transaction);
    }

    static Victims of(Map<String, String> arguments) {
        String sessions = arguments.getOrDefault(SESSIONS, "");
        return new Victims(
                Arrays.stream(sessions.split(", ")).map(Victim::read).toList(),
                arguments.containsKey(TERMINATE));
    }
}
