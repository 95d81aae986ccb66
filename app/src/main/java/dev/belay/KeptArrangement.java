package dev.belay;

import dev.belay.message.BelayException;
import dev.belay.store.Home;
import dev.belay.ui.sessions.Arrangement;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How somebody likes the table of sessions, kept from start to start: a file of one line beside the
 * store.
 */
final class KeptArrangement {
    private static final Logger LOG = LoggerFactory.getLogger(KeptArrangement.class);
    private static final int LONGEST = 2_000;

    /** Whoever drags an edge changes a width at every pixel. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final Path file;
    private final Home home;
    private final AtomicReference<String> waiting = new AtomicReference<>();

    private KeptArrangement(Home home) {
        this.home = home;
        file = home.data().resolve("sessions-table");
    }

    /** Arranges the table as it was last, and keeps every later change. FX thread. */
    static void follow(Arrangement arrangement, Home home) {
        KeptArrangement kept = new KeptArrangement(home);
        arrangement.take(kept.read());
        arrangement.listen(() -> kept.keep(arrangement.text()));
    }

    private String read() {
        try {
            return Files.size(file) > LONGEST ? "" : Files.readString(file);
        } catch (IOException e) {
            return ""; // nothing was arranged yet
        }
    }

    private void keep(String text) {
        if (waiting.getAndSet(text) == null) {
            Thread.startVirtualThread(this::write);
        }
    }

    private void write() {
        try {
            Thread.sleep(REST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String text = waiting.getAndSet(null);
        try {
            home.create();
            Files.writeString(file, text + "\n");
        } catch (IOException | BelayException e) {
            LOG.warn("How the sessions are arranged was not kept", e);
        }
    }
}
