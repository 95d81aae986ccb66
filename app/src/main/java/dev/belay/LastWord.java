package dev.belay;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** What a thread that works with the store still has to do when its console closes. */
final class LastWord {
    /** A store that takes longer is left to itself: nobody waits for it to quit. */
    private static final Duration LONGEST = Duration.ofMillis(500);

    private LastWord() {}

    /**
     * Has it done and ends the thread, unless that was ended before.
     *
     * @return false if it was not done within half a second
     */
    static boolean done(ExecutorService thread, Runnable word) {
        try {
            thread.execute(word);
            thread.shutdown();
            return thread.awaitTermination(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed before.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
