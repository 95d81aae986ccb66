package dev.belay.demo;

import dev.belay.store.OwnerOnly;
import dev.belay.target.Engine;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The demo's migrations and seeds, as Belay carries them and as they are laid into its folder. */
final class DemoFiles {
    static final String MIGRATIONS = "migrations";
    static final String SEEDS = "seeds";

    /** Where migrations stand among the resources, in Flyway's form too. */
    static String resource(Engine engine) {
        return "migrations/demo/" + engine.id();
    }

    private DemoFiles() {}

    /**
     * Lays the scripts into a folder: {@code migrations/*.sql}, {@code seeds/SET/*.sql}. What is
     * there already stays as it is, for people try things here.
     */
    static void lay(Engine engine, Path folder) throws IOException {
        String anchor = "/" + resource(engine) + "/R__project_overview.sql";
        URL url = Objects.requireNonNull(DemoFiles.class.getResource(anchor), anchor);
        if (url.openConnection() instanceof JarURLConnection jar) {
            try (FileSystem inside = FileSystems.newFileSystem(path(jar.getJarFileURL()))) {
                copyTree(inside.getPath("/" + resource(engine)), folder);
            }
        } else {
            copyTree(Objects.requireNonNull(path(url).getParent()), folder);
        }
    }

    /** The files of every seed set, sets and files in the order of their names. */
    static List<Path> seeds(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(SEEDS))) {
            return files.filter(f -> f.toString().endsWith(".sql")).sorted().toList();
        }
    }

    private static void copyTree(Path from, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = from.relativize(file).toString();
                Path to = folder.resolve(name.startsWith(SEEDS) ? "" : MIGRATIONS).resolve(name);
                if (!Files.exists(to)) {
                    OwnerOnly.folder(Objects.requireNonNull(to.getParent()));
                    OwnerOnly.file(to);
                    Files.write(to, Files.readAllBytes(file));
                }
            }
        }
    }

    private static Path path(URL url) throws IOException {
        try {
            return Path.of(new URI(url.toString()));
        } catch (URISyntaxException e) {
            throw new IOException(url.toString(), e);
        }
    }
}
