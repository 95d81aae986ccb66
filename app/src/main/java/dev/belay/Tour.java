package dev.belay;

import dev.belay.ui.shell.Shell;

import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

import java.util.List;

/**
 * Opens every page once and quits: the run that the cache of the installed program is made of.
 * Asked for by a system property, in the build.
 */
final class Tour {
    private static final String WANTED = "belay.tour";

    /** As they stand beside the window, those of the target after it was opened. */
    private static final List<String> PAGES =
            List.of(
                    "overview",
                    "locks",
                    "sessions",
                    "pool",
                    "migrations",
                    "backups",
                    "seeds",
                    "audit",
                    "targets",
                    "fleet");

    /** A target needs a moment to be connected; a page needs one to be painted. */
    private static final Duration FIRST = Duration.seconds(4);

    private static final Duration EACH = Duration.seconds(1.5);

    private Tour() {}

    static boolean wanted() {
        return Boolean.getBoolean(WANTED);
    }

    /**
     * On the JavaFX thread, which it leaves free in between.
     *
     * @param target of whom the pages are
     */
    static void begin(Shell shell, String target, Runnable quit) {
        Timeline timeline = new Timeline();
        Duration at = FIRST;
        for (String page : PAGES) {
            timeline.getKeyFrames().add(new KeyFrame(at, e -> shell.open(page, target)));
            at = at.add(EACH);
        }
        timeline.getKeyFrames().add(new KeyFrame(at, e -> quit.run()));
        timeline.play();
    }
}
