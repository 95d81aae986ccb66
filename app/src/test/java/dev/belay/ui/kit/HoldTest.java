package dev.belay.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

@Tag("alone")
class HoldTest {
    private final AtomicBoolean held = new AtomicBoolean();
    private Pane pane;

    @BeforeEach
    void make() {
        pane =
                Toolkit.onFx(
                        () -> {
                            Pane made = new Pane();
                            new Scene(made, 100, 100);
                            new Hold(made, held::set);
                            return made;
                        });
    }

    @Test
    void aPointerThatRestsHoldsNothingAndOneThatMovesHoldsForSeconds() {
        pointAt(10);
        pointAt(10);
        assertThat(held).isFalse();
        pointAt(12);
        assertThat(held).isTrue();
        await().atMost(Duration.ofSeconds(15)).untilFalse(held);
        pointAt(12);
        assertThat(held).isFalse();
    }

    private void pointAt(double x) {
        Toolkit.runOnFx(
                () ->
                        pane.fireEvent(
                                new MouseEvent(
                                        MouseEvent.MOUSE_MOVED,
                                        x,
                                        10,
                                        x,
                                        10,
                                        MouseButton.NONE,
                                        0,
                                        false,
                                        false,
                                        false,
                                        false,
                                        false,
                                        false,
                                        false,
                                        false,
                                        false,
                                        false,
                                        null)));
    }
}
