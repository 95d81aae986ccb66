package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.activity.Who;
import dev.belay.message.Messages;
import dev.belay.ui.session.SessionKey;

import java.util.ArrayList;
import java.util.List;

/** A line of the table: a session, or the head of a group. */
sealed interface SessionRow {

    /** What tells it from the others, at the next look as well. */
    Object key();

    /**
     * A session.
     *
     * @param gone true if it was not there any more at the last look, but keeps its place for now
     */
    record One(Activity session, boolean gone) implements SessionRow {
        @Override
        public SessionKey key() {
            return new SessionKey(Who.of(session.pid()), session.started().backend());
        }
    }

    /**
     * The head of some that have something in common.
     *
     * @param counts waiting, idle in transaction, active, idle, and those of no known state
     * @param open false if they are folded away
     */
    record Group(String name, List<Integer> counts, boolean open) implements SessionRow {
        private static final List<String> STATES =
                List.of("waiting", "idle_in_transaction", "active", "idle", "unknown");

        @Override
        public String key() {
            return name;
        }

        int total() {
            return counts.stream().mapToInt(Integer::intValue).sum();
        }

        /** {@code 3 waiting, 2 active}. */
        String words() {
            List<String> words = new ArrayList<>();
            for (int i = 0; i < STATES.size(); i++) {
                if (counts.get(i) > 0) {
                    words.add(Messages.text("sessions.count." + STATES.get(i), counts.get(i)));
                }
            }
            return String.join(", ", words);
        }
    }
}
