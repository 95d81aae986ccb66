package dev.belay.ui.kit;

import javafx.scene.text.Font;
import javafx.scene.text.Text;

import java.util.HashMap;
import java.util.Map;

/** How wide words are in one font; what was measured lately is remembered. FX thread. */
public final class TextWidth {
    private static final int REMEMBERED = 2000;

    private final Font font;
    private final Map<String, Double> known = new HashMap<>();

    public TextWidth(Font font) {
        this.font = font;
    }

    /** In pixels, on one line. */
    public double of(String words) {
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(words, this::measured);
    }

    private double measured(String words) {
        Text text = new Text(words);
        text.setFont(font);
        return text.getLayoutBounds().getWidth();
    }
}
