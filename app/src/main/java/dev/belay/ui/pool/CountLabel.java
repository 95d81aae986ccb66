package dev.belay.ui.pool;

import dev.belay.message.Units;

import javafx.scene.control.Label;

/** A count; none is muted, and whoever waits is not. */
final class CountLabel extends Label {
    CountLabel() {
        getStyleClass().setAll("label", "mono");
    }

    /** Unknown is not none. */
    void unknown() {
        setText("–");
        getStyleClass().setAll("label", "mono", "muted");
    }

    void show(int count, String id) {
        setText(Units.count(count));
        String colour =
                switch (id) {
                    case "waiting" -> "fail-text";
                    case "idle_in_transaction" -> "warn-text";
                    case "all" -> "strong-number";
                    default -> "text";
                };
        getStyleClass().setAll("label", "mono", count == 0 ? "muted" : colour);
    }
}
