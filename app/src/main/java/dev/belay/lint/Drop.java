package dev.belay.lint;

import org.jspecify.annotations.Nullable;

/**
 * Something with data in it that a statement drops.
 *
 * @param schema null where the statement names none
 * @param column null for the whole table
 */
public record Drop(@Nullable String schema, String table, @Nullable String column) {
    /** For SQL of either engine. */
    public String quotedTable() {
        return (schema == null ? "" : quoted(schema) + ".") + quoted(table);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
