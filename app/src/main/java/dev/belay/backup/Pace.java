package dev.belay.backup;

import dev.belay.message.Messages;
import dev.belay.message.Units;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;

/** Tells an attendant how far a copy is, by how large it has grown. */
final class Pace implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(500);

    /** What is expected is a guess: the end is told by the end alone. */
    private static final double NEVER_DONE = 0.99;

    private final Path file;
    private final long expected;
    private final Attendant attendant;
    private final long began = System.nanoTime();
    private final Thread thread;
    private volatile boolean over;

    /**
     * @param expected bytes of the whole; 0 if nobody knows
     */
    private Pace(Path file, long expected, Attendant attendant) {
        this.file = file;
        this.expected = expected;
        this.attendant = attendant;
        this.thread = Thread.ofPlatform().daemon().name("belay-pace").unstarted(this::watch);
    }

    static Pace of(Path file, long expected, Attendant attendant) {
        attendant.at(Messages.text("backup.copying"), OptionalDouble.empty());
        Pace pace = new Pace(file, expected, attendant);
        pace.thread.start();
        return pace;
    }

    private void watch() {
        try {
            while (!over) {
                Thread.sleep(EVERY);
                long bytes = Disk.bytes(file);
                if (!over && bytes > 0) {
                    attendant.at(words(bytes), share(bytes));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // It is not there yet, or not any more.
        }
    }

    private String words(long bytes) {
        double seconds = (System.nanoTime() - began) / 1e9;
        return words(bytes, seconds);
    }

    static String words(long bytes, double seconds) {
        return Messages.text(
                "backup.copying.rate", Units.size(bytes), Units.size((long) (bytes / seconds)));
    }

    private OptionalDouble share(long bytes) {
        return expected <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(NEVER_DONE, bytes / (double) expected));
    }

    @Override
    public void close() {
        over = true;
        thread.interrupt();
    }
}
