package dev.belay.backup;

import dev.belay.message.BelayException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;

/**
 * An archive read back while pg_dump still writes it, on a thread of its own, so that it is known
 * to be whole soon after its end.
 */
final class ReadBack implements AutoCloseable {
    private final GrowingFile file;
    private final Thread thread;
    private volatile @Nullable SortedMap<String, Long> rows;
    private volatile @Nullable IOException broken;
    private volatile @Nullable BelayException unlike;

    ReadBack(Path archive, ArchiveReading reading) throws IOException {
        file = new GrowingFile(archive);
        thread = Thread.ofPlatform().daemon().name("belay-read-back").start(() -> read(reading));
    }

    private void read(ArchiveReading reading) {
        try {
            rows = reading.rows(file);
        } catch (IOException e) {
            broken = e;
        } catch (BelayException e) {
            unlike = e;
        }
    }

    /**
     * The rows of each table in it, once all is written.
     *
     * @throws BelayException if it cannot be read to its end
     */
    SortedMap<String, Long> rows() throws IOException {
        ended();
        if (broken != null) {
            throw broken;
        }
        if (unlike != null) {
            throw unlike;
        }
        return Objects.requireNonNull(rows);
    }

    private void ended() throws IOException {
        file.whole();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** What nobody asks for any more is read to its end all the same, which is near. */
    @Override
    public void close() throws IOException {
        ended();
        file.close();
    }
}
