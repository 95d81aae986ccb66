package dev.belay.schema;

import dev.belay.message.Messages;

import java.util.Locale;

/** What an object of a schema is; in the order in which they are told. */
public enum Kind {
    SCHEMA,
    EXTENSION,
    ENUM,
    DOMAIN,
    TYPE,
    SEQUENCE,
    TABLE,
    CONSTRAINT,
    INDEX,
    VIEW,
    MATERIALIZED_VIEW,
    FUNCTION,
    TRIGGER,
    RULE,
    POLICY;

    /** For programs: {@code materialized-view}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    public String words() {
        return Messages.text("schema.kind." + id());
    }
}
