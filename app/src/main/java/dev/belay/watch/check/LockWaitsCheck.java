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

/** Does anyone wait for a lock, how long, on what, behind whom? */
final class LockWaitsCheck implements HealthCheck {
    /** Users notice a minute; what waits so long is rarely freed by itself. */
    static final Duration FAIL = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "lock_waits";
    }

    @Override
    public boolean overtaken(Check answer, Vitals reading, Thresholds lines) {
        boolean waits = reading.orNaN(Metric.LONGEST_WAIT) > 0 || reading.orNaN(Metric.WAITING) > 0;
        return waits || !Messages.text("check.lock_waits.none", 0).equals(answer.detail());
    }

    @Override
    public @Nullable Finding find(CheckContext context) throws SQLException {
        return context.session().can("lock-waits")
                ? context.session().one("lock-waits", row -> judge(row, context))
                : null;
    }

    private static Finding judge(ResultSet row, CheckContext context) throws SQLException {
        int waiting = row.getInt("waiting");
        Duration age = Words.seconds(row, "age");
        if (waiting == 0 || age == null) {
            return Finding.ok(
                    Integer.toString(waiting), Messages.text("check.lock_waits.none", waiting));
        }
        String object = row.getString("object");
        String blocker = ServerWords.tame(row.getString("blocker"));
        String detail =
                object == null
                        ? Messages.text("check.lock_waits.behind", waiting, blocker)
                        : Messages.text(
                                "check.lock_waits.on", waiting, blocker, ServerWords.tame(object));
        String value = Units.duration(age);
        if (age.compareTo(FAIL) >= 0) {
            return Finding.fail(value, detail);
        }
        return age.compareTo(context.thresholds().lockWait()) > 0
                ? Finding.warn(value, detail)
                : Finding.ok(value, detail);
    }
}
