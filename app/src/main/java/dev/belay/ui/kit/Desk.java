package dev.belay.ui.kit;

/** What a screen may ask of the window it is in. To be used on the JavaFX thread. */
public interface Desk {

    /** Opens a page that stands alone: {@code fleet}, {@code targets}, {@code about}. */
    void open(String page);

    /** Opens a page of a target: {@code overview}, {@code migrations}. */
    void open(String page, String target);

    /** To where the user came from. */
    void back();

    /** Short messages. */
    Toasts toasts();
}
