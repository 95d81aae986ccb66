package dev.belay.operation;

import dev.belay.activity.Activities;
import dev.belay.activity.Activity;
import dev.belay.db.Session;
import dev.belay.message.Problem;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A victim as it is now.
 *
 * @param now the session of that number; null if there is none
 * @param obstacle why it cannot be signalled, or is to be left alone; null if nothing is against it
 */
record Sighting(Victim victim, @Nullable Activity now, @Nullable Problem obstacle) {

    /** What the role that asks is called, and what it lacks to signal a session. */
    private record Rights(String role, @Nullable String lacks) {}

    /** All of them, in two round trips. */
    static List<Sighting> of(Session session, Victims victims) throws SQLException {
        Map<Integer, Activity> there =
                Activities.read(session).orElse(List.of()).stream()
                        .collect(Collectors.toMap(Activity::pid, Function.identity()));
        Integer[] pids = victims.all().stream().map(Victim::pid).toArray(Integer[]::new);
        Map<Integer, Rights> rights = new HashMap<>();
        session.all(
                "kill-rights",
                row ->
                        rights.put(
                                row.getInt("pid"),
                                new Rights(row.getString("role"), row.getString("lacks"))),
                (Object) pids);
        List<Sighting> all = new ArrayList<>();
        for (Victim each : victims.all()) {
            Activity now = there.get(each.pid());
            Obstacles obstacles = new Obstacles(session.target(), each, victims.terminate());
            all.add(new Sighting(each, now, obstacle(obstacles, now, rights.get(each.pid()))));
        }
        return all;
    }

    private static @Nullable Problem obstacle(
            Obstacles obstacles, @Nullable Activity now, @Nullable Rights rights) {
        if (now == null || rights == null) {
            return obstacles.gone();
        }
        Problem changed =
                now.started().backend() == null
                        ? obstacles.hidden(rights.role, rights.lacks)
                        : obstacles.changed(now.started());
        if (changed != null) {
            return changed;
        }
        if (rights.lacks != null) {
            return obstacles.lacks(now, rights.role, rights.lacks);
        }
        return obstacles.idle(now);
    }

    boolean clear() {
        return obstacle == null;
    }

    /** True if nobody can tell whether it is the one that is meant. */
    boolean hidden() {
        return now != null && now.started().backend() == null;
    }

    /** True if the session is there that is meant, in the transaction that is meant. */
    boolean there() {
        Instant transaction = victim.transaction();
        return sameSession()
                && (transaction == null
                        || transaction.equals(Objects.requireNonNull(now).started().transaction()));
    }

    /** True if the session is there that is meant, whatever transaction it is in. */
    boolean sameSession() {
        return now != null && victim.started().equals(now.started().backend());
    }
}
