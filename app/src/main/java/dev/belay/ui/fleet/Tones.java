package dev.belay.ui.fleet;

import dev.belay.watch.Happening;

import javafx.scene.Node;

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
        if (!node.getStyleClass().contains(tone)) {
            node.getStyleClass().removeIf(ALL::contains);
            node.getStyleClass().add(tone);
        }
    }

    static void semibold(Node node, boolean on) {
        node.getStyleClass().remove("semibold");
        if (on) {
            node.getStyleClass().add("semibold");
        }
    }
}
