package dev.belay.ui.kit;

import javafx.application.Platform;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How fast the window answers: a probe is put in the JavaFX thread's queue every 20 ms, never two
 * at once, and the time until it runs is what a click would have waited.
 */
public final class StallWatch implements AutoCloseable {
    private static final Duration RHYTHM = Duration.ofMillis(20);
    private static final int LONGEST = 10_000;
    private static final int RECENT = 250;

    /**
     * What was measured.
     *
     * @param worst the longest wait since the start or the last {@link #reset}
     * @param p99 99 of 100 probes since then waited no longer, to the millisecond above
     * @param recent the longest wait of the last 5 s or so
     * @param probes how many were counted
     */
    public record Pauses(Duration worst, Duration p99, Duration recent, long probes) {}

    private final Executor fx;
    private final Thread prober;
    private final Semaphore answered = new Semaphore(0);
    private final long[] byMillis = new long[LONGEST + 1];
    private final long[] recent = new long[RECENT];
    private long worst;
    private long probes;

    public StallWatch() {
        this(Platform::runLater);
    }

    StallWatch(Executor fx) {
        this.fx = fx;
        prober = Thread.ofPlatform().daemon().name("belay-stall-watch").start(this::probe);
    }

    private void probe() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long asked = System.nanoTime();
                fx.execute(
                        () -> {
                            count(System.nanoTime() - asked);
                            answered.release();
                        });
                answered.acquire();
                TimeUnit.NANOSECONDS.sleep(RHYTHM.toNanos());
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private synchronized void count(long nanos) {
        worst = Math.max(worst, nanos);
        byMillis[(int) Math.min(LONGEST, nanos / 1_000_000)]++;
        recent[(int) (probes % RECENT)] = nanos;
        probes++;
    }

    public synchronized Pauses pauses() {
        long left = probes - probes / 100;
        int millis = 0;
        while (millis < LONGEST && (left -= byMillis[millis]) > 0) {
            millis++;
        }
        return new Pauses(
                Duration.ofNanos(worst),
                probes == 0 ? Duration.ZERO : Duration.ofMillis(millis + 1L),
                Duration.ofNanos(Arrays.stream(recent).max().orElse(0)),
                probes);
    }

    /** Begins to count anew, as before a measurement. */
    public synchronized void reset() {
        Arrays.fill(byMillis, 0);
        Arrays.fill(recent, 0);
        worst = 0;
        probes = 0;
    }

    @Override
    public void close() {
        prober.interrupt();
    }
}
