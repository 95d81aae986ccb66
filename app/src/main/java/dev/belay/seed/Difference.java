package dev.belay.seed;

import org.jspecify.annotations.Nullable;

/**
 * A value that the database holds otherwise than the file.
 *
 * @param old the beginning of what is there, or null
 */
public record Difference(SeedColumn column, @Nullable String old, Cell now) {
    /** More of a value than this is not read to be shown. */
    static final int LONGEST = 60;

    /** Quoted, so that an empty text and null can be told apart. */
    static String shown(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        return "'" + (text.length() < LONGEST ? text : text.substring(0, LONGEST - 1) + "…") + "'";
    }

    /** For people: {@code name 'Ana' → 'Anna'}. */
    public String words() {
        return column.name() + " " + shown(old) + " → " + now.shown();
    }
}
