package dev.belay.backup;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Backups that are kept here of another database of the same engine.
 *
 * @param database where it stood
 * @param newest the file of the last one
 * @param at when that was taken
 */
public record Others(String database, int count, Path newest, Instant at) {}
