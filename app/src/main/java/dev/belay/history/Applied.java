package dev.belay.history;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** One row of the history table, whoever wrote it: Flyway, paid Flyway, Belay's rollback. */
record Applied(
        int rank,
        @Nullable MigrationVersion version,
        String description,
        String type,
        String script,
        @Nullable Integer checksum,
        @Nullable Instant installedOn,
        @Nullable String installedBy,
        Duration executionTime,
        boolean success) {

    /** A version as Flyway reads it; null for none, and for a text that is no version. */
    static @Nullable MigrationVersion version(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return MigrationVersion.fromVersion(text);
        } catch (FlywayException e) {
            return null;
        }
    }

    /** The type's name today; {@code SPRING_JDBC} and {@code INIT} were written by old Flyways. */
    static String type(@Nullable String text) {
        String type = text == null ? "" : text.toUpperCase(Locale.ROOT);
        return switch (type) {
            case "SPRING_JDBC" -> "JDBC";
            case "INIT" -> "BASELINE";
            default -> type;
        };
    }

    /**
     * {@code UNDO_SQL}, {@code UNDO_SCRIPT}, {@code UNDO_JDBC} …, which only paid Flyway writes.
     */
    boolean isUndo() {
        return type.startsWith("UNDO_");
    }

    boolean isDelete() {
        return type.equals("DELETE");
    }

    boolean isSchema() {
        return type.equals("SCHEMA");
    }

    /** {@code BASELINE}, or {@code SQL_BASELINE} and its like, which come of a {@code B} script. */
    boolean isBaseline() {
        return type.endsWith("BASELINE");
    }

    /** A row no script stands for. */
    boolean isSynthetic() {
        return isDelete() || isSchema() || type.equals("BASELINE");
    }
}
