package dev.belay.backup;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;

/** Tells an attendant every half second how far that is which tells nothing by itself. */
final class Pace implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(500);

    /** What is expected is a guess: beyond it nobody knows how much more there is. */
    private static final double SURE = 0.99;

    private final Look look;
    private final Thread thread;
    private volatile boolean over;

    /** One look at how far it is. */
    private interface Look {
        void tell() throws IOException;
    }

    private Pace(Look look) {
        this.look = look;
        this.thread = Thread.ofPlatform().daemon().name("belay-pace").unstarted(this::watch);
        thread.start();
    }

    /**
     * Of a copy, by how large it has grown.
     *
     * @param expected bytes of the whole; 0 if nobody knows
     */
    static Pace of(Path file, long expected, Attendant attendant) {
        Rate rate = new Rate();
        attendant.at(rate.words(0), OptionalDouble.empty());
        return new Pace(
                () -> {
                    long bytes = Disk.bytes(file);
                    if (bytes > 0) {
                        attendant.at(rate.words(bytes), share(bytes, expected));
                    }
                });
    }

    /**
     * Of what takes about as long as it took before.
     *
     * @param usual null if nobody knows
     */
    static Pace of(String what, @Nullable Duration usual, Attendant attendant) {
        attendant.at(what, OptionalDouble.empty());
        long began = System.nanoTime();
        long expected = usual == null ? 0 : usual.toNanos();
        return new Pace(() -> attendant.at(what, share(System.nanoTime() - began, expected)));
    }

    private void watch() {
        try {
            while (!over) {
                Thread.sleep(EVERY);
                if (!over) {
                    look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            look.tell();
        } catch (IOException e) {
            // It is not there yet, or not any more.
        }
    }

    /** Of a whole that is a guess; empty if there is none, or it was wrong. */
    static OptionalDouble share(long done, long expected) {
        double share = expected <= 0 ? 1 : done / (double) expected;
        return share > SURE ? OptionalDouble.empty() : OptionalDouble.of(share);
    }

    @Override
    public void close() {
        over = true;
        thread.interrupt();
    }
}
