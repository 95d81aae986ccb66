package dev.belay.db;

/**
 * A process that holds a lock on a SQLite file, as the operating system tells.
 *
 * @param lock the field's word: {@code write}, {@code checkpoint}, {@code read}, {@code shared},
 *     {@code reserved}, {@code pending}, {@code exclusive}
 */
public record FileHolder(long pid, String command, String lock) {}
