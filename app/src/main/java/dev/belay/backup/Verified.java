package dev.belay.backup;

import org.jspecify.annotations.Nullable;

import java.util.SortedMap;

/**
 * A backup that was found whole.
 *
 * @param opened false if it is encrypted and nobody gave a key: then its bytes are those that were
 *     written, and no more is known
 * @param rows of each table; null if it was not opened
 */
public record Verified(boolean opened, @Nullable SortedMap<String, Long> rows) {}
