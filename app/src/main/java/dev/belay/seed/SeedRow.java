package dev.belay.seed;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A row of a seed file: the columns it names, in their order, and their values. */
public record SeedRow(Spot spot, Map<String, Cell> cells) {
    public SeedRow {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }
}
