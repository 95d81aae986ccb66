package dev.belay.watch.check;

import dev.belay.db.Metric;
import dev.belay.db.ServerWords;
import dev.belay.db.Vitals;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Thresholds;
import dev.belay.watch.Check;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Whose transaction has been open longest? It holds locks, and keeps dead rows from removal. */
final class LongestTransactionCheck implements HealthCheck {
    @Override
    public String name() {
        return "longest_transaction";
    }

    @Override
    public boolean overtaken(Check answer, Vitals reading, Thresholds lines) {
        return answer.troubles() || old(reading, lines);
    }

    @Override
    public Object sign(Vitals reading, Thresholds lines) {
        return old(reading, lines);
    }

    private static boolean old(Vitals reading, Thresholds lines) {
        return reading.orNaN(Metric.LONGEST_TRANSACTION) > lines.longTransaction().toMillis();
    }

    @Override
    public @Nullable Finding find(CheckContext context) throws SQLException {
        return context.session().can("longest-transaction")
                ? context.session().one("longest-transaction", row -> judge(row, context))
                : null;
    }

    private static Finding judge(ResultSet row, CheckContext context) throws SQLException {
        Duration age = Words.seconds(row, "age");
        boolean old = age != null && age.compareTo(context.thresholds().longTransaction()) > 0;
        // What is seen and old is told even if more is hidden; else the longest may be a hidden
        // one.
        if (!old && row.getInt("hidden") > 0) {
            return Finding.notPermitted(context.target());
        }
        if (age == null) {
            return Finding.ok(
                    Messages.text("check.longest_transaction.no_value"),
                    Messages.text("check.longest_transaction.none"));
        }
        String pid = row.getString("pid");
        String application = ServerWords.tame(row.getString("application"));
        String detail =
                pid == null
                        ? Messages.text("check.longest_transaction.prepared", application)
                        : Messages.text("check.longest_transaction.of", pid, application);
        return old
                ? Finding.warn(Units.duration(age), detail)
                : Finding.ok(Units.duration(age), detail);
    }
}
