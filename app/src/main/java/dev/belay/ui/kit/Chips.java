package dev.belay.ui.kit;

import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.function.Consumer;

/** Counts that are filters: a rounded button with shape, number and word. */
public final class Chips {
    private Chips() {}

    /** A chip; its number is set later by {@link #count}. */
    public static ToggleButton chip(StatusIcon.Kind kind, String word, Consumer<Boolean> chosen) {
        ToggleButton chip = new ToggleButton();
        HBox inside =
                new HBox(
                        6,
                        new StatusIcon(kind),
                        Texts.whole("", "mono", "strong", "chip-count"),
                        Texts.whole(word));
        inside.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        chip.setGraphic(inside);
        chip.getStyleClass().add("chip");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        chip.setAccessibleText(word);
        chip.selectedProperty().subscribe((was, is) -> chosen.accept(is));
        return chip;
    }

    /** Shows a number; a chip without one goes away unless it is chosen. */
    public static void count(ToggleButton chip, long number) {
        HBox inside = (HBox) chip.getGraphic();
        ((javafx.scene.control.Label) inside.getChildren().get(1)).setText(Long.toString(number));
        boolean shown = number > 0 || chip.isSelected();
        chip.setVisible(shown);
        chip.setManaged(shown);
    }
}
