package dev.belay.schema;

import org.jspecify.annotations.Nullable;

/**
 * One object of a schema.
 *
 * @param schema the name of the schema it stands in; null where the engine has none, and for one
 *     that stands in none
 * @param name with its schema where there are several, and with its table where it has one
 * @param table the name of the table it belongs to, or null
 * @param definition what it is, written so that equal objects have equal texts; of several lines
 */
public record SchemaObject(
        Kind kind,
        @Nullable String schema,
        String name,
        @Nullable String table,
        String definition) {}
