package dev.belay.watch;

import dev.belay.news.Subscription;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of all watches: one that keeps the time, virtual ones for servers, few platform ones
 * for native calls.
 */
final class Workers implements AutoCloseable {
    /** Files that hang at once (a dead network drive) before further ones have to wait. */
    private static final int MOST_NATIVE = 64;

    private final ScheduledExecutorService clock;
    private final ExecutorService virtual;
    private final ExecutorService platform;

    Workers() {
        var timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("watch-clock").factory());
        timer.setRemoveOnCancelPolicy(true);
        clock = timer;
        virtual =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("watch-", 0).factory());
        platform =
                new ThreadPoolExecutor(
                        0,
                        MOST_NATIVE,
                        30,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        Thread.ofPlatform().daemon().name("watch-native-", 0).factory());
    }

    /** Runs it soon; returns false if there is no thread for it now, or this is closed. */
    boolean run(boolean onPlatform, Runnable work) {
        try {
            (onPlatform ? platform : virtual).execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /**
     * Runs a short piece of work on the clock's own thread after a delay; the handle cancels it.
     */
    Subscription later(Duration delay, Runnable work) {
        try {
            var future = clock.schedule(work, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    /** Ends without waiting: a worker may hang on a server for as long as its deadlines allow. */
    @Override
    public void close() {
        clock.shutdownNow();
        virtual.shutdownNow();
        platform.shutdownNow();
    }
}
