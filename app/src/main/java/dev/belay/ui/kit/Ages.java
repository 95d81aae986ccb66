package dev.belay.ui.kit;

import dev.belay.message.Messages;
import dev.belay.message.Units;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The one second hand of the window: what shows an age or a countdown is redrawn by it. */
public final class Ages {
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final List<Runnable> SHOWN = new ArrayList<>();
    private static final Timeline SECONDS =
            new Timeline(new KeyFrame(javafx.util.Duration.seconds(1), e -> tick()));

    private Ages() {}

    /**
     * Runs now and once a second on the JavaFX thread until unsubscribed. To be called on that
     * thread.
     */
    public static Subscription everySecond(Runnable shown) {
        SHOWN.add(shown);
        SECONDS.setCycleCount(Animation.INDEFINITE);
        SECONDS.play();
        shown.run();
        return () -> {
            SHOWN.remove(shown);
            if (SHOWN.isEmpty()) {
                SECONDS.stop();
            }
        };
    }

    private static void tick() {
        List.copyOf(SHOWN).forEach(Runnable::run);
    }

    /** {@code now} for an answer of the last 3 s, else {@code 14 s ago}. */
    public static String text(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        return age.compareTo(FRESH) < 0
                ? Messages.text("ui.age.now")
                : Messages.text("ui.age.ago", Units.duration(age));
    }
}
