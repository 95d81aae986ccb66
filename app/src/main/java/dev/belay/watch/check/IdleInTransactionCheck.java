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

/** Which session began a transaction and has done nothing in it for longest? */
final class IdleInTransactionCheck implements HealthCheck {
    @Override
    public String name() {
        return "idle_in_transaction";
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
        return reading.orNaN(Metric.OLDEST_IDLE_IN_TRANSACTION)
                > lines.idleInTransaction().toMillis();
    }

    @Override
    public @Nullable Finding find(CheckContext context) throws SQLException {
        return context.session().can("oldest-idle-in-transaction")
                ? context.session().one("oldest-idle-in-transaction", row -> judge(row, context))
                : null;
    }

    private static Finding judge(ResultSet row, CheckContext context) throws SQLException {
        Duration age = Words.seconds(row, "age");
        boolean old = age != null && age.compareTo(context.thresholds().idleInTransaction()) > 0;
        if (!old && row.getInt("hidden") > 0) {
            return Finding.notPermitted(context.target());
        }
        if (age == null) {
            return Finding.ok(
                    Messages.text("check.idle_in_transaction.no_value"),
                    Messages.text("check.idle_in_transaction.none"));
        }
        String detail =
                Messages.text(
                        row.getBoolean("longest")
                                ? "check.idle_in_transaction.longest"
                                : "check.idle_in_transaction.of",
                        row.getString("pid"),
                        ServerWords.tame(row.getString("application")));
        return old
                ? Finding.warn(Units.duration(age), detail)
                : Finding.ok(Units.duration(age), detail);
    }
}
