package dev.belay.operation;

/** How an operation of a console ended, in one word. */
public enum Ending {
    DONE,
    /** It failed, and the problem says what holds. */
    FAILED,
    /** Stopped on a wish, in a safe state: no failure. */
    CANCELLED,
    /** Whether it took effect is not known. */
    DOUBT,
    /** It was never begun. */
    REFUSED
}
