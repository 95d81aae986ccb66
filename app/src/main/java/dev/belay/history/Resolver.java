package dev.belay.history;

import dev.belay.target.Engine;

import org.flywaydb.core.api.CoreLocationPrefix;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.locations.LocationParser;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.database.DatabaseTypeRegister;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.scanner.Scanner;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;
import org.flywaydb.core.internal.util.StringUtils;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Flyway's own reading of scripts, without a connection. Flyway's {@code info} needs one, runs the
 * folder's callbacks (shell scripts among them) and takes the values of {@code ${flyway:…}} from
 * whatever it is connected to; its resolvers alone do none of this. They are not a promised
 * interface, hence HistoryLikeFlywayTest.
 */
final class Resolver {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", java.util.Locale.ROOT);

    /** The file is named already, and the page behind the link tells of Flyway's own limits. */
    private static final Pattern PARSING =
            Pattern.compile(
                    "(?s)^Unable to parse statement in .*? at line (\\d+) col (\\d+)\\."
                            + " See \\S+ for more information\\.\\s*");

    private final Configuration configuration;
    private final ParsingContext parsing = new ParsingContext();
    private final SqlScriptFactory scripts;
    private final ResourceNameParser names;
    private final List<Location> locations;

    /** Makes a resolver for one target's settings. */
    Resolver(Engine engine, FlywayOptions options, Place place) throws FolderProblem {
        configuration = configuration(options);
        locations = List.of(configuration.getLocations());
        builtIn(options, place)
                .forEach(
                        (name, value) ->
                                parsing.getPlaceholders()
                                        .put(
                                                "flyway"
                                                        + configuration.getPlaceholderSeparator()
                                                        + name,
                                                value));
        scripts = type(engine, configuration).createSqlScriptFactory(configuration, parsing);
        names = new ResourceNameParser(configuration);
    }

    /** Flyway, told of a target's folders and settings, and of no database. */
    static FluentConfiguration configuration(FlywayOptions options) throws FolderProblem {
        for (String schema : options.schemas()) {
            // Flyway would take the blanks off, and work in another schema.
            if (!schema.equals(schema.trim())) {
                throw new FolderProblem("history.schema.blanks", schema);
            }
        }
        try {
            FluentConfiguration flyway = new FluentConfiguration(Resolver.class.getClassLoader());
            flyway.configuration(options.settings());
            flyway.placeholders(options.placeholders());
            flyway.locations(
                    options.folders().stream().map(Resolver::location).toArray(Location[]::new));
            return flyway;
        } catch (FlywayException | IllegalArgumentException e) {
            throw new FolderProblem("history.settings", sentence(e));
        }
    }

    /** What {@code ParsingContext.populate} would put there, with the target's values. */
    private static Map<String, String> builtIn(FlywayOptions options, Place place) {
        Map<String, String> values = new java.util.HashMap<>();
        values.put(
                "defaultSchema",
                options.schemas().isEmpty() ? place.schema() : options.schemas().getFirst());
        if (place.database() != null) {
            values.put("database", place.database());
        }
        values.put("user", place.user());
        // A script with it is outdated at every moment, which is what people use it for.
        values.put("timestamp", TIMESTAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
        values.put("workingDirectory", System.getProperty("user.dir"));
        values.put("table", options.table());
        values.put("environment", options.environment());
        return values;
    }

    /** A script of its own, with no folder, settings or placeholders around it. */
    static SqlScript plain(Engine engine, String text) {
        FluentConfiguration flyway =
                new FluentConfiguration(Resolver.class.getClassLoader())
                        .placeholderReplacement(false);
        return type(engine, flyway)
                .createSqlScriptFactory(flyway, new ParsingContext())
                .createSqlScript(new StringResource(text), true, null);
    }

    private static DatabaseType type(Engine engine, Configuration configuration) {
        return DatabaseTypeRegister.getDatabaseTypesForUrl(
                        "jdbc:" + engine.id() + ":x", configuration)
                .stream()
                .filter(t -> t.getName().equalsIgnoreCase(engine.title()))
                .map(DatabaseType.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(engine.title()));
    }

    private static Location location(FlywayOptions.Location folder) {
        return folder.wildcards()
                ? LocationParser.parseLocation(CoreLocationPrefix.FILESYSTEM_PREFIX + folder.path())
                : Location.fromPath(CoreLocationPrefix.FILESYSTEM_PREFIX, folder.path());
    }

    Configuration configuration() {
        return configuration;
    }

    /** Where the scan begins; above the first wildcard. */
    List<Path> roots() {
        return locations.stream().map(l -> Path.of(l.getRootPath())).toList();
    }

    /** Every file Flyway finds, whatever it is. */
    Resources scan() throws FolderProblem {
        try {
            Scanner<JavaMigration> scanner =
                    new Scanner<>(
                            JavaMigration.class, configuration, locations.toArray(Location[]::new));
            return new Resources(scanner);
        } catch (FlywayException | IllegalArgumentException e) {
            throw new FolderProblem("history.settings", sentence(e));
        }
    }

    /** The files of a scan. */
    record Resources(ResourceProvider provider) {
        Collection<LoadableResource> all() {
            return provider.getResources("", new String[] {""});
        }
    }

    /** The migrations one file holds: one, or none if it is something else. */
    List<Script> resolve(LoadableResource file, Resources all) throws FolderProblem {
        try {
            return new CompositeMigrationResolver(
                            new Only(file, all.provider()),
                            List::of,
                            configuration,
                            null,
                            scripts,
                            parsing,
                            null)
                    .resolveMigrations(configuration).stream().map(Script::of).toList();
        } catch (FlywayException | IllegalArgumentException e) {
            throw new FolderProblem(
                    "history.folder.script", file.getAbsolutePathOnDisk(), sentence(e));
        }
    }

    /**
     * The statements of a script as Flyway would send them, with its placeholders filled in.
     *
     * @param mixed whether statements that need a transaction may stand beside those that bear none
     */
    SqlScript parse(LoadableResource file, boolean mixed, Resources all) throws FolderProblem {
        try {
            return scripts.createSqlScript(file, mixed, all.provider());
        } catch (FlywayException e) {
            throw new FolderProblem(
                    "history.folder.script", file.getAbsolutePathOnDisk(), sentence(e));
        }
    }

    /** How Flyway reads the name of a SQL file, or null if the file is none. */
    @Nullable ResourceName name(String filename) {
        return StringUtils.startsAndEndsWith(filename, "", configuration.getSqlMigrationSuffixes())
                ? names.parse(filename)
                : null;
    }

    static String sentence(RuntimeException failure) {
        String text = String.valueOf(failure.getMessage()).strip();
        text = PARSING.matcher(text).replaceFirst("line $1, column $2: ");
        return text.replaceAll("\\s+", " ").replaceFirst("\\s*[.!]$", "");
    }

    /** One file as if it were the only one, but with the {@code .conf} beside it in reach. */
    private record Only(LoadableResource file, ResourceProvider all) implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return all.getResource(name);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return StringUtils.startsAndEndsWith(file.getFilename(), prefix, suffixes)
                    ? List.of(file)
                    : List.of();
        }
    }
}
