package dev.belay.backup;

import dev.belay.message.Messages;
import dev.belay.message.Units;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How much a copy has brought and how fast, in words that change once a second. */
final class Rate {
    private static final long EVERY = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanos;
    private final long began;
    private long told;
    private String words = Messages.text("backup.copying");

    Rate() {
        this(System::nanoTime);
    }

    /**
     * @param nanos a clock that never goes back
     */
    Rate(LongSupplier nanos) {
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.told = began;
    }

    /**
     * @param bytes so far
     */
    String words(long bytes) {
        long now = nanos.getAsLong();
        if (now - told >= EVERY && bytes > 0) {
            told = now;
            words =
                    Messages.text(
                            "backup.copying.rate",
                            Units.size(bytes),
                            Units.size((long) (bytes / ((now - began) / 1e9))));
        }
        return words;
    }
}
