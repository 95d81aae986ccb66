package dev.belay.target;

import java.util.Locale;

/** The database engines whose URLs Belay understands. */
public enum Engine {
    SQLITE("SQLite"),
    POSTGRESQL("PostgreSQL"),
    MYSQL("MySQL"),
    MARIADB("MariaDB");

    private final String title;

    Engine(String title) {
        this.title = title;
    }

    /** The name people write: {@code PostgreSQL}. */
    public String title() {
        return title;
    }

    /** The name programs and folders use: {@code postgresql}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
