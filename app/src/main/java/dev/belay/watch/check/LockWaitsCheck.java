package dev.belay.watch.check;

import dev.belay.activity.LockTree;
import dev.belay.activity.LockWait;
import dev.belay.activity.LockWords;
import dev.belay.activity.Locks;
import dev.belay.db.Metric;
import dev.belay.db.Vitals;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Thresholds;
import dev.belay.watch.Check;
import dev.belay.watch.Status;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
        return context.session().can("lock-graph")
                ? judge(LockTree.of(Locks.read(context.session()).orElseThrow()), context)
                : null;
    }

    /** Those of other databases of the server count only as what stands in somebody's way here. */
    private static Finding judge(LockTree tree, CheckContext context) {
        String database = context.target().databaseName();
        List<LockWait> waits =
                tree.parties().stream()
                        .filter(p -> p.awaits() != null && database.equals(p.database()))
                        .map(p -> Objects.requireNonNull(p.awaits()))
                        .toList();
        Duration age =
                waits.stream()
                        .flatMap(w -> Optional.ofNullable(w.waited()).stream())
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        if (age == null) {
            return Finding.ok(
                    Integer.toString(waits.size()),
                    Messages.text("check.lock_waits.none", waits.size()));
        }
        return new Finding(status(age, context.thresholds()), Units.duration(age), detail(tree));
    }

    /** Whoever stands in most ways is named, and how many are in others'. */
    private static String detail(LockTree tree) {
        LockTree.Node root = tree.worst().orElseThrow();
        String blocker = LockWords.name(root.party());
        String object = LockWords.object(root);
        String behind =
                object.isEmpty()
                        ? Messages.text("check.lock_waits.behind", root.blocks(), blocker)
                        : Messages.text("check.lock_waits.on", root.blocks(), blocker, object);
        int others = tree.waiting() - root.blocks();
        return others <= 0 ? behind : Messages.text("check.lock_waits.more", behind, others);
    }
}
