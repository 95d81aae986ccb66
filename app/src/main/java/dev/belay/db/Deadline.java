package dev.belay.db;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cancels a statement that runs longer than its limit, where neither server nor driver does. The
 * statement then ends with the engine's own error for an interrupted one.
 */
public final class Deadline implements Guard {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();
    private final Statement statement;
    private final Future<?> due;
    private boolean over;

    /** Starts to count now; the caller closes it when the answer has been read. */
    @SuppressWarnings("this-escape") // The clock needs a finished object no sooner than the limit.
    public Deadline(Statement statement, Duration limit) {
        this.statement = statement;
        this.due = CLOCK.schedule(this::fire, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void fire() {
        // Cancelling over a network can itself block for seconds; other deadlines must not wait.
        Thread.ofVirtual().name("belay-cancel").start(this::cancel);
    }

    private synchronized void cancel() {
        if (over) {
            return;
        }
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The connection is gone, and the statement with it.
        }
    }

    /** Waits for a cancel that is under way, so that it cannot hit the next statement. */
    @Override
    public synchronized void close() {
        over = true;
        due.cancel(false);
    }

    private static ScheduledThreadPoolExecutor clock() {
        var clock =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("belay-deadline").daemon().factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
