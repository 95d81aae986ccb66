package dev.belay.watch.check;

import dev.belay.db.Session;
import dev.belay.db.Vitals;
import dev.belay.history.History;
import dev.belay.target.Target;
import dev.belay.target.Thresholds;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/**
 * All that a check may look at.
 *
 * @param vitals the newest reading
 * @param history null if it was not read
 */
public record CheckContext(
        Session session,
        Vitals vitals,
        LatencyStats latency,
        @Nullable History history,
        Trend trend) {
    /** Enough to tell a slow server from a slow moment, and over before a person notices. */
    private static final int PROBES = 5;

    /** The context of a single examination, with a reading of its own and a few probes. */
    public static CheckContext once(Session session, @Nullable History history)
            throws SQLException {
        return new CheckContext(
                session,
                session.dialect().vitals(session),
                LatencyStats.probe(session, PROBES),
                history,
                Trend.NONE);
    }

    public Target target() {
        return session.target();
    }

    public Thresholds thresholds() {
        return session.target().thresholds();
    }
}
