package dev.belay.history;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What was deployed on a target and what waits, oldest first, pending last.
 *
 * @param table the history table as it was found, quoted for people ({@code
 *     public.flyway_schema_history}), or null if the database has none
 * @param current the newest version that was applied, did not fail and was not undone, or null
 * @param folderProblem why the folder could not be read (it does not exist, a placeholder is
 *     missing …), or null; what is pending is then unknown
 * @param notes what a person should know of it, a sentence each: the table stands in a schema that
 *     was not expected, a file looks like a migration and Flyway passes it over
 * @param undoings the versions that were undone and when, in that order
 */
public record History(
        List<Migration> migrations,
        @Nullable String table,
        @Nullable String current,
        @Nullable String folderProblem,
        List<String> notes,
        List<Undoing> undoings) {
    /** A version that was taken back. */
    public record Undoing(String version, Instant at) {}

    public History {
        migrations = List.copyOf(migrations);
        notes = List.copyOf(notes);
        undoings = List.copyOf(undoings);
    }

    public History(
            List<Migration> migrations,
            @Nullable String table,
            @Nullable String current,
            @Nullable String folderProblem) {
        this(migrations, table, current, folderProblem, List.of(), List.of());
    }

    /** True if the folder was read, so that {@link #pending} means something. */
    public boolean folderKnown() {
        return folderProblem == null;
    }

    /**
     * How many wait to be applied. A repeatable that changed counts once: it stands as {@code
     * Outdated} where it was applied and again as {@code Pending}.
     */
    public long pending() {
        return migrations.stream().filter(m -> m.state() == MigrationState.PENDING).count();
    }

    public long failed() {
        return migrations.stream()
                .filter(
                        m ->
                                m.state() == MigrationState.FAILED
                                        || m.state() == MigrationState.FAILED_MISSING
                                        || m.state() == MigrationState.FAILED_FUTURE)
                .count();
    }

    /**
     * How many versioned scripts were changed after they were applied; a repeatable that changed is
     * merely outdated.
     */
    public long mismatched() {
        return migrations.stream()
                .filter(m -> !m.repeatable() && Boolean.FALSE.equals(m.checksumMatches()))
                .count();
    }
}
