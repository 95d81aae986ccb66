package dev.belay.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Toolkit;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class KeysTest {
    private final AtomicInteger ran = new AtomicInteger();

    @Test
    void spaceBelongsToTheFieldOrButtonThatHasTheFocusAndElseToItsAction() {
        TextField field = Toolkit.onFx(TextField::new);
        Button button = Toolkit.onFx(() -> new Button("x"));
        Pane pane = Toolkit.onFx(Pane::new);
        Scene scene = Toolkit.onFx(() -> new Scene(new Pane(field, button, pane), 100, 100));
        Toolkit.runOnFx(
                () -> {
                    new Keys(() -> List.of(Action.of("freeze", "Space", ran::incrementAndGet)))
                            .listen(scene);
                    scene.getRoot().applyCss();
                });
        space(field);
        assertThat(ran.get()).isZero();
        space(button);
        assertThat(ran.get()).isZero();
        space(pane);
        assertThat(ran.get()).isEqualTo(1);
    }

    private static void space(Node node) {
        Toolkit.runOnFx(
                () -> {
                    node.setFocusTraversable(true);
                    node.requestFocus();
                    Event.fireEvent(
                            node,
                            new KeyEvent(
                                    KeyEvent.KEY_PRESSED,
                                    " ",
                                    " ",
                                    KeyCode.SPACE,
                                    false,
                                    false,
                                    false,
                                    false));
                });
    }
}
