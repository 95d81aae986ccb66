package dev.belay.target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What Flyway has to know to read a target's migrations as their authors meant them.
 *
 * @param schemas schemas in Flyway's order, the first holds the history; empty for the connection's
 *     own
 * @param table name of the history table, or null for {@code flyway_schema_history}
 * @param locations folders of migrations beside {@link Folders#migrations()}
 * @param placeholders values for <code>${name}</code>
 * @param file a {@code flyway.toml} or {@code flyway.conf} that is read first; what stands here
 *     wins over it
 */
public record FlywaySettings(
        List<String> schemas,
        @Nullable String table,
        List<Path> locations,
        Map<String, String> placeholders,
        @Nullable Path file) {
    public static final String DEFAULT_TABLE = "flyway_schema_history";
    public static final FlywaySettings DEFAULT =
            new FlywaySettings(List.of(), null, List.of(), Map.of(), null);

    public FlywaySettings {
        schemas = List.copyOf(schemas);
        locations = List.copyOf(locations);
        placeholders = Map.copyOf(placeholders);
    }

    public String tableOrDefault() {
        return table == null ? DEFAULT_TABLE : table;
    }
}
