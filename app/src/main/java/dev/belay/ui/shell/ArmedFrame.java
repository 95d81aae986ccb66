package dev.belay.ui.shell;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import java.util.List;

/**
 * Around the window while a target may be changed: a solid frame, a hatched band that names it and
 * counts down. It stays above sheets and their dimming.
 */
final class ArmedFrame extends BorderPane {
    /** How far it keeps the window's content away. */
    static final Insets INSETS = new Insets(26, 4, 4, 4);

    private static final int NAME = 60;

    private final Label told = Texts.whole("", "armed-text");
    private final Button disarm;

    ArmedFrame(Runnable disarmShown) {
        getStyleClass().add("armed-frame");
        setPickOnBounds(false);
        disarm = Buttons.plain(Messages.text("ui.disarm"), disarmShown);
        disarm.getStyleClass().add("armed-text");
        disarm.setGraphic(Texts.key("Ctrl Shift A"));
        disarm.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox band = new HBox(told, gap, disarm);
        band.getStyleClass().add("armed-band");
        band.setAlignment(Pos.CENTER_LEFT);
        band.setPadding(new Insets(0, 28, 0, 28));
        setTop(band);
        setVisible(false);
    }

    /** Shows who is armed, the one that {@code Disarm} is for first; nothing if there is none. */
    void show(List<Armaments.Countdown> armed) {
        setVisible(!armed.isEmpty());
        if (armed.isEmpty()) {
            return;
        }
        Armaments.Countdown first = armed.getFirst();
        String name = Texts.middle(first.target().name(), NAME);
        String others = Integer.toString(armed.size() - 1);
        told.setText(
                armed.size() == 1
                        ? Messages.text("ui.armed.on", name, first.left())
                        : Messages.text("ui.armed.more", name, first.left(), others));
    }
}
