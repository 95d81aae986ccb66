package dev.belay.ui.kit;

import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** A line of small muted text whose values stand out: {@code Watching *19* of 20}. */
public final class Spans extends TextFlow {
    private String shown = "";

    public Spans() {
        getStyleClass().add("spans");
        setMinWidth(USE_PREF_SIZE);
    }

    /** What stands between stars is a value. Cheap when nothing has changed. */
    public void show(String marked) {
        if (marked.equals(shown)) {
            return;
        }
        shown = marked;
        getChildren().clear();
        String[] parts = marked.split("\\*", -1);
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                Text text = new Text(parts[i]);
                text.getStyleClass().add(i % 2 == 1 ? "value" : "word");
                getChildren().add(text);
            }
        }
    }

    /** The text without its marks. */
    public String text() {
        return shown.replace("*", "");
    }
}
