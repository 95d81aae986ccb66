package dev.belay.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A copy's hash, made on a thread of its own while something else reads the copy too. */
final class Hashing implements AutoCloseable {
    private final FutureTask<String> task;

    Hashing(Path copy) {
        task = new FutureTask<>(() -> Disk.sha256(copy));
        Thread.ofPlatform().daemon().name("belay-hash").start(task);
    }

    /** As {@link Disk#sha256} has it, once it is there. */
    String sha256() throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Ends it, if nobody asks for it any more. */
    @Override
    public void close() {
        task.cancel(true);
    }
}
