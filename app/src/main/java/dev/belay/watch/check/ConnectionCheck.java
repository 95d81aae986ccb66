package dev.belay.watch.check;

import dev.belay.message.Messages;
import dev.belay.message.Units;

import java.sql.SQLException;
import java.time.Duration;

/** Does the target answer, and does anything stand between? */
final class ConnectionCheck implements HealthCheck {
    @Override
    public String name() {
        return "connection";
    }

    @Override
    public Finding find(CheckContext context) throws SQLException {
        LatencyStats now = LatencyStats.probe(context.session(), 1);
        String value = Units.duration(now.median() == null ? Duration.ZERO : now.median());
        String pooler = context.session().identity().pooler();
        if (pooler != null) {
            return Finding.ok(value, Messages.text("check.connection.pooler", Words.plain(pooler)));
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
