package dev.belay.history;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What was deployed on a target and what waits, oldest first, pending last.
 *
 * @param table the history table as it was found, quoted for people ({@code
 *     public.flyway_schema_history}), or null if the database has none
 * @param current the newest applied version, or null
 * @param folderProblem why the folder could not be read (it does not exist, a placeholder is
 *     missing …), or null; what is pending is then unknown
 */
public record History(
        List<Migration> migrations,
        @Nullable String table,
        @Nullable String current,
        @Nullable String folderProblem) {
    public History {
        migrations = List.copyOf(migrations);
    }

    /** True if the folder was read, so that {@link #pending} means something. */
    public boolean folderKnown() {
        return folderProblem == null;
    }

    /** How many wait to be applied; an outdated repeatable waits too. */
    public long pending() {
        return migrations.stream()
                .filter(
                        m ->
                                m.state() == MigrationState.PENDING
                                        || m.state() == MigrationState.OUTDATED)
                .count();
    }

    public long failed() {
        return migrations.stream()
                .filter(
                        m ->
                                m.state() == MigrationState.FAILED
                                        || m.state() == MigrationState.FAILED_MISSING)
                .count();
    }

    public long mismatched() {
        return migrations.stream().filter(m -> Boolean.FALSE.equals(m.checksumMatches())).count();
    }
}
