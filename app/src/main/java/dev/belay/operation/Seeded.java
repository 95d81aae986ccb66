package dev.belay.operation;

import dev.belay.seed.SeedCount;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What seeding did.
 *
 * @param sets what became of the rows of each set, in their order
 * @param rows how many rows each table had and has, by its quoted name
 * @param skipped sets that are for other environments
 * @param note why nothing was to be done, or null
 */
public record Seeded(
        Map<String, SeedCount> sets,
        Map<String, Rows> rows,
        List<String> skipped,
        @Nullable String note) {

    /** The rows of a table before and after. */
    public record Rows(long before, long after) {}

    public Seeded {
        sets = Collections.unmodifiableMap(new LinkedHashMap<>(sets));
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        skipped = List.copyOf(skipped);
    }
}
