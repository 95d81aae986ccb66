package dev.belay.ui.kit;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

/**
 * The ring around what has the focus, while the keyboard is in use. The toolkit's own stays away
 * from what a page gives the focus to, and leaves who works by keys alone to guess.
 */
public final class FocusRing {
    private static final PseudoClass RINGED = PseudoClass.getPseudoClass("ringed");

    private final Scene scene;
    private boolean keys = true;

    private FocusRing(Scene scene) {
        this.scene = scene;
    }

    /** From now on what has the focus in this scene is {@code :ringed}; to be called once. */
    public static void follow(Scene scene) {
        FocusRing ring = new FocusRing(scene);
        scene.focusOwnerProperty().subscribe(ring::move);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, e -> ring.use(true));
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> ring.use(false));
    }

    private void use(boolean keyboard) {
        if (keys != keyboard) {
            keys = keyboard;
            move(null, scene.getFocusOwner());
        }
    }

    private void move(@Nullable Node from, @Nullable Node to) {
        if (from != null) {
            from.pseudoClassStateChanged(RINGED, false);
        }
        if (to != null) {
            to.pseudoClassStateChanged(RINGED, keys);
        }
    }
}
