package dev.belay.ui.kit;

import dev.belay.message.Units;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * A duration that stands under others: {@code 6 min 09 s}, at the right, its units muted. Where it
 * does not fit, its end is cut: without its front it would be another duration.
 */
public final class AgeText extends HBox {
    private static final String CUT = "…";

    private final Text[] words = new Text[4];
    private final Text one = new Text("0");
    private final String[] whole = {"", "", "", ""};

    public AgeText() {
        getStyleClass().add("number-text");
        setAlignment(Pos.CENTER_RIGHT);
        for (int i = 0; i < words.length; i++) {
            words[i] = new Text();
            words[i].getStyleClass().add(i % 2 == 0 ? "number-value" : "number-unit");
            getChildren().add(words[i]);
        }
        widthProperty().subscribe(this::fit);
    }

    /** Null shows nothing. */
    public void show(@Nullable Duration age) {
        String[] parts = age == null ? new String[0] : Units.duration(age).split(" ");
        for (int i = 0; i < words.length; i++) {
            whole[i] = i < parts.length ? part(parts, i) : "";
        }
        fit();
    }

    private void fit() {
        int all = String.join("", whole).length();
        int room = room();
        int left = all <= room ? all : Math.max(0, room - CUT.length());
        boolean cut = left < all;
        for (int i = 0; i < words.length; i++) {
            String now = whole[i].substring(0, Math.min(left, whole[i].length()));
            left -= now.length();
            if (cut && now.length() < whole[i].length()) {
                now = now.stripTrailing() + CUT;
                cut = false;
            }
            if (!now.equals(words[i].getText())) {
                words[i].setText(now);
            }
        }
    }

    /** How many characters fit, all of which are as wide as one another; many before a layout. */
    private int room() {
        one.setFont(words[0].getFont());
        double each = one.getLayoutBounds().getWidth();
        return getWidth() <= 0 ? Integer.MAX_VALUE : (int) ((getWidth() + 0.5) / each);
    }

    private static String part(String[] parts, int i) {
        if (i % 2 == 1) {
            return " " + parts[i] + (i < parts.length - 1 ? " " : "");
        }
        return i == 2 && parts[i].length() == 1 ? "0" + parts[i] : parts[i];
    }
}
