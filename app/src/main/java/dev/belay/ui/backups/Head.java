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
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Instant;

/** What is kept in one line, the button for one more, and below it since when that is not known. */
final class Head extends VBox {
    private final Label kept = Texts.whole("", "name-large");
    private final Label sentence = Texts.withWhole(Texts.line("", "muted"));
    private final Label old = Texts.withWhole(Texts.line("", "stale"));
    private final HBox stale = new HBox(8, new StatusIcon(StatusIcon.Kind.STALE), old);

    Head(Runnable backUp) {
        Button now = Buttons.primary(Messages.text("backups.now"), backUp);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(10, kept, sentence, gap, now);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setPadding(new Insets(9, 12, 9, 12));
        stale.setAlignment(Pos.CENTER_LEFT);
        stale.setPadding(new Insets(0, 12, 6, 12));
        getChildren().setAll(line, stale);
    }

    void show(BackupsModel model, Instant at) {
        kept.setText(model.kept());
        sentence.setText(model.sentence(at));
        sentence.getStyleClass().setAll("label", model.old(at) ? "warn-text" : "muted");
        old.setText(model.stale(at));
        stale.setVisible(!old.getText().isEmpty());
        stale.setManaged(!old.getText().isEmpty());
    }
}
