package dev.belay.operation;

import dev.belay.db.Claim;
import dev.belay.db.Purpose;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * Asks again and again whether the claim is still held, on the claim's own connection: a working
 * connection may be silent for hours and be well, and only this one tells a server that is gone.
 */
final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration RHYTHM = Duration.ofSeconds(2);

    /** A server that hangs is known as lost after this long. */
    static final Duration LIMIT = RHYTHM.plus(Purpose.CLAIM.socket());

    private final Claim claim;
    private final Runnable lost;
    private final Thread thread;
    private volatile boolean barked;

    /**
     * @param lost called once if the claim is held no longer
     */
    Watchdog(Claim claim, Runnable lost) {
        this.claim = claim;
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
                if (!claim.held()) {
                    barked = true;
                    LOG.warn("The claim on the target is lost; its connections are cut off");
                    lost.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            // The work is done.
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
