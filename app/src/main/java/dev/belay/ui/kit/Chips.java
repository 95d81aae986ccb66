package dev.belay.ui.kit;

import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.function.Consumer;

/**
 * Counts that are filters: rounded buttons with shape, number and word, in as many lines as needed.
 */
public final class Chips {
    private static final double WIDE = 900;

    private Chips() {}

    /** A row for chips, which goes on in a second line where there is no room. */
    public static FlowPane row() {
        FlowPane row = new FlowPane(6, 6);
        row.setRowValignment(javafx.geometry.VPos.CENTER);
        row.setPrefWrapLength(WIDE);
        return row;
    }

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
