package dev.belay.backup;

import dev.belay.store.Store;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** How long restores into scratch took, in the store. */
public final class RestoreTimes {
    private final Supplier<Store> store;

    /**
     * One restore.
     *
     * @param backup its id
     * @param rows in all tables
     * @param bytes of the backup
     * @param where the scratch was, for people
     */
    public record Entry(
            String backup, Instant at, Duration took, long rows, long bytes, String where) {}

    /**
     * @param store opened when it is first asked
     */
    public RestoreTimes(Supplier<Store> store) {
        this.store = store;
    }

    /**
     * Keeps one.
     *
     * @throws dev.belay.message.BelayException if the store cannot be written
     */
    public void add(Target target, Entry entry) {
        store.get()
                .write(
                        handle ->
                                handle.execute(
                                        "INSERT OR REPLACE INTO restore_time (place, target,"
                                                + " backup, at, restore_ms, table_rows, bytes,"
                                                + " scratch) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                        target.place(),
                                        target.name(),
                                        entry.backup(),
                                        entry.at().toEpochMilli(),
                                        entry.took().toMillis(),
                                        entry.rows(),
                                        entry.bytes(),
                                        entry.where()));
    }

    /**
     * How long a restore will take about, by the last one of that backup, or else by the last one
     * of the target and its size; null if there was none.
     *
     * @param backup its id, or null if it has none
     * @param bytes of the backup
     */
    public @Nullable Duration usual(Target target, @Nullable String backup, long bytes) {
        List<Entry> all = of(target, Instant.EPOCH);
        for (Entry each : all.reversed()) {
            if (each.backup().equals(backup)) {
                return each.took();
            }
        }
        Entry last = all.isEmpty() ? null : all.getLast();
        return last == null || last.bytes() <= 0
                ? null
                : Duration.ofMillis(
                        (long) (last.took().toMillis() / (double) last.bytes() * bytes));
    }

    /** Those of a target at a time or later, oldest first. */
    public List<Entry> of(Target target, Instant since) {
        return store.get()
                .read(
                        handle ->
                                handle.createQuery(
                                                "SELECT * FROM restore_time WHERE place = :place"
                                                        + " AND at >= :since ORDER BY at")
                                        .bind("place", target.place())
                                        .bind("since", since.toEpochMilli())
                                        .map(
                                                (row, context) ->
                                                        new Entry(
                                                                row.getString("backup"),
                                                                Instant.ofEpochMilli(
                                                                        row.getLong("at")),
                                                                Duration.ofMillis(
                                                                        row.getLong("restore_ms")),
                                                                row.getLong("table_rows"),
                                                                row.getLong("bytes"),
                                                                row.getString("scratch")))
                                        .list());
    }
}
