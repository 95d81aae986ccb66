package dev.belay.lint;

import org.jspecify.annotations.Nullable;

/**
 * A thing in a database as a statement names it.
 *
 * @param schema null where the statement leaves it to the search path
 */
public record SchemaObject(Kind kind, @Nullable String schema, String name) {

    /** What shares one space of names. */
    public enum Kind {
        /** Tables, indexes, views, sequences. */
        RELATION,
        ROUTINE,
        TYPE,
        SCHEMA,
        OTHER
    }

    /** As a person writes it: {@code shop.orders}. */
    public String text() {
        return schema == null ? name : schema + "." + name;
    }

    /** As PostgreSQL reads it, whatever the name: {@code "shop"."orders"}. */
    public String quoted() {
        return schema == null ? quoted(name) : quoted(schema) + "." + quoted(name);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The same in another schema or under another name. */
    SchemaObject named(String other) {
        return new SchemaObject(kind, schema, other);
    }
}
