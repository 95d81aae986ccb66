package dev.belay.db.postgresql;

import dev.belay.db.Session;

import java.sql.SQLException;
import java.time.Duration;

/**
 * The size of one session's database, asked so seldom that it never costs more than one part in
 * 200.
 */
final class Size {
    private static final Duration RHYTHM = Duration.ofSeconds(30);
    private static final int SHARE = 200;
    private double bytes = Double.NaN;
    private long due = System.nanoTime();

    /**
     * The last known size in bytes, or NaN; asks again when it is time. Too slow or not permitted
     * counts as unknown, a broken connection does not.
     */
    double of(Session session, PostgresqlDialect dialect) throws SQLException {
        long start = System.nanoTime();
        if (start - due < 0) {
            return bytes;
        }
        try {
            bytes = session.one("size", row -> row.getDouble("size"));
        } catch (SQLException e) {
            if (!dialect.notPermitted(e) && !PostgresqlFailure.cancelled(e)) {
                throw e;
            }
            bytes = Double.NaN;
        }
        long now = System.nanoTime();
        due = now + Math.max(RHYTHM.toNanos(), SHARE * (now - start));
        return bytes;
    }
}
