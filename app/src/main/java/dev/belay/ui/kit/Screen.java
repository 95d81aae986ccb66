package dev.belay.ui.kit;

import javafx.scene.Parent;

import java.util.List;

/** A page's content: made when it is first shown, kept while its target is open. */
public interface Screen extends AutoCloseable {
    Parent node();

    /** It is now in sight: subscribe, ask for readings. */
    default void onShow() {}

    /** It is out of sight, but kept. */
    default void onHide() {}

    /** What can be done here, for the palette and the keys; asked for each time. */
    default List<Action> actions() {
        return List.of();
    }

    /** Puts the focus where the work is. */
    default void focusContent() {
        node().requestFocus();
    }

    /** Puts the focus into the filter; false if there is none. */
    default boolean focusFilter() {
        return false;
    }

    /** Esc: closes a detail or empties the filter; false if there is nothing to leave here. */
    default boolean escape() {
        return false;
    }

    /** Never shown again. */
    @Override
    void close();
}
