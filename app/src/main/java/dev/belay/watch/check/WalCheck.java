package dev.belay.watch.check;

import dev.belay.db.Identity;
import dev.belay.db.Metric;
import dev.belay.db.Vitals;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Thresholds;
import dev.belay.watch.Check;

import org.jspecify.annotations.Nullable;

import java.util.OptionalDouble;

/** Does a file's write-ahead log grow because nobody can copy it back? */
final class WalCheck implements HealthCheck {
    /**
     * A checkpoint is due at 1,000 pages, about 4 MB; at sixteen times that a reader has kept it
     * from its work for long.
     *
     * @see <a href="https://www.sqlite.org/wal.html#avoiding_excessively_large_wal_files">Avoiding
     *     Excessively Large WAL Files</a>
     */
    static final long WARN = 64_000_000L;

    @Override
    public String name() {
        return "wal";
    }

    @Override
    public boolean asks() {
        return false;
    }

    @Override
    public boolean overtaken(Check answer, Vitals reading, Thresholds lines) {
        return reading.has(Metric.WAL);
    }

    @Override
    public @Nullable Finding find(CheckContext context) {
        OptionalDouble wal = context.vitals().get(Metric.WAL);
        if (wal.isEmpty() || context.session().identity().role() != Identity.Role.FILE) {
            return null;
        }
        long bytes = Math.round(wal.getAsDouble());
        OptionalDouble lag = context.vitals().get(Metric.CHECKPOINT_LAG);
        // Where the system does not tell how much of it waits, all of it may.
        long waits = lag.isPresent() ? Math.round(lag.getAsDouble()) : bytes;
        String detail = detail(bytes, lag.isPresent(), waits);
        return waits >= WARN
                ? Finding.warn(Units.size(bytes), detail)
                : Finding.ok(Units.size(bytes), detail);
    }

    private static String detail(long bytes, boolean told, long waits) {
        if (waits == 0) {
            return Messages.text(bytes == 0 ? "check.wal.empty" : "check.wal.done");
        }
        String large = waits >= WARN ? ".large" : "";
        return told
                ? Messages.text("check.wal.lag" + large, Units.size(waits))
                : Messages.text(waits >= WARN ? "check.wal.large" : "check.wal.untold");
    }
}
