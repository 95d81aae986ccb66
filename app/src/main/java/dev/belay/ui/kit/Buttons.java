package dev.belay.ui.kit;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;

/**
 * Buttons in the few forms that Belay uses. A button that is off stays, dashed, its reason beside
 * it.
 */
public final class Buttons {
    private Buttons() {}

    public static Button plain(String text, Runnable run) {
        Button button = new Button(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> run.run());
        return button;
    }

    /** The filled one; at most one a view. */
    public static Button primary(String text, Runnable run) {
        return styled(plain(text, run), "primary");
    }

    public static Button danger(String text, Runnable run) {
        return styled(plain(text, run), "danger");
    }

    /** An icon without a frame; its words are the tooltip and what a screen reader says. */
    public static Button icon(Icon.Shape shape, String words, Runnable run) {
        Button button = styled(plain("", run), "flat");
        button.setGraphic(new Icon(shape));
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        return button;
    }

    /** Puts text on the clipboard. */
    public static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static Button styled(Button button, String styleClass) {
        button.getStyleClass().add(styleClass);
        return button;
    }
}
