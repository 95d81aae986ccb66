package dev.belay.ui.kit.chart;

import javafx.scene.Node;

/**
 * The device's grid of pixels under a control.
 *
 * @param scale device pixels to one unit of the scene: 1, 2, or what the desktop is set to
 */
record Pixels(double scale) {

    static Pixels under(Node node) {
        var scene = node.getScene();
        var window = scene == null ? null : scene.getWindow();
        return new Pixels(window == null ? 1 : Math.max(1, window.getRenderScaleX()));
    }

    /** The nearest place where an edge is sharp. */
    double snap(double place) {
        return Math.round(place * scale) / scale;
    }

    /** The width of a thin line: whole device pixels, as near to 1 as they come. */
    double thin() {
        return Math.max(1, Math.round(scale)) / scale;
    }
}
