package dev.belay.seed;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A column that rows of a seed go into.
 *
 * @param type as the engine writes it
 * @param compared the type as which values are compared, or null for its own
 * @param longest characters that fit, or 0 for no bound
 * @param array true if it holds arrays
 * @param always true if a value of one's own has to be insisted on
 * @param generated true if it takes no value at all
 * @param sequence what numbers its rows, quoted, or null
 */
public record SeedColumn(
        String name,
        String type,
        @Nullable String compared,
        int longest,
        boolean array,
        boolean always,
        boolean generated,
        @Nullable String sequence) {

    static SeedColumn of(ResultSet row) throws SQLException {
        return new SeedColumn(
                row.getString("name"),
                row.getString("type"),
                row.getString("compared"),
                row.getInt("longest"),
                row.getBoolean("array"),
                row.getBoolean("always"),
                row.getBoolean("generated"),
                row.getString("sequence"));
    }

    /** As both engines quote. */
    String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
