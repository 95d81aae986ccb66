package dev.belay.ui.session;

import java.util.List;

/** The way to the end of sessions: its plan, which is free to be read. */
@FunctionalInterface
public interface Ending {
    /**
     * Shows what it would do.
     *
     * @param sessions at least one, each with the moment it began
     * @param terminate false to cancel only what the sessions do now
     */
    void plan(List<Subject> sessions, boolean terminate);
}
