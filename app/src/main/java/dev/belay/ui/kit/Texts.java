package dev.belay.ui.kit;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** Labels in the few forms that Belay uses. */
public final class Texts {
    private Texts() {}

    /** A line of text, cut with … where it does not fit. */
    public static Label line(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /** A line that is never cut: numbers, pids, names, modes. */
    public static Label whole(String text, String... styleClasses) {
        Label label = line(text, styleClasses);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /** Text that wraps and takes the height it needs. */
    public static Label wrapped(String text, String... styleClasses) {
        Label label = line(text, styleClasses);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** Shows the whole text in a tooltip as long as the label cuts it. */
    public static Label withWhole(Label label) {
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(label.textProperty());
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(560);
        label.setTooltip(tooltip);
        return label;
    }

    /**
     * A name or a path cut in its middle: what it begins with and what it ends with tell most.
     *
     * @param most how many characters may be left, at least 5
     */
    public static String middle(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int head = (most - 1) / 3;
        return text.substring(0, head) + "…" + text.substring(text.length() - (most - 1 - head));
    }

    /** A key as it stands on the keyboard: {@code Ctrl K}. */
    public static Label key(String keys) {
        return whole(keys, "keycap");
    }
}
