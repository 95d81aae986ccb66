package dev.belay.ui.session;

/** The way to the end of a session: its plan, which is free to be read. */
@FunctionalInterface
public interface Ending {
    /**
     * Shows what it would do.
     *
     * @param terminate false to cancel only what the session does now
     */
    void plan(Subject session, boolean terminate);
}
