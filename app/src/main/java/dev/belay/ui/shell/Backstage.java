package dev.belay.ui.shell;

import dev.belay.ui.kit.Screen;

import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where pages are made and laid out once, unseen, soon after the start: the first time costs a
 * multiple of all later ones, and would else be a stall when someone opens the page.
 */
final class Backstage extends StackPane implements AutoCloseable {
    /** The window answers in between: a page is made in one piece of work, laid out in another. */
    private static final Duration REST = Duration.millis(150);

    private static final Duration AFTER_START = Duration.seconds(1.5);

    private final Deque<Supplier<? extends Screen>> due = new ArrayDeque<>();
    private final PauseTransition rest = new PauseTransition(AFTER_START);
    private @Nullable Screen made;

    Backstage() {
        setOpacity(0);
        setMouseTransparent(true);
        rest.setOnFinished(e -> step());
    }

    /** Each of them is made, laid out, and closed again. */
    void rehearse(List<Supplier<? extends Screen>> pages) {
        due.addAll(pages);
        rest.playFromStart();
    }

    private void step() {
        Screen now = made;
        if (now == null) {
            Supplier<? extends Screen> next = due.poll();
            made = next == null ? null : next.get();
        } else if (getChildren().isEmpty()) {
            Node node = now.node();
            getChildren().add(node);
        } else {
            leave();
        }
        if (made != null || !due.isEmpty()) {
            rest.setDuration(REST);
            rest.playFromStart();
        }
    }

    private void leave() {
        getChildren().clear();
        if (made != null) {
            made.close();
            made = null;
        }
    }

    @Override
    public void close() {
        rest.stop();
        due.clear();
        leave();
    }
}
