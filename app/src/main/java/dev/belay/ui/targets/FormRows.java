package dev.belay.ui.targets;

import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/** The rows of the form: a name, what is put in, and what is wrong with it. */
final class FormRows {
    private static final double LABEL = 116;

    private FormRows() {}

    static VBox column(VBox... parts) {
        VBox column = new VBox(14, parts);
        column.setPrefWidth(520);
        column.setMinWidth(360);
        HBox.setHgrow(column, Priority.ALWAYS);
        return column;
    }

    static Label name(String text) {
        Label name = Texts.whole(text, "muted");
        name.setPrefWidth(LABEL);
        name.setMinHeight(26);
        return name;
    }

    static Node labelled(Label name, Node input) {
        HBox row = new HBox(0, name, input);
        HBox.setHgrow(input, Priority.ALWAYS);
        return row;
    }

    static Node indent(Label label) {
        hide(label);
        HBox box = new HBox(label);
        box.setPadding(new Insets(0, 0, 0, LABEL));
        return box;
    }

    static void reveal(Label label, String text) {
        label.setText(text);
        visible(label, true);
    }

    static void hide(Label label) {
        visible(label, false);
    }

    static void visible(@Nullable Node node, boolean shown) {
        if (node != null) {
            node.setVisible(shown);
            node.setManaged(shown);
        }
    }
}
