package dev.belay.activity;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a server tells of locks that are waited for, row by row, until it is put together: joining
 * it costs a server more than telling it.
 */
final class LockFacts {
    /** Each mode, and a bit for each of those that it conflicts with; the lowest is the first. */
    private static final List<String> MODES =
            List.of(
                    "AccessShareLock",
                    "RowShareLock",
                    "RowExclusiveLock",
                    "ShareUpdateExclusiveLock",
                    "ShareLock",
                    "ShareRowExclusiveLock",
                    "ExclusiveLock",
                    "AccessExclusiveLock");

    private static final int[] CONFLICTS = {128, 192, 240, 248, 236, 252, 254, 255};

    private record Wait(
            int pid, LockTag tag, String mode, @Nullable Duration waited, List<Integer> by) {
        /** The longest first, those in their first moments last. */
        static final Comparator<Wait> LONGEST =
                Comparator.comparing(Wait::waited, Comparator.nullsLast(Comparator.reverseOrder()));
    }

    /**
     * @param holder a virtual transaction's name, where it is a prepared one's lock
     */
    private record Grant(int pid, @Nullable String holder, int mode) {}

    private record Table(long place, long relation) {}

    private final Map<Integer, List<Wait>> waits = new LinkedHashMap<>();
    private final Map<LockTag, List<Grant>> grants = new HashMap<>();
    private final Map<Integer, Table> queues = new HashMap<>();
    private final Map<Table, String> names = new HashMap<>();
    private final Map<String, String> transactions = new HashMap<>();
    private final Map<String, String> gids = new HashMap<>();
    private final Map<Who, Party> known = new HashMap<>();
    private Instant at = Instant.EPOCH;

    /** Takes one row, of whichever part. */
    boolean take(ResultSet row) throws SQLException {
        switch (row.getString("part")) {
            case "lock" -> lock(row);
            case "session" -> session(row, row.getInt("pid"), null);
            case "name" ->
                    names.put(
                            new Table(row.getLong("place"), row.getLong("relation")),
                            LockTag.named(
                                    String.valueOf(Columns.line(row, "name")),
                                    Columns.line(row, "elsewhere")));
            case "prepared" -> {
                gids.put(row.getString("transactionid"), row.getString("gid"));
                session(row, 0, row.getString("gid"));
            }
            default -> at = Objects.requireNonNull(Columns.instant(row, "sampled_at"));
        }
        return true;
    }

    private void lock(ResultSet row) throws SQLException {
        LockTag tag = LockTag.of(row);
        int pid = row.getInt("pid");
        String mode = row.getString("mode");
        if (!row.getBoolean("granted")) {
            waits.computeIfAbsent(pid, p -> new ArrayList<>(1))
                    .add(
                            new Wait(
                                    pid,
                                    tag,
                                    mode,
                                    Columns.millis(row, "wait_ms"),
                                    Columns.integers(row, "blocked_by")));
            return;
        }
        String holder = row.getString("holder");
        grants.computeIfAbsent(tag, t -> new ArrayList<>(1))
                .add(new Grant(pid, holder, MODES.indexOf(mode)));
        if (holder != null && tag.transactionid() != null) {
            // The lock on its own transaction tells which of the prepared ones it is.
            transactions.put(holder, tag.transactionid());
        } else if (tag.type().equals("tuple")) {
            queues.put(pid, new Table(tag.place(), tag.relation()));
        }
    }

    private void session(ResultSet row, int pid, @Nullable String gid) throws SQLException {
        Who who = new Who(pid, gid);
        String kind = row.getString("backend_type");
        known.put(
                who,
                new Party(
                        who,
                        Columns.line(row, "username"),
                        Columns.line(row, "database"),
                        Columns.line(row, "application"),
                        row.getString("client"),
                        kind,
                        row.getString("state"),
                        // Who may not see into it is told so by the server in the query's place.
                        kind == null ? null : row.getString("query"),
                        Columns.started(row),
                        Columns.millis(row, "xact_ms"),
                        Columns.millis(row, "state_ms"),
                        null));
    }

    /** All that wait, and who holds what they wait for. */
    LockSample sample() {
        List<Party> parties = new ArrayList<>();
        Set<Who> holders = new TreeSet<>();
        waits.forEach(
                (pid, all) -> {
                    Set<Who> hard = new HashSet<>();
                    all.forEach(wait -> holders(wait, hard));
                    holders.addAll(hard);
                    parties.add(known(Who.of(pid)).awaiting(awaited(all, hard)));
                });
        holders.stream()
                .filter(who -> who.gid() != null || !waits.containsKey(who.pid()))
                .map(this::known)
                .forEach(parties::add);
        return new LockSample(at, List.copyOf(parties));
    }

    private Party known(Who who) {
        Party party = known.get(who);
        return party != null ? party : Party.unknown(who);
    }

    private void holders(Wait wait, Set<Who> hard) {
        int mode = MODES.indexOf(wait.mode);
        for (Grant grant : grants.getOrDefault(wait.tag, List.of())) {
            boolean conflicts =
                    mode >= 0 && grant.mode >= 0 && (CONFLICTS[mode] >> grant.mode & 1) == 1;
            if (conflicts && grant.holder != null) {
                String gid = gids.get(transactions.get(grant.holder));
                if (gid != null) {
                    hard.add(new Who(0, gid));
                }
            } else if (conflicts && grant.pid != wait.pid) {
                hard.add(Who.of(grant.pid));
            }
        }
    }

    /** A leader of parallel workers may wait more than once; the longest of it is told. */
    private LockWait awaited(List<Wait> all, Set<Who> hard) {
        Wait wait = all.stream().min(Wait.LONGEST).orElseThrow();
        return new LockWait(wait.waited, wait.mode, locked(wait), wait.by, still(hard, wait.by));
    }

    /**
     * The server tells who holds a lock a moment before it tells who blocks. Who let go in between
     * blocks no more; and if all have, whoever blocks now came to hold it.
     */
    private static Set<Who> still(Set<Who> held, List<Integer> by) {
        Set<Who> hard = new HashSet<>(held);
        hard.removeIf(who -> !by.contains(who.pid()));
        if (hard.isEmpty() && !held.isEmpty()) {
            by.stream().filter(pid -> pid != 0).map(Who::of).forEach(hard::add);
        }
        return hard;
    }

    /** Who waits for a row's writer holds the row's place in the queue, which tells the table. */
    private LockWait.Locked locked(Wait wait) {
        LockTag tag = wait.tag;
        boolean writer = tag.type().equals("transactionid");
        Table table = writer ? queues.get(wait.pid) : new Table(tag.place(), tag.relation());
        String name = table == null ? null : names.get(table);
        return name == null
                ? new LockWait.Locked(tag.type(), tag.words(), false)
                : new LockWait.Locked(tag.type(), name, writer || tag.type().equals("tuple"));
    }
}
