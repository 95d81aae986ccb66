package dev.belay.operation;

import dev.belay.activity.Columns;
import dev.belay.activity.LockTree;
import dev.belay.activity.Party;
import dev.belay.activity.Who;
import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures what signals brought: who is gone, and who waits no more. */
final class Relief {
    /** So long is looked for it. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    /** Whoever still waits this long after the last went on waits for somebody else. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final Duration AGAIN = Duration.ofMillis(50);

    /** Whoever goes on may wait again at once. */
    private static final Duration SURE = AGAIN.multipliedBy(2);

    private final boolean terminate;
    private final Map<Integer, @Nullable Instant> waiting = new HashMap<>();
    private final Map<Victim, Signal> sent = new HashMap<>();
    private final Set<Victim> gone = new HashSet<>();
    private Set<Integer> still = Set.of();

    /** A session as it is now. */
    private record Left(Party.Started started, boolean runs, boolean waits) {
        static Left read(ResultSet row) throws SQLException {
            return new Left(Columns.started(row), row.getBoolean("runs"), row.getBoolean("waits"));
        }
    }

    /**
     * @param before who waits for whom before the first signal
     * @param victims those that are to be signalled
     */
    Relief(LockTree before, List<Victim> victims, boolean terminate) {
        this.terminate = terminate;
        for (Victim each : victims) {
            for (Who behind : before.behind(Who.of(each.pid()))) {
                before.find(behind)
                        .map(Party::started)
                        .ifPresent(s -> waiting.put(behind.pid(), s.backend()));
            }
        }
        // What is killed itself is not freed.
        victims.forEach(v -> waiting.remove(v.pid()));
        still = Set.copyOf(waiting.keySet());
    }

    void sent(Victim victim, Signal signal) {
        sent.put(victim, signal);
    }

    int waited() {
        return waiting.size();
    }

    int freed() {
        return waiting.size() - still.size();
    }

    boolean gone(Victim victim) {
        return gone.contains(victim);
    }

    /** Looks until all are gone and nobody is freed any more, at most so long. */
    void measure(Session session, Work work) throws SQLException {
        long began = System.nanoTime();
        long moved = began;
        while (true) {
            if (look(session)) {
                moved = System.nanoTime();
            }
            long now = System.nanoTime();
            Duration calm = still.isEmpty() ? SURE : QUIET;
            boolean quiet = now - moved > calm.toNanos() || waiting.isEmpty();
            boolean over = now - began > LIMIT.toNanos();
            if (over || (gone.size() == sent.size() && quiet)) {
                return;
            }
            work.check();
            try {
                Thread.sleep(AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** True if something was another than before. */
    private boolean look(Session session) throws SQLException {
        Integer[] pids =
                Stream.concat(sent.keySet().stream().map(Victim::pid), waiting.keySet().stream())
                        .toArray(Integer[]::new);
        Map<Integer, Left> left = new HashMap<>();
        session.all("kill-left", row -> left.put(row.getInt("pid"), Left.read(row)), (Object) pids);
        boolean went = false;
        for (Map.Entry<Victim, Signal> each : sent.entrySet()) {
            Victim victim = each.getKey();
            went |= isGone(victim, each.getValue(), left.get(victim.pid())) && gone.add(victim);
        }
        Set<Integer> before = still;
        still =
                waiting.entrySet().stream()
                        .filter(w -> waits(w.getValue(), left.get(w.getKey())))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet());
        return went || !still.equals(before);
    }

    /** Of a role that may not see when it began, its number has to do. */
    private static boolean waits(@Nullable Instant session, @Nullable Left now) {
        return now != null
                && now.waits
                && (session == null
                        || now.started.backend() == null
                        || session.equals(now.started.backend()));
    }

    private boolean isGone(Victim victim, Signal signal, @Nullable Left now) {
        if (now == null || !victim.started().equals(now.started.backend())) {
            return true;
        }
        if (terminate) {
            return false;
        }
        Instant transaction = victim.transaction();
        return !now.runs
                || (transaction != null && !transaction.equals(now.started.transaction()))
                || (signal.query() != null && !signal.query().equals(now.started.query()));
    }
}
