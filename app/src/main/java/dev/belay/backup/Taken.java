package dev.belay.backup;

/**
 * A backup that was just taken.
 *
 * @param opening opens this one, even where it was encrypted for others
 */
public record Taken(Stored stored, Opening opening) {}
