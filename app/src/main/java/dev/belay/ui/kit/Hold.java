package dev.belay.ui.kit;

import javafx.animation.PauseTransition;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * Whether someone is at work in a table: a key or a movement of the pointer in it, until 5 s
 * without, or until the pointer leaves. A pointer that merely rests there holds nothing.
 */
public final class Hold {
    public static final Duration QUIET = Duration.seconds(5);

    private final Consumer<Boolean> held;
    private final PauseTransition quiet = new PauseTransition(QUIET);
    private @Nullable Point2D last;

    public Hold(Node table, Consumer<Boolean> held) {
        this.held = held;
        quiet.setOnFinished(e -> held.accept(false));
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::work);
        table.addEventFilter(ScrollEvent.SCROLL, this::work);
        table.addEventFilter(MouseEvent.MOUSE_PRESSED, this::work);
        table.addEventFilter(MouseEvent.MOUSE_MOVED, this::moved);
        table.addEventHandler(MouseEvent.MOUSE_EXITED, e -> end());
    }

    /** A window that opens under the pointer tells of it too; only another place is a movement. */
    private void moved(MouseEvent event) {
        Point2D at = new Point2D(event.getScreenX(), event.getScreenY());
        boolean moved = last != null && !at.equals(last);
        last = at;
        if (moved) {
            work(event);
        }
    }

    private void work(InputEvent event) {
        held.accept(true);
        quiet.playFromStart();
    }

    private void end() {
        quiet.stop();
        held.accept(false);
    }
}
