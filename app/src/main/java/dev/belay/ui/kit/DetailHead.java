package dev.belay.ui.kit;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The head of a detail panel: what is chosen, how it stands, and all of it to copy. */
public final class DetailHead extends HBox {
    private final StatusIcon icon = new StatusIcon(StatusIcon.Kind.NOTE);
    private final Label title = Texts.withWhole(Texts.line("", "name-large"));
    private final Label state = Texts.whole("");

    /**
     * @param words what the copy button is called
     */
    public DetailHead(String words, Runnable copy) {
        super(10);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(icon, title, state, gap, Buttons.icon(Icon.Shape.COPY, words, copy));
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(0, 8, 0, 14));
        setMinHeight(43);
    }

    /**
     * @param colour the style class of the state's words
     */
    public void show(StatusIcon.Kind kind, String name, String standing, String colour) {
        icon.show(kind);
        title.setText(name);
        state.setText(standing);
        state.getStyleClass().setAll("label", colour);
    }
}
