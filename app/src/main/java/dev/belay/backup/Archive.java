package dev.belay.backup;

/** All there is of backups: what takes them, the catalogue of them, and how each run ended. */
public record Archive(Copies copies, Backups backups, Runs runs) {}
