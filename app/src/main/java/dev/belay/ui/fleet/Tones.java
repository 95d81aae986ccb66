package dev.belay.ui.fleet;

import dev.belay.watch.Happening;

import javafx.scene.Node;

import java.util.List;
import java.util.Set;

/** How much something matters, as the style class that shows it. */
final class Tones {
    private static final Set<String> ALL =
            Set.of(
                    "text",
                    "strong",
                    "muted",
                    "stale",
                    "fail-text",
                    "warn-text",
                    "accent-text",
                    "fail",
                    "warn");

    private Tones() {}

    static String of(Happening.Tone tone) {
        return switch (tone) {
            case FAIL -> "fail-text";
            case WARN -> "warn-text";
            case WORK -> "accent-text";
            case NOTE, NONE -> "muted";
            case STALE -> "stale";
        };
    }

    /** Gives the node this tone in place of any other. */
    static void set(Node node, String tone) {
        List<String> classes = node.getStyleClass();
        if (classes.contains(tone)) {
            return;
        }
        // One change, as each makes the node look up its styles anew.
        for (int i = 0; i < classes.size(); i++) {
            if (ALL.contains(classes.get(i))) {
                classes.set(i, tone);
                return;
            }
        }
        classes.add(tone);
    }

    static void semibold(Node node, boolean on) {
        if (on != node.getStyleClass().contains("semibold")) {
            if (on) {
                node.getStyleClass().add("semibold");
            } else {
                node.getStyleClass().remove("semibold");
            }
        }
    }
}
