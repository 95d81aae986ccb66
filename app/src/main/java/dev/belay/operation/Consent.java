package dev.belay.operation;

/** What an operator gave for a plan to run. */
public sealed interface Consent {
    /** The operator's own act: a click, or a command that was called. */
    record Given() implements Consent {}

    /** The name of the database, typed by the operator. */
    record Typed(String name) implements Consent {}
}
