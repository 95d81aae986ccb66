package dev.belay.operation;

import dev.belay.history.FlywayRun;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a migration did.
 *
 * @param from the version before, or null if there was none
 * @param to the version after
 */
public record Migrated(
        List<FlywayRun.Applied> applied, @Nullable String from, @Nullable String to) {
    public Migrated {
        applied = List.copyOf(applied);
    }
}
