package dev.belay.demo;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.store.OwnerOnly;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** The right to make or end the demo in a folder; one process at a time has it, and one thread. */
final class FolderLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    // A file lock is held by the whole process, so the threads of this one need a lock of their
    // own.
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits up to a minute for whoever works on the folder now. */
    static FolderLock take(Path folder) throws IOException {
        THREADS.lock();
        FileChannel channel = null;
        boolean taken = false;
        try {
            Path file = folder.resolve(".lock");
            OwnerOnly.file(file);
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            Instant end = Instant.now().plus(PATIENCE);
            FileLock lock = channel.tryLock(0, 1, false);
            while (lock == null) {
                if (Instant.now().isAfter(end)) {
                    throw Problem.of("demo.busy", folder.toString(), ExitCode.LOCKED).asException();
                }
                Thread.sleep(50);
                lock = channel.tryLock(0, 1, false);
            }
            taken = true;
            return new FolderLock(channel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of("demo.busy", folder.toString(), ExitCode.CANCELLED).asException(e);
        } finally {
            if (!taken) {
                if (channel != null) {
                    channel.close();
                }
                THREADS.unlock();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            THREADS.unlock();
        }
    }
}
