package dev.belay.ui.kit;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

import java.util.ArrayList;
import java.util.List;

/** What of a window lies outside of it. */
public final class Edges {
    private Edges() {}

    /**
     * All regions and texts in sight that reach over an edge of the scene, as they call themselves.
     */
    public static List<String> beyond(Scene scene) {
        return Toolkit.onFx(
                () -> {
                    scene.getRoot().applyCss();
                    scene.getRoot().layout();
                    List<String> found = new ArrayList<>();
                    walk(scene.getRoot(), scene, found);
                    return found;
                });
    }

    private static void walk(Node node, Scene scene, List<String> found) {
        if (!node.isVisible() || node.getOpacity() == 0 || node instanceof ScrollBar) {
            return;
        }
        if (node instanceof Region || node instanceof Text) {
            Bounds bounds = node.localToScene(node.getLayoutBounds());
            if (bounds.getMinX() < -0.6
                    || bounds.getMinY() < -0.6
                    || bounds.getMaxX() > scene.getWidth() + 0.6
                    || bounds.getMaxY() > scene.getHeight() + 0.6) {
                found.add(node + " " + bounds);
            }
        }
        // What is scrolled is cut by its viewport, and meant to be.
        if (node.getClip() == null && node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, scene, found));
        }
    }
}
