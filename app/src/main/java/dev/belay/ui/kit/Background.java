package dev.belay.ui.kit;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;

import javafx.application.Platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The one doorway from a screen to work that may wait: done on a worker, answered on the JavaFX
 * thread. Closing it, as a closing screen does, interrupts what runs and drops what would still
 * answer.
 */
public final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    // Platform threads: a long native call, as SQLite makes them, pins a virtual thread's carrier.
    private static final ExecutorService WORKERS =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("belay-worker-", 1).factory());

    private final Set<Job> jobs = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** One piece of work under way. */
    public final class Job {
        private volatile boolean cancelled;
        private volatile Future<?> future =
                java.util.concurrent.CompletableFuture.completedFuture(null);

        /** Interrupts the work; its answer is dropped. */
        public void cancel() {
            cancelled = true;
            jobs.remove(this);
            future.cancel(true);
        }
    }

    /**
     * Does the work on a worker and hands its result, or the problem it ended with, to the JavaFX
     * thread.
     */
    public <T> Job run(Callable<T> work, Consumer<? super T> done, Consumer<Problem> failed) {
        Job job = new Job();
        if (closed) {
            job.cancelled = true;
            return job;
        }
        jobs.add(job);
        job.future =
                WORKERS.submit(
                        () -> {
                            try {
                                T result = work.call();
                                answer(job, () -> done.accept(result));
                            } catch (Exception e) {
                                answer(job, () -> failed.accept(problem(e, job)));
                            }
                        });
        return job;
    }

    private void answer(Job job, Runnable onFx) {
        Platform.runLater(
                () -> {
                    if (jobs.remove(job) && !closed && !job.cancelled) {
                        onFx.run();
                    }
                });
    }

    private static Problem problem(Exception e, Job job) {
        if (!job.cancelled && !(e instanceof BelayException)) {
            LOG.error("unexpected in background work", e);
        }
        return problem(e);
    }

    /** What is told of whatever ended some work. */
    public static Problem problem(Throwable e) {
        if (e instanceof BelayException told) {
            return told.problem();
        }
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new Problem("ui.unexpected", "", why, ExitCode.FAILED);
    }

    @Override
    public void close() {
        closed = true;
        jobs.forEach(Job::cancel);
    }
}
