package dev.belay.ui.plan;

import dev.belay.message.Inert;
import dev.belay.message.Messages;
import dev.belay.operation.Twin;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Texts;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;

/** The command that does the same, to read and to copy. */
final class TwinBar extends HBox {
    private static final double CHARACTER = 7.25;
    private static final int LEAST = 24;

    private final Label line = Texts.line("", "mono");
    private final Tooltip whole = new Tooltip();
    private final Button button;
    private final PauseTransition shown = new PauseTransition(Duration.seconds(2));
    private String command = "";

    TwinBar(Runnable copy) {
        super(10);
        getStyleClass().add("plan-twin");
        setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(line, Priority.ALWAYS);
        line.setMaxWidth(Double.MAX_VALUE);
        line.setMinWidth(0);
        line.setTooltip(whole);
        whole.setWrapText(true);
        whole.setMaxWidth(560);
        line.widthProperty().subscribe(this::cut);
        button = Buttons.plain(Messages.text("plan.twin.copy"), copy);
        button.getStyleClass().addAll("flat", "small");
        button.setGraphic(new Icon(Icon.Shape.COPY));
        button.setMinWidth(80);
        shown.setOnFinished(e -> button.setText(Messages.text("plan.twin.copy")));
        HBox keys = new HBox(2, button, Texts.key("Ctrl Shift C"));
        keys.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(Texts.whole(Messages.text("plan.twin"), "small", "muted"), line, keys);
    }

    void show(Twin twin) {
        command = twin.line();
        whole.setText(Inert.text(command));
        cut();
    }

    /** Its end names what is confirmed, so it is cut in the middle. */
    private void cut() {
        int room = (int) (line.getWidth() / CHARACTER);
        line.setText(Texts.middle(Inert.text(command), Math.max(LEAST, room)));
    }

    /** Says for a moment that it was copied. */
    void copied() {
        button.setText(Messages.text("plan.twin.copied"));
        shown.playFromStart();
    }

    String command() {
        return command;
    }
}
