package dev.belay.backup;

import org.jspecify.annotations.Nullable;

/**
 * What a backup of a target would be now.
 *
 * @param sourceBytes of the database
 * @param how it is copied, in words: {@code by pg_dump 15.18}
 * @param hindrance why none can be taken here, in one sentence, or null
 */
public record Prospect(long sourceBytes, String how, @Nullable String hindrance) {}
