package dev.belay.ui.kit.chart;

import java.util.List;

/** What a chart is about: its title, its axis, its layers, the lowest of a stack first. */
public record Plot(
        String title, Unit unit, Axis axis, List<Layer> layers, List<Threshold> thresholds) {
    public Plot {
        layers = List.copyOf(layers);
        thresholds = List.copyOf(thresholds);
    }
}
