package dev.belay.ui.fleet;

import dev.belay.ui.kit.Texts;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** A number at the right of its cell, its unit muted after a space. */
final class Figure extends HBox {
    private final Label number = Texts.whole("", "mono");
    private final Label unit = Texts.whole("", "mono", "muted");

    Figure() {
        setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(number, unit);
    }

    /** Two units belong together: {@code 6 min 18 s} is not taken apart. */
    void show(String text, String tone) {
        int space = text.indexOf(' ');
        boolean oneUnit = space > 0 && text.indexOf(' ', space + 1) < 0;
        set(oneUnit ? text.substring(0, space) : text, oneUnit ? text.substring(space) : "", tone);
    }

    /** Words instead of a number. */
    void words(String text, String tone) {
        if (number.getStyleClass().remove("mono")) {
            number.getStyleClass().add("sans");
        }
        set(text, "", tone);
    }

    void bold(boolean on) {
        if (on != number.getStyleClass().contains("bold")) {
            if (on) {
                number.getStyleClass().add("bold");
            } else {
                number.getStyleClass().remove("bold");
            }
        }
    }

    private void set(String value, String after, String tone) {
        number.setText(value);
        unit.setText(after);
        unit.setManaged(!after.isEmpty());
        Tones.set(number, tone);
    }
}
