package dev.belay.operation;

import dev.belay.history.FlywayRun;
import dev.belay.seed.SeedCount;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What an initialisation did.
 *
 * @param baseline the version a database without a history was found to be at, or null
 * @param applied the migrations
 * @param seeded what became of the rows of each set
 * @param oneWay the versions it applied that no undo script takes back
 */
public record Initialised(
        @Nullable String baseline,
        List<FlywayRun.Applied> applied,
        Map<String, SeedCount> seeded,
        List<String> oneWay) {
    public Initialised {
        applied = List.copyOf(applied);
        seeded = Map.copyOf(seeded);
        oneWay = List.copyOf(oneWay);
    }

    /** True if this process applied a migration or wrote a row of a seed. */
    public boolean did() {
        return baseline != null
                || !applied.isEmpty()
                || seeded.values().stream().anyMatch(SeedCount::wrote);
    }
}
