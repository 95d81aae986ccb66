package dev.belay.operation;

import java.util.List;

/**
 * What was taken away.
 *
 * @param backups their ids, oldest first
 * @param bytes of them
 * @param databases that restores had put aside, by their names
 */
public record Pruned(List<String> backups, long bytes, List<String> databases) {
    public Pruned {
        backups = List.copyOf(backups);
        databases = List.copyOf(databases);
    }
}
