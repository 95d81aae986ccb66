package dev.belay.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Has the system write a growing file to the disk all along, so that its end need not wait for all
 * of it. What fails here fails for whoever writes the file as well, and is told there.
 */
final class Flushing implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(100);

    private final FileChannel channel;
    private final Thread thread;

    /** Of a file that is there. */
    Flushing(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        thread = Thread.ofPlatform().daemon().name("belay-flush").start(this::flush);
    }

    private void flush() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                channel.force(false);
            }
        } catch (InterruptedException | IOException e) {
            // The file is written, or cannot be.
        }
    }

    /** Only after the file's writer is done: closing gives back its locks as well. */
    @Override
    public void close() throws IOException {
        thread.interrupt();
        channel.close();
    }
}
