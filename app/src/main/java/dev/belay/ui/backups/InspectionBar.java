package dev.belay.ui.backups;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;

/** How the inspection of the chosen backup goes, or ended, in one line. */
final class InspectionBar extends HBox {
    private final StatusIcon icon = new StatusIcon(StatusIcon.Kind.WAITING);
    private final Label words = Texts.withWhole(Texts.line(""));
    private final Button stop = Buttons.plain(Messages.text("backups.stop"), this::stop);
    private @Nullable Inspection shown;

    InspectionBar() {
        super(9);
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(8, 12, 0, 14));
        setMinHeight(34);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(icon, words, stop);
        show(null);
    }

    void show(@Nullable Inspection inspection) {
        shown = inspection;
        setVisible(inspection != null);
        setManaged(inspection != null);
        if (inspection != null) {
            Inspection.Told told = inspection.told();
            icon.show(told.kind());
            words.setText(told.words());
            words.getStyleClass().setAll("label", told.colour());
            stop.setVisible(!inspection.isOver());
            stop.setDisable(inspection.gone());
        }
    }

    private void stop() {
        Inspection inspection = shown;
        if (inspection != null) {
            inspection.stop();
            show(inspection);
        }
    }
}
