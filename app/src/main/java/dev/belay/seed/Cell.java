package dev.belay.seed;

import org.jspecify.annotations.Nullable;

/**
 * One value of a seed file.
 *
 * @param text as it stands in the file, without quotes; JSON for what is nested; null for null
 */
public record Cell(Kind kind, @Nullable String text, Spot spot) {
    /** What the file says it is; a CSV file knows texts and nothing else. */
    public enum Kind {
        NULL,
        TEXT,
        NUMBER,
        BOOLEAN,
        /** A JSON object or array. */
        NESTED
    }

    boolean isNull() {
        return text == null;
    }

    /** For people. */
    public String shown() {
        return Difference.shown(text);
    }
}
