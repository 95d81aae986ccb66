package dev.belay.ui.fleet;

import dev.belay.db.Metric;
import dev.belay.message.Messages;
import dev.belay.target.Engine;
import dev.belay.target.Target;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.chart.Series;
import dev.belay.watch.Check;
import dev.belay.watch.Happening;
import dev.belay.watch.Reading;
import dev.belay.watch.Status;
import dev.belay.watch.Trail;
import dev.belay.watch.View;
import dev.belay.watch.check.LatencyStats;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A target's line in the fleet, as of one moment. Numbers are NaN where they are unknown.
 *
 * @param p95 latency of the last probes, in ms
 * @param recent the latencies of the last minutes
 * @param pending migrations that wait
 */
record FleetRow(
        View view,
        Happening happening,
        boolean stale,
        double p95,
        Series recent,
        double pending,
        Instant now) {
    static final Duration SPARK = Duration.ofMinutes(5);
    private static final int PROBES = 60;

    /** Reads the trail: to be made on a worker. */
    static FleetRow of(View view, Trail trail, Instant now) {
        Trail.Slice slice = trail.slice(now.minus(SPARK), now);
        double[] latency = slice.values(Metric.LATENCY);
        Duration p95 =
                LatencyStats.of(
                                Arrays.copyOfRange(
                                        latency,
                                        Math.max(0, latency.length - PROBES),
                                        latency.length))
                        .p95();
        return new FleetRow(
                view,
                happening(view, now),
                view.stale(now),
                p95 == null ? Double.NaN : p95.toNanos() / 1e6,
                new Series(slice.times(), latency),
                pending(view),
                now);
    }

    /** The same numbers at a later second: ages and countdowns go on. */
    FleetRow at(Instant later) {
        return new FleetRow(
                view, happening(view, later), view.stale(later), p95, recent, pending, later);
    }

    /** Until it answers, what an earlier start knew stands behind the sentence of now. */
    static Happening happening(View view, Instant now) {
        Happening happening = Happening.of(view, now);
        return view.remembered()
                .map(Happening::remembered)
                .map(was -> Messages.text("fleet.was", happening.sentence(), was))
                .map(both -> new Happening(happening.tone(), both, happening.check()))
                .orElse(happening);
    }

    /** How long ago it answered last. */
    static String seen(View view, Instant now) {
        return view.lastSeen()
                .map(then -> Ages.text(then, now))
                .orElseGet(() -> Messages.text("fleet.never"));
    }

    /** Where the sparkline begins: minutes ago, or with the first reading of the last minute. */
    long sparkStart() {
        long first = recent.size() == 0 ? 0 : recent.time(0);
        long latest = now.minus(Duration.ofMinutes(1)).toEpochMilli();
        return Math.max(now.minus(SPARK).toEpochMilli(), Math.min(first, latest));
    }

    /** True if a second changes what it says. */
    boolean counts() {
        return stale || happening.tone() == Happening.Tone.STALE || view.age(now).isEmpty();
    }

    private static double pending(View view) {
        var history = view.history();
        return history == null || !history.folderKnown() ? Double.NaN : history.pending();
    }

    Target target() {
        return view.target();
    }

    String name() {
        return view.target().name();
    }

    View.Condition condition() {
        return view.condition();
    }

    boolean file() {
        return view.target().engine() == Engine.SQLITE;
    }

    double metric(Metric metric) {
        Reading.Sample last = view.last();
        return last == null ? Double.NaN : last.vitals().orNaN(metric);
    }

    /** {@code PostgreSQL 16.4}; without a number until it has answered. */
    String engine() {
        var identity = view.identity();
        String title = view.target().engine().title();
        return identity == null ? title : title + " " + identity.version();
    }

    /** How a check stands, {@link Status#OK} if it was not made. */
    Status status(String check) {
        var health = view.health();
        return health == null
                ? Status.OK
                : health.checks().stream()
                        .filter(c -> c.name().equals(check))
                        .map(Check::status)
                        .findFirst()
                        .orElse(Status.OK);
    }

    @Nullable Instant lastSeen() {
        return view.lastSeen().orElse(null);
    }
}
