package dev.belay.lint;

import java.util.Locale;

/** How much a step may take away; the order is that of the danger. */
public enum Risk {
    /** Changes no data and no schema. */
    HARMLESS,
    /**
     * Adds, or gives another form or name to what holds no rows of its own: nothing that was stored
     * is lost.
     */
    ADDITIVE,
    /** Takes away or overwrites what was there, or nobody can tell. */
    DESTRUCTIVE;

    /** The word for programs: {@code additive}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Risk and(Risk other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
