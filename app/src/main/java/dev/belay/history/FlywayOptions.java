package dev.belay.history;

import dev.belay.target.FlywaySettings;
import dev.belay.target.Folders;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What of a target's profile and its Flyway file decides how its migrations are read: the profile
 * wins, and of the file only what is named here is taken, never a URL, a driver, a class or a
 * secret.
 *
 * @param schemas the first holds the history; empty for the connection's own
 * @param folders absolute, as the scan takes them
 * @param unreadable locations of the file that are no folders, such as {@code classpath:db}
 * @param settings Flyway's own properties, from those of {@link #TAKEN}
 */
record FlywayOptions(
        List<String> schemas,
        String table,
        List<Location> folders,
        List<String> unreadable,
        Map<String, String> settings,
        Map<String, String> placeholders,
        String undoPrefix,
        String environment) {

    /** A folder to scan; with wildcards only where a Flyway file has them. */
    record Location(String path, boolean wildcards) {}

    private static final Set<String> TAKEN =
            Set.of(
                    "flyway.placeholderReplacement",
                    "flyway.placeholderPrefix",
                    "flyway.placeholderSuffix",
                    "flyway.placeholderSeparator",
                    "flyway.scriptPlaceholderPrefix",
                    "flyway.scriptPlaceholderSuffix",
                    "flyway.sqlMigrationPrefix",
                    "flyway.repeatableSqlMigrationPrefix",
                    "flyway.baselineMigrationPrefix",
                    "flyway.sqlMigrationSeparator",
                    "flyway.sqlMigrationSuffixes",
                    "flyway.encoding",
                    "flyway.detectEncoding",
                    "flyway.validateMigrationNaming",
                    "flyway.outOfOrder",
                    "flyway.target");
    private static final String PLACEHOLDER = "flyway.placeholders.";

    /**
     * @param file the properties of the profile's Flyway file, empty if it names none
     */
    static FlywayOptions of(Target target, Map<String, String> file) {
        FlywaySettings profile = target.flyway();
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, String> placeholders = new LinkedHashMap<>();
        file.forEach(
                (key, value) -> {
                    if (TAKEN.contains(key)) {
                        settings.put(key, value);
                    } else if (key.startsWith(PLACEHOLDER)) {
                        placeholders.put(key.substring(PLACEHOLDER.length()), value);
                    }
                });
        placeholders.putAll(profile.placeholders());
        List<Location> folders = folders(target);
        List<String> unreadable = new ArrayList<>();
        if (folders.isEmpty()) {
            folders.addAll(locations(file, profile.file(), unreadable));
        }
        if (folders.isEmpty() && unreadable.isEmpty()) {
            folders.add(folder(Folders.defaultMigrations()));
        }
        return new FlywayOptions(
                profile.schemas().isEmpty() ? schemas(file) : profile.schemas(),
                profile.table() == null
                        ? file.getOrDefault("flyway.table", FlywaySettings.DEFAULT_TABLE)
                        : profile.table(),
                folders,
                unreadable,
                settings,
                placeholders,
                file.getOrDefault("flyway.undoSqlMigrationPrefix", "U"),
                file.getOrDefault("flyway.environment", "default"));
    }

    private static List<Location> folders(Target target) {
        List<Location> folders = new ArrayList<>();
        Path own = target.folders().migrations();
        if (own != null) {
            folders.add(folder(own));
        }
        target.flyway().locations().forEach(l -> folders.add(folder(l)));
        return folders;
    }

    private static Location folder(Path path) {
        return new Location(path.toAbsolutePath().normalize().toString(), false);
    }

    private static List<String> schemas(Map<String, String> file) {
        List<String> schemas = list(file.get("flyway.schemas"));
        String first = file.get("flyway.defaultSchema");
        if (first != null && !first.isBlank()) {
            schemas.remove(first.strip());
            schemas.addFirst(first.strip());
        }
        return schemas;
    }

    private static List<Location> locations(
            Map<String, String> file, @Nullable Path base, List<String> unreadable) {
        Path folder = base == null ? null : base.toAbsolutePath().getParent();
        List<Location> found = new ArrayList<>();
        for (String location : list(file.get("flyway.locations"))) {
            if (location.startsWith("filesystem:")) {
                Path path = Path.of(location.substring("filesystem:".length()));
                String full =
                        (folder == null ? path : folder.resolve(path))
                                .toAbsolutePath()
                                .normalize()
                                .toString();
                found.add(new Location(full, full.contains("*") || full.contains("?")));
            } else {
                unreadable.add(location);
            }
        }
        return found;
    }

    private static List<String> list(@Nullable String text) {
        List<String> parts = new ArrayList<>();
        for (String part : Objects.requireNonNullElse(text, "").split(",")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }
}
