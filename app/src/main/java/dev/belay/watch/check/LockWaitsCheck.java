package dev.belay.watch.check;

import dev.belay.db.Metric;
import dev.belay.db.ServerWords;
import dev.belay.db.Vitals;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Thresholds;
import dev.belay.watch.Check;
import dev.belay.watch.Status;

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
        return waits(reading) || !Messages.text("check.lock_waits.none", 0).equals(answer.detail());
    }

    @Override
    public Object sign(Vitals reading, Thresholds lines) {
        Duration longest = longest(reading);
        // Nobody's, one whose age is not known yet, or how bad the longest is.
        return longest.isZero() ? waits(reading) : status(longest, lines);
    }

    private static boolean waits(Vitals reading) {
        return reading.orNaN(Metric.LONGEST_WAIT) > 0 || reading.orNaN(Metric.WAITING) > 0;
    }

    private static Duration longest(Vitals reading) {
        double millis = reading.orNaN(Metric.LONGEST_WAIT);
        return Double.isNaN(millis) ? Duration.ZERO : Duration.ofMillis((long) millis);
    }

    private static Status status(Duration longest, Thresholds lines) {
        if (longest.compareTo(FAIL) >= 0) {
            return Status.FAIL;
        }
        return longest.compareTo(lines.lockWait()) > 0 ? Status.WARN : Status.OK;
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
        return new Finding(status(age, context.thresholds()), value, detail);
    }
}
