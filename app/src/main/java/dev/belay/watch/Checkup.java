package dev.belay.watch;

import dev.belay.db.Session;
import dev.belay.history.History;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/**
 * Examines one target from time to time, and remembers between two examinations what need not be
 * asked again.
 */
@FunctionalInterface
public interface Checkup {
    /**
     * The health now.
     *
     * @throws SQLException only when the session itself is lost
     */
    Health examine(Session session, Reading.Sample last, Trail trail, @Nullable History history)
            throws SQLException;

    /**
     * The health after one more reading: what the reading tells more of than the last answer does
     * is found out anew, all else stands. Null if nothing was examined yet.
     *
     * @throws SQLException only when the session itself is lost
     */
    default @Nullable Health follow(Session session, Reading.Sample last, Trail trail)
            throws SQLException {
        return null;
    }

    /** Forgets what was remembered, so that the next examination asks everything. */
    default void forget() {}
}
