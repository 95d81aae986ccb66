package dev.belay.ui.locks;

import dev.belay.activity.LockTree;
import dev.belay.db.Metric;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.kit.Times;
import dev.belay.watch.Answer;
import dev.belay.watch.Trail;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** What stands in place of a tree. */
final class Nobody extends VBox {
    private final Label title = Texts.line("", "display");
    private final Label more = Texts.wrapped("", "muted");

    Nobody() {
        super(6);
        setAlignment(Pos.CENTER);
        more.setMaxWidth(560);
        more.setAlignment(Pos.CENTER);
        more.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        getChildren().addAll(title, more);
    }

    /**
     * Says why there is no tree.
     *
     * @param trail the readings of the last hour, null if nobody watches
     * @param server false for a file
     */
    void show(Answer<LockTree> locks, @Nullable Trail trail, boolean server, Instant now) {
        Instant at = locks.at();
        if (at == null) {
            say(Messages.text("locks.unread"), "");
        } else if (locks.value() == null) {
            say(
                    Messages.text("locks.untold"),
                    server
                            ? Messages.text("locks.untold.said", locks.why())
                            : Messages.text("locks.untold.file"));
        } else {
            String looked = Messages.text("locks.nobody.looked", Ages.text(at, now));
            String longest = trail == null || !server ? "" : longest(trail, now);
            say(
                    server ? Messages.text("locks.nobody") : Messages.text("locks.nobody.file"),
                    longest.isEmpty() ? looked : looked + " " + longest);
        }
    }

    private void say(String headline, String rest) {
        title.setText(headline);
        more.setText(rest);
    }

    /** The longest wait in the last hour, and when it was. */
    private static String longest(Trail trail, Instant now) {
        Trail.Slice hour = trail.slice(now.minus(Duration.ofHours(1)), now);
        double[] waits = hour.values(Metric.LONGEST_WAIT);
        int most = -1;
        boolean known = false;
        for (int i = 0; i < waits.length; i++) {
            known |= !Double.isNaN(waits[i]);
            if (waits[i] > 0 && (most < 0 || waits[i] > waits[most])) {
                most = i;
            }
        }
        if (!known) {
            return "";
        }
        if (most < 0) {
            return Messages.text("locks.nobody.never");
        }
        return Messages.text(
                "locks.nobody.longest",
                Units.duration(Duration.ofMillis(Math.round(waits[most]))),
                Times.text(Instant.ofEpochMilli(hour.times()[most]), now));
    }
}
