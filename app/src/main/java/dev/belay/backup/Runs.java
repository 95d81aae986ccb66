package dev.belay.backup;

import dev.belay.store.Store;
import dev.belay.target.Target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** How backups ended, in the store. */
public final class Runs {
    private final Supplier<Store> store;

    /**
     * @param store opened when it is first asked
     */
    public Runs(Supplier<Store> store) {
        this.store = store;
    }

    /**
     * Keeps one.
     *
     * @throws dev.belay.message.BelayException if the store cannot be written
     */
    public void add(Run run) {
        store.get()
                .write(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO backup_run (operation, target, place,"
                                                        + " fingerprint, began_at, duration_ms,"
                                                        + " outcome, backup, bytes, source_bytes,"
                                                        + " reason) VALUES (:operation, :target,"
                                                        + " :place, :fingerprint, :began, :took,"
                                                        + " :outcome, :backup, :bytes, :source,"
                                                        + " :reason)")
                                        .bind("operation", run.operation())
                                        .bind("target", run.target())
                                        .bind("place", run.place())
                                        .bind("fingerprint", run.fingerprint())
                                        .bind("began", run.began().toEpochMilli())
                                        .bind("took", run.took().toMillis())
                                        .bind("outcome", run.result().id())
                                        .bind("backup", run.backup())
                                        .bind("bytes", run.bytes())
                                        .bind("source", run.sourceBytes())
                                        .bind("reason", run.reason())
                                        .execute());
    }

    /**
     * Keeps one that ended without having been noted, because its process was killed, as failed. It
     * began and was last heard of when the journal says so.
     *
     * @param operation the journal's number; one that has been noted stays as it is
     */
    public void killed(String operation, String reason) {
        store.get()
                .write(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO backup_run (operation, target, place,"
                                                        + " fingerprint, began_at, duration_ms,"
                                                        + " outcome, source_bytes, reason) SELECT"
                                                        + " o.id, o.target, o.place, o.fingerprint,"
                                                        + " min(p.at), max(p.at) - min(p.at),"
                                                        + " 'failed', 0, :reason FROM operation o"
                                                        + " JOIN operation_phase p ON p.operation ="
                                                        + " o.id WHERE o.id = :operation GROUP BY"
                                                        + " o.id ON CONFLICT (operation) DO"
                                                        + " NOTHING")
                                        .bind("operation", operation)
                                        .bind("reason", reason)
                                        .execute());
    }

    /** Those of a target that began at a time or later, oldest first. */
    public List<Run> of(Target target, Instant since) {
        return store.get()
                .read(
                        handle ->
                                handle.createQuery(
                                                "SELECT * FROM backup_run WHERE place = :place AND"
                                                        + " began_at >= :since ORDER BY began_at")
                                        .bind("place", target.place())
                                        .bind("since", since.toEpochMilli())
                                        .map((row, context) -> run(row))
                                        .list());
    }

    /** The last one of a target that was done. */
    public Optional<Run> lastDone(Target target) {
        return store.get()
                .read(
                        handle ->
                                handle.createQuery(
                                                "SELECT * FROM backup_run WHERE place = :place AND"
                                                        + " outcome = 'done' ORDER BY began_at"
                                                        + " DESC LIMIT 1")
                                        .bind("place", target.place())
                                        .map((row, context) -> run(row))
                                        .findOne());
    }

    private static Run run(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        long bytes = row.getLong("bytes");
        return new Run(
                row.getString("operation"),
                row.getString("target"),
                row.getString("place"),
                row.getString("fingerprint"),
                Instant.ofEpochMilli(row.getLong("began_at")),
                Duration.ofMillis(row.getLong("duration_ms")),
                Run.Result.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                row.getString("backup"),
                reason == null ? bytes : null,
                row.getLong("source_bytes"),
                reason);
    }
}
