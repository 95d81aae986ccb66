package dev.belay.watch.check;

import dev.belay.db.Metric;
import dev.belay.watch.Trail;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * What the last readings say about where things go.
 *
 * @param size the database's size some time ago, or null if it was not watched long enough
 * @param crowded how long connections have been above the pool's warn line, or null if they are not
 *     or it is not known
 */
public record Trend(@Nullable Past size, @Nullable Duration crowded) {
    public static final Trend NONE = new Trend(null, null);

    /** Growth over less than this says nothing. */
    static final Duration SHORTEST = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofHours(24);

    /** A number of bytes, and how long ago it was read. */
    public record Past(long bytes, Duration ago) {}

    /** Reads the trend from a trail. */
    static Trend of(Trail trail, Instant now, int poolWarn) {
        Trail.Slice slice = trail.slice(now.minus(LONGEST), now);
        return new Trend(size(slice, now), crowded(slice, now, poolWarn));
    }

    private static @Nullable Past size(Trail.Slice slice, Instant now) {
        double[] sizes = slice.values(Metric.SIZE);
        for (int i = 0; i < sizes.length; i++) {
            Duration ago = ago(slice, i, now);
            if (ago.compareTo(SHORTEST) < 0) {
                return null;
            }
            if (!Double.isNaN(sizes[i])) {
                return new Past(Math.round(sizes[i]), ago);
            }
        }
        return null;
    }

    private static @Nullable Duration crowded(Trail.Slice slice, Instant now, int poolWarn) {
        double[] connections = slice.values(Metric.CONNECTIONS);
        Duration since = null;
        for (int i = connections.length - 1; i >= 0 && !(connections[i] <= poolWarn); i--) {
            if (!Double.isNaN(connections[i])) {
                since = ago(slice, i, now);
            }
        }
        return since;
    }

    private static Duration ago(Trail.Slice slice, int index, Instant now) {
        return Duration.between(Instant.ofEpochMilli(slice.times()[index]), now);
    }
}
