package dev.belay.watch.check;

import dev.belay.db.Vitals;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Thresholds;
import dev.belay.watch.Check;

import java.time.Duration;

/** How fast did it answer lately? */
final class LatencyCheck implements HealthCheck {
    @Override
    public String name() {
        return "latency";
    }

    @Override
    public boolean asks() {
        return false;
    }

    @Override
    public boolean overtaken(Check answer, Vitals reading, Thresholds lines) {
        return true;
    }

    @Override
    public Finding find(CheckContext context) {
        LatencyStats stats = context.latency();
        if (stats.p95() == null || stats.median() == null) {
            return Finding.unknown(Messages.text("check.latency.none"));
        }
        String value = Units.duration(stats.p95());
        String probes = Messages.text("check.latency.probes", stats.answered());
        Duration limit = context.thresholds().latency();
        if (stats.p95().compareTo(limit) > 0) {
            return Finding.warn(
                    value, Messages.text("check.latency.slow", probes, Units.duration(limit)));
        }
        return Finding.ok(
                value, Messages.text("check.latency.ok", probes, Units.duration(stats.median())));
    }
}
