package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.activity.Party;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Sessions as a server would tell of them. */
final class Crowd {
    static final Instant BEGAN = Instant.parse("2026-11-21T12:41:07.318Z");
    private static final String[] STATES = {"active", "idle", "idle in transaction", "idle"};
    private static final String[] APPLICATIONS = {"checkout-api", "cart-api", "billing", "psql"};

    private Crowd() {}

    /** So many of them, of every kind. */
    static List<Activity> of(int size) {
        return of(size, 0);
    }

    /** The same a few seconds later: older, and some in another state. */
    static List<Activity> of(int size, int later) {
        return IntStream.range(0, size).mapToObj(i -> one(i, later)).toList();
    }

    private static Activity one(int i, int later) {
        String state = STATES[(i % 10 == 0 ? i + later : i) % 4];
        return session(
                1000 + i,
                APPLICATIONS[(i / 4) % 4],
                "app_" + i % 7,
                state,
                Duration.ofMillis((i * 137L + later * 800L) % 90_000),
                i % 11 == 0 && state.equals("active") ? List.of(1000) : List.of());
    }

    static Activity session(
            int pid,
            String application,
            String user,
            String state,
            Duration age,
            List<Integer> blockedBy) {
        return new Activity(
                pid,
                null,
                user,
                "shop",
                application,
                "10.20.4." + pid % 250,
                "client backend",
                state,
                blockedBy.isEmpty() ? null : "Lock: transactionid",
                "UPDATE orders\n   SET state = 'billed' WHERE id = " + pid,
                new Party.Started(BEGAN.plusMillis(pid), BEGAN.plusSeconds(60), BEGAN),
                new Activity.Ages(state.equals("idle") ? null : age.plusSeconds(1), age, age),
                null,
                null,
                blockedBy,
                false);
    }
}
