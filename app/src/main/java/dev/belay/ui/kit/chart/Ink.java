package dev.belay.ui.kit.chart;

import java.util.Locale;

/** A colour by its role in a chart; the theme says what it is. */
public enum Ink {
    SURFACE,
    RAISED,
    LINE,
    BORDER,
    STRONG,
    TEXT,
    MUTED,
    STALE,
    ACCENT,
    OK,
    WARN,
    WARN_FILL,
    FAIL,
    ARMED,
    ACTIVE,
    IDLE,
    IDLE_IN_TRANSACTION,
    WAITING;

    /** The property of the style sheet that holds it: {@code -ink-idle-in-transaction}. */
    String property() {
        return "-ink-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
