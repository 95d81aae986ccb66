package dev.belay.lint;

/** A lock that a statement takes on a table, view or index. */
public record TableLock(SchemaObject table, LockMode mode) {}
