package dev.belay.target;

import java.util.Locale;

/** How much is at stake on a target. */
public enum Environment {
    DEVELOPMENT("DEV"),
    STAGING("STAGE"),
    PRODUCTION("PROD");

    private final String tag;

    Environment(String tag) {
        this.tag = tag;
    }

    /** The short tag beside a name: {@code PROD}. */
    public String tag() {
        return tag;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
