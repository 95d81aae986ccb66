package dev.belay.ui.kit.chart;

import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The colours of the theme in force, for drawing: an unseen child of a chart, whose style sheet
 * maps each {@link Ink} to a role of the theme. A change of the theme calls back.
 */
final class Inks extends Region {
    private static final StyleablePropertyFactory<Inks> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private final Map<Ink, StyleableProperty<Color>> colours = new EnumMap<>(Ink.class);

    Inks(Runnable changed) {
        getStyleClass().add("inks");
        setManaged(false);
        setVisible(false);
        for (Ink ink : Ink.values()) {
            StyleableProperty<Color> colour =
                    FACTORY.createStyleableColorProperty(
                            this, ink.name(), ink.property(), s -> s.colour(ink), Color.GRAY);
            ((javafx.beans.value.ObservableValue<?>) colour)
                    .addListener((of, old, now) -> changed.run());
            colours.put(ink, colour);
        }
    }

    private StyleableProperty<Color> colour(Ink ink) {
        return java.util.Objects.requireNonNull(colours.get(ink));
    }

    Color of(Ink ink) {
        return colour(ink).getValue();
    }

    Color of(Ink ink, double opacity) {
        return of(ink).deriveColor(0, 1, 1, opacity);
    }

    @Override
    public String getUserAgentStylesheet() {
        return Sheet.URL;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }
}
