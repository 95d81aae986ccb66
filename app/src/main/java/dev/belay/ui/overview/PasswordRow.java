package dev.belay.ui.overview;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.Arrays;

/** Where the password is typed that a server asks for; Enter sends it. */
final class PasswordRow extends VBox {
    private final Ways ways;
    private final PasswordField field = new PasswordField();
    private final Label hint = Texts.wrapped("", "hint");
    private boolean sent;

    PasswordRow(Ways ways) {
        super(4);
        this.ways = ways;
        Label name = Texts.whole(text(""));
        name.setLabelFor(field);
        field.setOnAction(e -> send());
        HBox.setHgrow(field, Priority.ALWAYS);
        Button connect = Buttons.primary(text(".connect"), this::send);
        connect.setGraphic(Texts.key("Enter"));
        connect.setContentDisplay(ContentDisplay.RIGHT);
        HBox line = new HBox(8, name, field, connect);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, hint);
        rest();
    }

    private static String text(String key) {
        return Messages.text("overview.password" + key);
    }

    private void send() {
        char[] password = field.getText().toCharArray();
        field.clear();
        field.requestFocus();
        if (password.length > 0 && !sent) {
            ways.connect(password);
            sent = true;
            tell(".trying", false);
        }
        Arrays.fill(password, ' ');
    }

    /** True while the server has not said yet what it thinks of the password. */
    boolean waits() {
        return sent;
    }

    /** The server refuses for want of the right password. */
    void ask() {
        if (sent) {
            sent = false;
            ways.wrong();
            tell(".wrong", true);
        }
    }

    /** No password is asked for now. */
    void rest() {
        sent = false;
        field.clear();
        tell(".kept", false);
    }

    private void tell(String key, boolean wrong) {
        if (!hint.getText().equals(text(key))) {
            hint.setText(text(key));
            hint.getStyleClass().setAll("label", wrong ? "validation" : "hint");
        }
    }

    void focusField() {
        field.requestFocus();
    }
}
