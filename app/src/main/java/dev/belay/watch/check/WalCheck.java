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
        if (bytes >= WARN) {
            return Finding.warn(Units.size(bytes), Messages.text("check.wal.large"));
        }
        return Finding.ok(
                Units.size(bytes), Messages.text(bytes == 0 ? "check.wal.empty" : "check.wal.ok"));
    }
}
