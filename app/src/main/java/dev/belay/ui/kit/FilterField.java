package dev.belay.ui.kit;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;

import java.util.function.Consumer;

/** The field a list is narrowed by: a glass at the left, its key at the right while it is empty. */
public final class FilterField extends StackPane {
    private final TextField field = new TextField();

    public FilterField(String prompt, Consumer<String> changed) {
        getStyleClass().add("filter-field");
        field.setPromptText(prompt);
        Icon glass = new Icon(Icon.Shape.SEARCH);
        Label key = Texts.key("/");
        key.setMouseTransparent(true);
        key.visibleProperty().bind(field.textProperty().isEmpty());
        setAlignment(glass, Pos.CENTER_LEFT);
        setAlignment(key, Pos.CENTER_RIGHT);
        setMargin(glass, new javafx.geometry.Insets(0, 0, 0, 9));
        setMargin(key, new javafx.geometry.Insets(0, 7, 0, 0));
        getChildren().addAll(field, glass, key);
        field.textProperty().subscribe((was, is) -> changed.accept(is));
        setPrefWidth(240);
        setMinWidth(140);
        setMaxWidth(280);
    }

    public String text() {
        return field.getText();
    }

    /** Empties it; false if it was empty. */
    public boolean clear() {
        boolean had = !field.getText().isEmpty();
        field.clear();
        return had;
    }

    public void focusField() {
        field.requestFocus();
    }

    public boolean hasFocus() {
        return field.isFocused();
    }
}
