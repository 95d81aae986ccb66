package dev.belay.ui.kit.chart;

import java.util.Objects;

/** The style sheet that every control of this package brings along. */
final class Sheet {
    static final String URL =
            Objects.requireNonNull(Sheet.class.getResource("chart.css")).toExternalForm();

    private Sheet() {}
}
