package dev.belay.operation;

import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * How long what goes on evenly will still take, by the pace of its last minute; told so calmly that
 * it can be read.
 */
public final class TimeLeft {
    /** Before that a pace is chance. */
    private static final long SOON = Duration.ofSeconds(3).toNanos();

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** What was told stands so long, and longer if it was right by that share. */
    private static final long STANDS = Duration.ofSeconds(5).toNanos();

    private static final double RIGHT = 0.2;

    private static final int DAY = 86_400;

    private final LongSupplier nanos;
    private @Nullable Mark from;
    private @Nullable Mark next;
    private double last;
    private @Nullable Told told;

    private record Mark(long at, double share) {}

    /**
     * @param at when it was told
     * @param end when it will be over
     */
    private record Told(long at, long end) {}

    public TimeLeft() {
        this(System::nanoTime);
    }

    /**
     * @param nanos a clock that never goes back
     */
    TimeLeft(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Hears how far it is; a share that is lower than the last, or none, begins anew.
     *
     * @param share 0 to 1, where it is known
     * @return rounded up to what a person would say; empty where nobody knows
     */
    public synchronized Optional<Duration> at(OptionalDouble share) {
        double done = share.orElse(1);
        Mark first = from;
        Mark second = next;
        long now = nanos.getAsLong();
        if (done >= 1 || first == null || second == null || done < last) {
            begin(done >= 1 ? null : new Mark(now, done));
            return Optional.empty();
        }
        last = done;
        if (now - second.at >= MINUTE) {
            from = second;
            next = new Mark(now, done);
        }
        double grown = done - first.share;
        long passed = now - first.at;
        if (passed < SOON || grown <= 0) {
            told = null;
            return Optional.empty();
        }
        return Optional.of(calm(now, (long) (passed / grown * (1 - done))));
    }

    private void begin(@Nullable Mark mark) {
        from = mark;
        next = mark;
        last = mark == null ? 0 : mark.share;
        told = null;
    }

    private Duration calm(long now, long left) {
        Told before = told;
        if (before == null || before.end <= now || wrong(before, now, left)) {
            before = new Told(now, now + left);
            told = before;
        }
        return rounded(before.end - now);
    }

    private static boolean wrong(Told before, long now, long left) {
        long off = Math.abs(now + left - before.end);
        return now - before.at >= STANDS && off > RIGHT * (before.end - now);
    }

    private static Duration rounded(long nanos) {
        long seconds = Math.max(1, Duration.ofNanos(nanos).toSeconds());
        long step = seconds <= 60 ? 10 : seconds <= 3600 ? 60 : seconds <= DAY ? 300 : 3600;
        return Duration.ofSeconds((seconds + step - 1) / step * step);
    }

    /** {@code about 3 min left}. */
    public static String words(Duration left) {
        return Messages.text("operation.left", Units.duration(left));
    }
}
