package dev.belay.ui.kit.chart;

import dev.belay.ui.kit.TextWidth;

import javafx.scene.text.Font;

/** The two fonts of a chart, and how wide a word is in them. FX thread. */
final class Type {
    static final Font WORDS = Font.font("Inter", 11);
    static final Font NUMBERS = Font.font("JetBrains Mono", 11);
    private static final TextWidth WORD_WIDTHS = new TextWidth(WORDS);
    private static final TextWidth NUMBER_WIDTHS = new TextWidth(NUMBERS);

    private Type() {}

    static double words(String text) {
        return WORD_WIDTHS.of(text);
    }

    static double numbers(String text) {
        return NUMBER_WIDTHS.of(text);
    }
}
