package dev.belay.history;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * A migration of the folder as Flyway resolved it.
 *
 * @param skipped its {@code .conf} says that it is not to be executed here
 */
record Script(ResolvedMigration resolved, Path file, boolean skipped) {

    static Script of(ResolvedMigration resolved) {
        return new Script(
                resolved,
                Path.of(resolved.getPhysicalLocation()),
                resolved.getExecutor() != null && !resolved.getExecutor().shouldExecute());
    }

    @Nullable MigrationVersion version() {
        return resolved.getVersion();
    }

    String description() {
        return resolved.getDescription();
    }

    String type() {
        return resolved.getType().name();
    }

    boolean isBaseline() {
        return resolved.getType().isBaseline();
    }

    /** True if the row was made of this very text; of a repeatable, with or without its values. */
    boolean matches(@Nullable Integer checksum) {
        return resolved.checksumMatches(checksum);
    }
}
