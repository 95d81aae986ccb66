package dev.belay.cli;

import dev.belay.message.Messages;
import dev.belay.operation.TimeLeft;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** How far a command is, on standard error: what is new at once, how far that is now and then. */
final class ProgressLine {
    private static final long EVERY = Duration.ofSeconds(2).toNanos();

    private final Output out;
    private final LongSupplier nanos;
    private final TimeLeft time = new TimeLeft();
    private String last = "";
    private long told;

    ProgressLine(Output out) {
        this(out, System::nanoTime);
    }

    /**
     * @param nanos a clock that never goes back
     */
    ProgressLine(Output out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
    }

    /** Tells of what goes on evenly. */
    void at(String what, OptionalDouble share) {
        at(what, share, time.at(share));
    }

    /**
     * Tells it, unless the same was told just now.
     *
     * @param share 0 to 1, where it is known
     * @param left how long it will still take, where that is known
     */
    synchronized void at(String what, OptionalDouble share, Optional<Duration> left) {
        long now = nanos.getAsLong();
        if (what.equals(last) && now - told < EVERY) {
            return;
        }
        last = what;
        told = now;
        out.progress(text(what, share, left));
    }

    private static String text(String what, OptionalDouble share, Optional<Duration> left) {
        if (share.isEmpty()) {
            return what;
        }
        String percent = Integer.toString((int) (share.getAsDouble() * 100));
        return left.map(d -> Messages.text("cli.progress.left", what, percent, TimeLeft.words(d)))
                .orElseGet(() -> Messages.text("cli.progress", what, percent));
    }
}
