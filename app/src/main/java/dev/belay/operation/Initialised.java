package dev.belay.operation;

import dev.belay.history.FlywayRun;

import java.util.List;

/**
 * What an initialisation did.
 *
 * @param did true if this process applied a migration or wrote a row of a seed
 * @param baseline the version a database without a history was found to be at, or empty
 */
public record Initialised(boolean did, List<FlywayRun.Applied> applied, String baseline) {
    public Initialised {
        applied = List.copyOf(applied);
    }
}
