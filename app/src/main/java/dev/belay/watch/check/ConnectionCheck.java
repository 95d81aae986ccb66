package dev.belay.watch.check;

import dev.belay.db.ServerWords;
import dev.belay.db.Vitals;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Thresholds;
import dev.belay.watch.Check;

import java.sql.SQLException;
import java.time.Duration;

/** Does the target answer, and does anything stand between? */
final class ConnectionCheck implements HealthCheck {
    @Override
    public String name() {
        return "connection";
    }

    @Override
    public boolean overtaken(Check answer, Vitals reading, Thresholds lines) {
        return answer.troubles();
    }

    @Override
    public Finding find(CheckContext context) throws SQLException {
        long start = System.nanoTime();
        try {
            context.session().one("round-trip", row -> row.getInt(1));
        } catch (SQLException e) {
            if (HealthChecks.lost(context.session(), e)) {
                throw e;
            }
            return Finding.fail(
                    Messages.text("check.connection.mute"),
                    context.session().dialect().failure(context.target(), e).problem().why());
        }
        String value = Units.duration(Duration.ofNanos(System.nanoTime() - start));
        String pooler = context.session().identity().pooler();
        if (pooler != null) {
            return Finding.ok(
                    value, Messages.text("check.connection.pooler", ServerWords.tame(pooler)));
        }
        LatencyStats recent = context.latency();
        return Finding.ok(
                value,
                Messages.text(
                        "check.connection.answered",
                        Units.count(recent.answered()),
                        Units.count(recent.asked())));
    }
}
