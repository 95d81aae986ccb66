package dev.belay.watch.check;

import dev.belay.db.ServerWords;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.watch.Status;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** How near is the server to running out of transaction ids, where it stops taking writes? */
final class TransactionIdAgeCheck implements HealthCheck {
    /**
     * Half of all ids are behind the oldest row.
     *
     * @see <a href="https://www.postgresql.org/docs/current/routine-vacuuming.html">Preventing
     *     Transaction ID Wraparound Failures</a>
     */
    static final long IDS = 1L << 31;

    /** Above {@code vacuum_failsafe_age} (1.6 of 2.1 thousand million) vacuum itself panics. */
    static final double FAIL = 0.8;

    /** Five times where autovacuum begins by itself: something keeps it from its work. */
    static final double WARN = 0.5;

    private static final long MILLION = 1_000_000;

    @Override
    public String name() {
        return "transaction_id_age";
    }

    @Override
    public Duration rhythm() {
        return SELDOM;
    }

    @Override
    public @Nullable Finding find(CheckContext context) throws SQLException {
        return context.session().can("transaction-id-age")
                ? context.session().one("transaction-id-age", TransactionIdAgeCheck::judge)
                : null;
    }

    private static Finding judge(ResultSet row) throws SQLException {
        long age = row.getLong("age");
        double share = (double) age / IDS;
        String key =
                row.getBoolean("multixact")
                        ? "check.transaction_id_age.multixact"
                        : "check.transaction_id_age.of";
        return new Finding(
                status(share),
                Words.percent(share),
                Messages.text(
                        key,
                        Units.count(age / MILLION),
                        Units.count(IDS / MILLION),
                        ServerWords.tame(row.getString("database"))));
    }

    static Status status(double share) {
        if (share >= FAIL) {
            return Status.FAIL;
        }
        return share >= WARN ? Status.WARN : Status.OK;
    }
}
