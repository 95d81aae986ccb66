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
 * @param lastBackup null if nobody knows
 */
public record CheckContext(
        Session session,
        Vitals vitals,
        LatencyStats latency,
        @Nullable History history,
        Trend trend,
        @Nullable LastBackup lastBackup) {
    /** Enough to tell a slow server from a slow moment, and over before a person notices. */
    private static final int PROBES = 5;

    /** One that knows nothing of backups. */
    CheckContext(
            Session session,
            Vitals vitals,
            LatencyStats latency,
            @Nullable History history,
            Trend trend) {
        this(session, vitals, latency, history, trend, null);
    }

    /** The context of a single examination, with a reading of its own and a few probes. */
    public static CheckContext once(Session session, @Nullable History history)
            throws SQLException {
        return once(session, history, null);
    }

    /** The same, of a target of whose backups something is known. */
    public static CheckContext once(
            Session session, @Nullable History history, @Nullable LastBackup lastBackup)
            throws SQLException {
        return new CheckContext(
                session,
                session.dialect().vitals(session),
                LatencyStats.probe(session, PROBES),
                history,
                Trend.NONE,
                lastBackup);
    }

    public Target target() {
        return session.target();
    }

    public Thresholds thresholds() {
        return session.target().thresholds();
    }
}
