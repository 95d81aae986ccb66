package dev.belay.ui.shell;

import dev.belay.ui.kit.Action;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs actions by their keys. Combinations are taken before any control sees them; Esc, Space and
 * single characters only after all controls let them pass, the last two never from a text field.
 */
final class Keys {
    private static final String ESCAPE = "Esc";
    private static final String SPACE = "Space";

    private final Supplier<List<Action>> actions;

    Keys(Supplier<List<Action>> actions) {
        this.actions = actions;
    }

    void listen(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::combination);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, e -> escapeFromList(scene, e));
        // An open drop-down closes by Esc before the page does.
        scene.addEventHandler(KeyEvent.KEY_PRESSED, e -> leftOver(scene, e));
        scene.addEventHandler(KeyEvent.KEY_TYPED, e -> character(scene, e));
    }

    private void combination(KeyEvent event) {
        run(
                event,
                a ->
                        a.keys().length() > 1
                                && !a.keys().equals(ESCAPE)
                                && !a.keys().equals(SPACE)
                                && parse(a.keys()).match(event));
    }

    /** A list takes Esc as the end of an edit, even where nothing is edited. */
    private void escapeFromList(Scene scene, KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE
                && scene.getFocusOwner() instanceof ListView<?> list
                && list.getEditingIndex() < 0) {
            run(event, a -> a.keys().equals(ESCAPE));
        }
    }

    private void leftOver(Scene scene, KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            run(event, a -> a.keys().equals(ESCAPE));
        } else if (event.getCode() == KeyCode.SPACE
                && !(scene.getFocusOwner() instanceof TextInputControl)) {
            run(event, a -> a.keys().equals(SPACE));
        }
    }

    private void character(Scene scene, KeyEvent event) {
        Node focused = scene.getFocusOwner();
        if (!(focused instanceof TextInputControl)
                && !event.isControlDown()
                && !event.isAltDown()) {
            run(event, a -> a.keys().equalsIgnoreCase(event.getCharacter()));
        }
    }

    private void run(KeyEvent event, java.util.function.Predicate<Action> fits) {
        Optional<Action> action =
                actions.get().stream().filter(a -> !a.keys().isEmpty() && fits.test(a)).findFirst();
        if (action.isPresent()) {
            event.consume();
            if (action.get().isOn()) {
                action.get().run().run();
            }
        }
    }

    private static KeyCombination parse(String keys) {
        return KeyCombination.valueOf(keys.replace("Ctrl", "Shortcut"));
    }
}
