package dev.belay.ui.kit.chart;

/** How the values of a chart become heights. */
public enum Axis {
    /** Linear, from 0. */
    FROM_ZERO,
    /** Linear, around what is there: for sizes, whose growth would not be seen from 0. */
    FITTED,
    /** Logarithmic from 1 ms, for waits, where 100 ms and 6 min must both be seen. */
    LOG
}
