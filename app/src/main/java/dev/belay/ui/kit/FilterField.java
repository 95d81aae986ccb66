package dev.belay.ui.kit;

import dev.belay.message.Messages;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

import java.util.function.Consumer;

/** The field a list is narrowed by: a glass at the left, its key at the right while it is empty. */
public final class FilterField extends StackPane {
    private static final double ROOMY = 220;

    private final TextField field = new TextField();

    /**
     * @param changed given each new text
     * @param leave puts the focus on what was found
     */
    public FilterField(String prompt, Consumer<String> changed, Runnable leave) {
        getStyleClass().add("filter-field");
        field.promptTextProperty()
                .bind(
                        Bindings.when(widthProperty().lessThan(ROOMY))
                                .then(Messages.text("ui.filter"))
                                .otherwise(prompt));
        Icon glass = new Icon(Icon.Shape.SEARCH);
        Label key = Texts.key("/");
        key.setMouseTransparent(true);
        key.visibleProperty().bind(field.textProperty().isEmpty());
        setAlignment(glass, Pos.CENTER_LEFT);
        setAlignment(key, Pos.CENTER_RIGHT);
        setMargin(glass, new javafx.geometry.Insets(0, 0, 0, 9));
        setMargin(key, new javafx.geometry.Insets(0, 7, 0, 0));
        getChildren().addAll(field, glass, key);
        leaveByKeys(field, leave);
        field.textProperty().subscribe((was, is) -> changed.accept(is));
        setPrefWidth(240);
        setMinWidth(140);
        setMaxWidth(280);
    }

    /** Enter or Down goes from a filter on to what it found. */
    public static void leaveByKeys(TextField filter, Runnable leave) {
        filter.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.DOWN) {
                        leave.run();
                        e.consume();
                    }
                });
    }

    public String text() {
        return field.getText();
    }

    /** Fills it, as if that was typed. */
    public void show(String text) {
        field.setText(text);
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
