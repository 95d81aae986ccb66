package dev.belay.ui.kit.chart;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.Locale;

/** One entry of a legend: the layer's colour, its word, a value. It widens, but never narrows. */
final class Legend extends HBox {
    private final Label value = new Label();
    private double widest;

    Legend(Layer layer) {
        getStyleClass().add("chart-legend");
        setAlignment(Pos.CENTER_LEFT);
        Region swatch = new Region();
        boolean line =
                layer.shape() == Layer.Shape.LINE
                        || layer.shape() == Layer.Shape.SECOND
                        || layer.shape() == Layer.Shape.AREA;
        swatch.getStyleClass()
                .addAll(
                        line ? "swatch-line" : "swatch",
                        "ink-" + layer.ink().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        Label name = new Label(layer.name());
        name.getStyleClass().addAll("small", "muted");
        value.getStyleClass().addAll("mono", "small");
        value.setAlignment(Pos.CENTER_RIGHT);
        value.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(swatch, name, value);
    }

    void value(String words) {
        if (!words.equals(value.getText())) {
            value.setText(words);
            // A word, as "unknown", is no number that will come again and again.
            if (words.chars().anyMatch(Character::isDigit)) {
                widest = Math.max(widest, Math.ceil(Type.numbers(words)));
            }
            value.setPrefWidth(Math.max(widest, Math.ceil(Type.numbers(words))));
        }
    }
}
