package dev.belay.backup;

import dev.belay.store.Store;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which database stands in whose place, in the store: a restore on a server puts a new one in the
 * place of the old, which is kept for a while under another name. An entry is written before it
 * becomes true, so it holds only where the server says so as well.
 */
public final class Lineage {
    /** So long an old database is kept. */
    public static final Duration KEPT = Duration.ofDays(7);

    private final Store store;
    private final Clock clock;

    /**
     * One took the other's place.
     *
     * @param operation that did it
     * @param place of the target, as people know it
     * @param before fingerprint of the one that stood there
     * @param after fingerprint of the one that stands there since
     * @param keptAs the name that the old one has since
     */
    public record Step(
            String operation,
            String place,
            String before,
            String after,
            String keptAs,
            Instant at,
            Instant until,
            @Nullable Instant dropped) {}

    public Lineage(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Lineage(Store store) {
        this(store, Clock.systemUTC());
    }

    /** About to become true. */
    public void add(String operation, String place, String before, String after, String keptAs) {
        Instant now = clock.instant();
        store.write(
                handle ->
                        handle.execute(
                                "INSERT INTO database_lineage (operation, place, before, after,"
                                        + " kept_as, at, keep_until) VALUES (?, ?, ?, ?, ?, ?, ?)"
                                        + " ON CONFLICT (operation) DO NOTHING",
                                operation,
                                place,
                                before,
                                after,
                                keptAs,
                                now.toEpochMilli(),
                                now.plus(KEPT).toEpochMilli()));
    }

    /** It did not become true. */
    public void remove(String operation) {
        store.write(
                handle ->
                        handle.execute(
                                "DELETE FROM database_lineage WHERE operation = ?", operation));
    }

    /** The old one is gone. */
    public void dropped(String operation) {
        store.write(
                handle ->
                        handle.execute(
                                "UPDATE database_lineage SET dropped_at = ? WHERE operation = ?",
                                clock.millis(),
                                operation));
    }

    /** What an operation did, if it did. */
    public Optional<Step> of(String operation) {
        return store.read(
                handle ->
                        handle.createQuery("SELECT * FROM database_lineage WHERE operation = :id")
                                .bind("id", operation)
                                .map((row, context) -> step(row))
                                .findFirst());
    }

    /** What was done at a target's place, or to its database elsewhere, newest first. */
    public List<Step> of(Target target, Kin.Known known) {
        return steps().stream()
                .filter(s -> s.place().equals(target.place()) || known.fits(s.after(), s.at()))
                .toList();
    }

    /** True if a database may be there that was put aside, on any server. */
    public boolean keeps() {
        return steps().stream().anyMatch(s -> s.dropped() == null && !s.before().equals(s.after()));
    }

    /** All of a server's databases that were put aside and not dropped, newest first. */
    public List<Step> kept(String fingerprint) {
        return steps().stream()
                .filter(s -> s.dropped() == null && !s.before().equals(s.after()))
                .filter(s -> system(s.before()).equals(system(fingerprint)))
                .toList();
    }

    /** All that ever stood in the place of the database, itself included. */
    public Set<String> family(String fingerprint) {
        Set<String> family = new HashSet<>(Set.of(fingerprint));
        List<Step> steps = steps();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Step each : steps) {
                if (family.contains(each.before()) || family.contains(each.after())) {
                    grew |= family.add(each.before());
                    grew |= family.add(each.after());
                }
            }
        }
        return family;
    }

    private List<Step> steps() {
        return store.read(
                handle ->
                        handle.createQuery("SELECT * FROM database_lineage ORDER BY at DESC")
                                .map((row, context) -> step(row))
                                .list());
    }

    private static Step step(ResultSet row) throws SQLException {
        long dropped = row.getLong("dropped_at");
        return new Step(
                row.getString("operation"),
                row.getString("place"),
                row.getString("before"),
                row.getString("after"),
                row.getString("kept_as"),
                Instant.ofEpochMilli(row.getLong("at")),
                Instant.ofEpochMilli(row.getLong("keep_until")),
                dropped == 0 ? null : Instant.ofEpochMilli(dropped));
    }

    /** The server's part of a fingerprint. */
    public static String system(String fingerprint) {
        return fingerprint.substring(0, Math.max(0, fingerprint.lastIndexOf(" / ")));
    }

    /** The database's own part of a fingerprint. */
    public static String oid(String fingerprint) {
        return fingerprint.substring(fingerprint.lastIndexOf(" / ") + 3);
    }
}
