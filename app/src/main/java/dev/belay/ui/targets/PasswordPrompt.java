package dev.belay.ui.targets;

import dev.belay.message.Messages;
import dev.belay.target.Target;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Asks for a target's password in place, and keeps it in memory only. */
public final class PasswordPrompt extends VBox {
    private final PasswordField field = new PasswordField();

    /**
     * @param given told after the password was remembered, to try again
     */
    public PasswordPrompt(Profiles profiles, Target target, Runnable given) {
        super(4);
        getStyleClass().add("password-prompt");
        field.setPromptText(Messages.text("targets.password.prompt", target.place()));
        HBox.setHgrow(field, Priority.ALWAYS);
        Runnable use =
                () -> {
                    if (!field.getText().isEmpty()) {
                        profiles.remember(target, field.getText().toCharArray());
                        field.clear();
                        given.run();
                    }
                };
        field.setOnAction(e -> use.run());
        Button button = Buttons.primary(Messages.text("targets.password.use"), use);
        HBox line = new HBox(8, field, button);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren()
                .addAll(line, Texts.wrapped(Messages.text("targets.form.password.hint"), "hint"));
    }

    public void focusField() {
        field.requestFocus();
    }
}
