package dev.belay.backup;

import dev.belay.message.BelayException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * An archive read back while pg_dump still writes it, on a thread of its own, so that it is known
 * to be whole soon after its end.
 */
final class ReadBack implements AutoCloseable {
    private final GrowingFile file;
    private final FutureTask<SortedMap<String, Long>> rows;
    private final Thread thread;

    ReadBack(Path archive, ArchiveReading reading) throws IOException {
        file = new GrowingFile(archive);
        rows = new FutureTask<>(() -> reading.rows(file));
        thread = Thread.ofPlatform().daemon().name("belay-read-back").start(rows);
    }

    /**
     * The rows of each table in it, once all is written.
     *
     * @throws BelayException if it cannot be read to its end
     */
    SortedMap<String, Long> rows() throws IOException {
        ended();
        if (rows.state() == Future.State.SUCCESS) {
            return rows.resultNow();
        }
        switch (rows.exceptionNow()) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Throwable e -> throw new IOException(e);
        }
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
