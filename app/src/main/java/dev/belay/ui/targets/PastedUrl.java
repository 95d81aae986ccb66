package dev.belay.ui.targets;

import static dev.belay.ui.targets.FormRows.hide;
import static dev.belay.ui.targets.FormRows.indent;
import static dev.belay.ui.targets.FormRows.name;
import static dev.belay.ui.targets.FormRows.reveal;

import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.target.Engine;
import dev.belay.target.TargetUrl;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A URL to paste, which fills the fields of the form; its password goes where it shows as dots. */
final class PastedUrl extends VBox {
    private final Profiles profiles;
    private final TargetDraft draft;
    private final PasswordField password;
    private final Runnable filled;
    private final TextField url = new TextField();
    private final Label urlFault = Texts.wrapped("", "validation");

    /**
     * @param filled told when the draft was filled from a URL
     */
    PastedUrl(Profiles profiles, TargetDraft draft, PasswordField password, Runnable filled) {
        super(6);
        this.profiles = profiles;
        this.draft = draft;
        this.password = password;
        this.filled = filled;
        url.getStyleClass().add("mono");
        url.setPromptText(Messages.text("targets.form.url.prompt"));
        url.textProperty().subscribe(this::paste);
        url.focusedProperty().subscribe((was, is) -> coverPassword());
        HBox.setHgrow(url, Priority.ALWAYS);
        HBox row = new HBox(0, name(Messages.text("targets.form.url")), url);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(row, indent(urlFault));
    }

    /** Begins typing here. */
    void focus() {
        url.requestFocus();
    }

    private void paste(String before, String text) {
        hide(urlFault);
        if (text.isBlank()) {
            return;
        }
        try {
            TargetUrl parsed = profiles.parse(text);
            if (parsed.engine() != Engine.SQLITE && parsed.engine() != Engine.POSTGRESQL) {
                reveal(urlFault, Messages.text("targets.fault.engine", parsed.engine().title()));
                return;
            }
            draft.paste(parsed);
            if (parsed.password() != null) {
                parsed.password()
                        .use(
                                chars -> {
                                    password.setText(new String(chars));
                                    return true;
                                });
            }
            filled.run();
        } catch (BelayException e) {
            reveal(urlFault, e.problem().why() + ". " + e.problem().next());
        }
        // What is still being typed stays as it is until the field is left.
        if (text.length() > before.length() + 1) {
            coverPassword();
        }
    }

    /** Takes the password out of the URL: from now on the password's own field holds it. */
    private void coverPassword() {
        try {
            TargetUrl parsed = url.getText().isBlank() ? null : profiles.parse(url.getText());
            if (parsed != null && parsed.password() != null) {
                url.setText(parsed.withoutPassword());
            }
        } catch (BelayException e) {
            // What is wrong elsewhere in it does not leave the password in sight.
            String held = password.getText();
            if (!held.isEmpty()) {
                url.setText(url.getText().replace(":" + held + "@", "@"));
            }
        }
    }
}
