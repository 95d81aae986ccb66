package dev.belay.watch.check;

import dev.belay.watch.Status;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a target's backups.
 *
 * @param value the short answer, or null where there is none
 * @param detail one sentence
 */
public record LastBackup(Status status, @Nullable String value, String detail) {}
