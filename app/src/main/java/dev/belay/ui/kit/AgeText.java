package dev.belay.ui.kit;

import dev.belay.message.Units;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** A duration that stands under others: {@code 6 min 09 s}, at the right, its units muted. */
public final class AgeText extends HBox {
    private final Text[] words = new Text[4];

    public AgeText() {
        getStyleClass().add("number-text");
        setAlignment(Pos.CENTER_RIGHT);
        for (int i = 0; i < words.length; i++) {
            words[i] = new Text();
            words[i].getStyleClass().add(i % 2 == 0 ? "number-value" : "number-unit");
            getChildren().add(words[i]);
        }
    }

    /** Null shows nothing. */
    public void show(@Nullable Duration age) {
        String[] parts = age == null ? new String[0] : Units.duration(age).split(" ");
        for (int i = 0; i < words.length; i++) {
            String now = i < parts.length ? part(parts, i) : "";
            if (!now.equals(words[i].getText())) {
                words[i].setText(now);
            }
        }
    }

    private static String part(String[] parts, int i) {
        if (i % 2 == 1) {
            return " " + parts[i] + (i < parts.length - 1 ? " " : "");
        }
        return i == 2 && parts[i].length() == 1 ? "0" + parts[i] : parts[i];
    }
}
