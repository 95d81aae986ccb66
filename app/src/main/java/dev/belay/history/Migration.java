package dev.belay.history;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * One line of a target's history: a row of the history table, a script in the folder, or both.
 *
 * @param version null for a repeatable migration
 * @param type Flyway's: {@code SQL}, {@code JDBC}, {@code BASELINE}, {@code UNDO_SQL}, {@code
 *     DELETE} …
 * @param script the name as the table or the folder has it
 * @param installedRank null for one that was never applied
 * @param file the script in the folder, or null if it is not there
 * @param undoFile its undo script, or null if there is none
 * @param checksumMatches null where there is nothing to compare
 */
public record Migration(
        @Nullable String version,
        String description,
        String type,
        String script,
        MigrationState state,
        @Nullable Integer installedRank,
        @Nullable Instant installedOn,
        @Nullable String installedBy,
        @Nullable Duration executionTime,
        @Nullable Path file,
        @Nullable Path undoFile,
        @Nullable Boolean checksumMatches) {

    /** True if an undo script stands in the folder. */
    public boolean undoable() {
        return undoFile != null;
    }

    public boolean repeatable() {
        return version == null;
    }
}
