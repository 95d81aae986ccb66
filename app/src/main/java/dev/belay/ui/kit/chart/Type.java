package dev.belay.ui.kit.chart;

import javafx.scene.text.Font;
import javafx.scene.text.Text;

import java.util.HashMap;
import java.util.Map;

/** The two fonts of a chart, and how wide a word is in them. FX thread. */
final class Type {
    static final Font WORDS = Font.font("Inter", 11);
    static final Font NUMBERS = Font.font("JetBrains Mono", 11);
    private static final Map<String, Double> WORD_WIDTHS = new HashMap<>();
    private static final Map<String, Double> NUMBER_WIDTHS = new HashMap<>();
    private static final int REMEMBERED = 2000;

    private Type() {}

    static double words(String text) {
        return width(WORD_WIDTHS, WORDS, text);
    }

    static double numbers(String text) {
        return width(NUMBER_WIDTHS, NUMBERS, text);
    }

    private static double width(Map<String, Double> known, Font font, String text) {
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(
                text,
                t -> {
                    Text measured = new Text(t);
                    measured.setFont(font);
                    return measured.getLayoutBounds().getWidth();
                });
    }
}
