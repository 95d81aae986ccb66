package dev.belay.history;

import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** The lines of a history, made of a row, a script, or both. */
final class Lines {
    private Lines() {}

    static Migration of(Script script, MigrationState state, Available folder) {
        return new Migration(
                shown(script.version()),
                script.description(),
                script.type(),
                script.resolved().getScript(),
                state,
                null,
                null,
                null,
                null,
                script.file(),
                undo(script.version(), folder),
                null);
    }

    static Migration of(
            Applied row,
            @Nullable Script script,
            MigrationState state,
            @Nullable Available folder) {
        return new Migration(
                shown(row.version()),
                row.description(),
                row.type(),
                row.script(),
                state,
                row.rank(),
                row.installedOn(),
                row.installedBy(),
                row.executionTime(),
                script == null ? null : script.file(),
                row.isSynthetic() ? null : undo(row.version(), folder),
                matches(row, script, state));
    }

    /** Null where Flyway does not compare either: what is gone, failed, or ran again since. */
    private static @Nullable Boolean matches(
            Applied row, @Nullable Script script, MigrationState state) {
        return switch (state) {
            case SUCCESS, OUT_OF_ORDER, OUTDATED, BASELINE ->
                    (script == null || row.isDelete()) ? null : script.matches(row.checksum());
            default -> null;
        };
    }

    private static @Nullable String shown(@Nullable MigrationVersion version) {
        return version == null ? null : version.toString();
    }

    private static @Nullable Path undo(
            @Nullable MigrationVersion version, @Nullable Available folder) {
        return version == null || folder == null ? null : folder.undo().get(version);
    }
}
