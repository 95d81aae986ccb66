package dev.belay.history;

import java.util.Locale;

/**
 * How the table tells that a version was undone by someone other than paid Flyway: a row of type
 * {@code DELETE}, which every Flyway reads rightly, with a description that says so. {@code repair}
 * writes the same type with the migration's own description.
 */
public final class Undo {
    /** The description of the {@code DELETE} row of an undo. */
    public static final String DESCRIPTION = "<< Undone by Belay >>";

    private Undo() {}

    static boolean tells(String description) {
        return description.startsWith("<<")
                && description.toLowerCase(Locale.ROOT).contains("undone");
    }
}
