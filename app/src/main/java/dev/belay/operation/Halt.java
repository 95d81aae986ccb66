package dev.belay.operation;

import dev.belay.db.SessionSource;

import java.time.Duration;

/**
 * Carries a wish to stop to the server: what runs is cancelled, and cut off if that does not help.
 */
final class Halt implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private volatile boolean over;

    Halt(Stop stop, SessionSource source) {
        stop.then(() -> Thread.ofPlatform().daemon().name("belay-halt").start(() -> halt(source)));
    }

    private void halt(SessionSource source) {
        if (over) {
            return;
        }
        // The wish may come between two statements: the work looks for it there, and a cancel that
        // hit nothing is harmless.
        Thread.ofPlatform().daemon().name("belay-cancel").start(source::interrupt);
        try {
            Thread.sleep(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!over) {
            source.abort();
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
