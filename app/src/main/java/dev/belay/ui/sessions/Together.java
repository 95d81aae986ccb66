package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.message.Messages;

import java.util.List;

/**
 * Those that a filter lets through, to be ended in one plan. What nobody means by a filter is left
 * out: Belay's own sessions and the server's processes, and those that cannot be told from others.
 *
 * @param fitting all that the filter lets through
 */
record Together(List<Activity> fitting) {
    /** More than these nobody reads before consenting. */
    private static final int MOST = 200;

    private static final String CLIENT = "client backend";

    /** Whom it would end, or whose query it would cancel. */
    List<Activity> meant(boolean terminate) {
        return fitting.stream()
                .filter(a -> CLIENT.equals(a.kind()) && a.started().backend() != null)
                .filter(a -> !a.own())
                .filter(a -> terminate || (a.state() != null && !a.idle()))
                .toList();
    }

    /** Why there is no such plan; empty if there is. */
    String off(boolean terminate) {
        int size = meant(terminate).size();
        if (size > MOST) {
            return text("many", size, Integer.toString(MOST));
        }
        return size > 0 ? "" : text(terminate ? "nobody" : "idle");
    }

    /** What it is called, with how many it means. */
    String title(boolean terminate) {
        return text(terminate ? "terminate" : "cancel", meant(terminate).size());
    }

    /** How many of them it would leave out, in a sentence; empty if none. */
    String left() {
        int left = fitting.size() - meant(true).size();
        return left == 0 ? "" : text("left", left);
    }

    static String text(String key, Object... arguments) {
        return Messages.text("sessions.together." + key, arguments);
    }
}
