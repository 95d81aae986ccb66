package dev.belay;

import dev.belay.message.Messages;
import dev.belay.watch.LockAlarm;
import dev.belay.watch.View;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells the desktop what cannot wait until somebody looks at the window. */
final class Alarms implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Tells a person. */
    interface Teller {
        void tell(String title, String text);
    }

    private final Watches watches;
    private final Teller teller;
    private final Clock clock;
    private final LockAlarm locks = new LockAlarm();
    private final ScheduledExecutorService looker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("alarms").factory());

    Alarms(Watches watches, Teller teller, Clock clock) {
        this.watches = watches;
        this.teller = teller;
        this.clock = clock;
    }

    /** Begins to look; to be called once. */
    void start() {
        looker.scheduleWithFixedDelay(
                this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            for (Watch watch : watches.all()) {
                View view = watch.view();
                locks.hear(view, clock.instant())
                        .ifPresent(
                                chain ->
                                        teller.tell(
                                                Messages.text("alarm.locks", view.target().name()),
                                                chain));
            }
        } catch (RuntimeException e) {
            LOG.error("Looking for what has to be told failed", e);
        }
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
