package dev.belay.operation;

import dev.belay.history.FlywayRun;
import dev.belay.history.History;
import dev.belay.history.Migration;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a migration did.
 *
 * @param from the version before, or null if there was none
 * @param to the version after
 * @param oneWay the versions it applied that no undo script takes back
 */
public record Migrated(
        List<FlywayRun.Applied> applied,
        @Nullable String from,
        @Nullable String to,
        List<String> oneWay) {
    public Migrated {
        applied = List.copyOf(applied);
        oneWay = List.copyOf(oneWay);
    }

    /** After these were applied to what the history was before. */
    static Migrated of(List<FlywayRun.Applied> applied, History before) {
        Set<String> undoable =
                before.migrations().stream()
                        .filter(Migration::undoable)
                        .map(m -> String.valueOf(m.version()))
                        .collect(Collectors.toSet());
        List<String> versions =
                applied.stream().map(FlywayRun.Applied::version).filter(Objects::nonNull).toList();
        return new Migrated(
                applied,
                before.current(),
                versions.isEmpty() ? before.current() : versions.getLast(),
                versions.stream().filter(v -> !undoable.contains(v)).toList());
    }
}
