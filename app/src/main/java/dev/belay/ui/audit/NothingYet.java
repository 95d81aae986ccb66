package dev.belay.ui.audit;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The page while nothing was ever changed: what will stand here, and the first thing to do. */
final class NothingYet extends VBox {
    private final Button first;

    NothingYet(Runnable choose) {
        super(10);
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(0, 72, 120, 72));
        Label what = Texts.wrapped(Messages.text("audit.empty.what"), "muted");
        what.setMaxWidth(560);
        first = Buttons.primary(Messages.text("audit.empty.first"), choose);
        HBox command =
                new HBox(
                        10,
                        Texts.whole(Messages.text("audit.empty.or"), "muted"),
                        Texts.line(Messages.text("audit.empty.command"), "mono"));
        command.setAlignment(Pos.CENTER_LEFT);
        VBox.setMargin(first, new Insets(10, 0, 6, 0));
        getChildren()
                .addAll(
                        Texts.whole(Messages.text("audit.empty.title"), "display"),
                        what,
                        first,
                        command);
    }

    void focusContent() {
        first.requestFocus();
    }
}
