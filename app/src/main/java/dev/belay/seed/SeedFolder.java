package dev.belay.seed;

import dev.belay.history.ScriptText;
import dev.belay.target.Engine;
import dev.belay.target.Target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of a target's seeds; each folder in it is a set. */
public final class SeedFolder {
    private static final Pattern SEED =
            Pattern.compile(".*\\.(sql|csv|json)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("^\\d+_(?=.)");

    private final String target;
    private final Engine engine;
    private final Path path;

    private SeedFolder(String target, Engine engine, Path path) {
        this.target = target;
        this.engine = engine;
        this.path = path;
    }

    public static SeedFolder of(Target target) {
        return new SeedFolder(target.name(), target.engine(), target.seeds());
    }

    public Path path() {
        return path;
    }

    public boolean exists() {
        return Files.isDirectory(path);
    }

    /** The names of its sets, in order. */
    public List<String> names() {
        return listed(path, Files::isDirectory).stream()
                // Such as .git: a folder of someone else's.
                .filter(name -> !name.startsWith(".") || !files(path.resolve(name)).isEmpty())
                .toList();
    }

    /** The seed files of a set, by name. */
    static List<String> files(Path set) {
        return listed(set, Files::isRegularFile).stream()
                .filter(name -> SEED.matcher(name).matches() && !name.equals(SeedSettings.FILE))
                .toList();
    }

    private static List<String> listed(Path folder, java.util.function.Predicate<Path> which) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(which)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SeedSettings settings(String set) {
        return SeedSettings.read(source(set));
    }

    /**
     * Reads a set whole.
     *
     * @throws dev.belay.message.BelayException if a file is malformed, naming the place
     */
    public SeedSet set(String name) {
        SeedSettings settings = settings(name);
        Path folder = path.resolve(name);
        List<String> order = new ArrayList<>(settings.order());
        files(folder).stream().filter(file -> !order.contains(file)).forEach(order::add);
        SeedSet set =
                new SeedSet(
                        name,
                        order.stream()
                                .map(
                                        f ->
                                                file(
                                                        new SeedSource(
                                                                target, name, folder.resolve(f)),
                                                        settings))
                                .toList());
        for (String table : settings.keys().keySet()) {
            if (set.tables().noneMatch(table::equals)) {
                throw source(name).fault(Spot.START, "seed.fault.settings.table", table);
            }
        }
        return set;
    }

    private SeedSource source(String set) {
        return new SeedSource(target, set, path.resolve(set, SeedSettings.FILE));
    }

    private SeedFile file(SeedSource source, SeedSettings settings) {
        String name = source.name();
        String kind = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String text = source.text();
        if (kind.equals("sql")) {
            return new SeedFile.Script(source, statements(source, text));
        }
        String table = NUMBER.matcher(name.substring(0, name.lastIndexOf('.'))).replaceFirst("");
        boolean csv = kind.equals("csv");
        return new SeedFile.Rows(
                source,
                table,
                settings.keys().getOrDefault(table, List.of()),
                csv ? CsvText.heads(source, text) : Map.of(),
                csv ? CsvText.rows(source, text) : JsonText.rows(source, text));
    }

    private List<ScriptText.Statement> statements(SeedSource source, String text) {
        List<ScriptText.Statement> statements;
        try {
            statements = ScriptText.parsed(engine, source.file(), text).statements();
        } catch (dev.belay.history.ScriptFailure e) {
            throw source.fault(Spot.START, "seed.fault.sql", e.why());
        }
        for (ScriptText.Statement each : statements) {
            if (!each.transactional() || SeedStatement.of(each.sql()).endsTransaction()) {
                throw source.fault(new Spot(each.line(), 1), "seed.fault.sql.transaction");
            }
        }
        return statements;
    }
}
