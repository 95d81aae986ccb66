package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.message.Messages;
import dev.belay.watch.Answer;

import java.util.List;

/** What stands in place of a table without sessions. */
final class Nobody {
    private Nobody() {}

    /**
     * Why nobody is shown.
     *
     * @param total how many there are, whether they fit the filter or not
     * @param server false for a file
     */
    static String words(Answer<List<Activity>> sessions, int total, boolean server) {
        if (sessions.at() == null) {
            return Messages.text("sessions.unread");
        }
        if (sessions.value() == null) {
            return server
                    ? Messages.text("sessions.untold", sessions.why())
                    : Messages.text("locks.untold.file");
        }
        if (total > 0) {
            return Messages.text("sessions.filtered");
        }
        return Messages.text(server ? "sessions.nobody" : "locks.nobody.file");
    }
}
