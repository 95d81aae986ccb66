package dev.belay.watch.check;

import dev.belay.db.Metric;
import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.OptionalDouble;

/** How large is the database, and how fast does it grow? */
final class SizeCheck implements HealthCheck {
    private static final Duration ABOUT_A_DAY = Duration.ofHours(20);

    @Override
    public String name() {
        return "size";
    }

    @Override
    public boolean asks() {
        return false;
    }

    @Override
    public Finding find(CheckContext context) {
        OptionalDouble size = context.vitals().get(Metric.SIZE);
        if (size.isEmpty()) {
            return Finding.unknown(Messages.text("check.size.unknown"));
        }
        long bytes = Math.round(size.getAsDouble());
        return Finding.ok(Units.size(bytes), growth(bytes, context.trend().size()));
    }

    private static String growth(long bytes, Trend.@Nullable Past past) {
        if (past == null) {
            return Messages.text("check.size.new");
        }
        long by = bytes - past.bytes();
        if (by == 0) {
            return Messages.text("check.size.same", Units.duration(past.ago()));
        }
        // A minus sign as long as the plus, so that figures stand in line.
        String change = (by > 0 ? "+" : "\u2212") + Units.size(Math.abs(by));
        return past.ago().compareTo(ABOUT_A_DAY) >= 0
                ? Messages.text("check.size.yesterday", change)
                : Messages.text("check.size.grown", change, Units.duration(past.ago()));
    }
}
