package dev.belay.ui.shell;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import java.util.List;
import java.util.Optional;

/** In the header: whether the open target is watched or armed, and the button for the other. */
final class ModeBox extends HBox {
    private final List<Node> watching =
            List.of(new Icon(Icon.Shape.EYE), Texts.whole(Messages.text("ui.watching"), "muted"));
    private final Label armed = Texts.whole("", "armed-mode");
    private final Button button;

    ModeBox(Runnable toggle) {
        super(7);
        button = Buttons.plain("", toggle);
        setPadding(new Insets(0, 0, 0, 12));
        setAlignment(Pos.CENTER_LEFT);
        show(Optional.empty());
    }

    /**
     * @param left how long it stays armed, empty if it is watched only
     */
    void show(Optional<String> left) {
        boolean was = getChildren().contains(armed);
        left.ifPresent(text -> armed.setText(Messages.text("ui.armed", text)));
        if (was == left.isPresent() && !getChildren().isEmpty()) {
            return;
        }
        String key = left.isPresent() ? "ui.disarm" : "ui.arm";
        button.setText(Messages.text(key));
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        getChildren().setAll(left.isPresent() ? List.of(armed) : watching);
        getChildren().add(button);
    }
}
