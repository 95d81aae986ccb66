package dev.belay.db;

import java.time.Instant;

/**
 * Which database stands in a target's place, as it is told without opening it.
 *
 * @param fingerprint as {@link Identity} has it
 * @param since when it came into being; the number of one that is gone may be given again
 * @param sure false if that may be as well when it was written last, since nobody keeps the other
 */
public record Standing(String fingerprint, Instant since, boolean sure) {}
