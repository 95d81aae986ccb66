package dev.belay.operation;

import dev.belay.db.Purpose;
import dev.belay.db.Session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Asks again and again whether the claim is still held, on the claim's own connection: a working
 * connection may be silent for hours and be well, and only this one tells a server that is gone.
 */
final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration RHYTHM = Duration.ofSeconds(2);

    /** A server that hangs is known as lost after this long. */
    static final Duration LIMIT = RHYTHM.plus(Purpose.CLAIM.socket());

    private final BooleanSupplier held;
    private final Runnable lost;
    private final Thread thread;
    private volatile boolean barked;

    /**
     * @param held asks the server, and is false if it does not answer
     * @param lost called once if that is false
     */
    Watchdog(BooleanSupplier held, Runnable lost) {
        this.held = held;
        this.lost = lost;
        this.thread = Thread.ofPlatform().daemon().name("belay-watchdog").unstarted(this::watch);
    }

    Watchdog start() {
        thread.start();
        return this;
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(RHYTHM);
                if (!held.getAsBoolean()) {
                    barked = true;
                    LOG.warn("The server is lost; connections to it are cut off");
                    lost.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            // The work is done.
        }
    }

    /** True if the server answers on this connection. */
    static boolean answers(Session session) {
        try {
            session.one("round-trip", row -> row.getInt(1));
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** True if the claim was lost while the work went on. */
    boolean barked() {
        return barked;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
