package dev.belay.tool;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The folders where programs usually are: PATH first, then where packages put several versions. */
final class Places {
    /** A folder, a pattern of folders in it (or empty for itself), and what follows. */
    private record Usual(String folder, String pattern, String then) {}

    private static final List<Usual> USUAL =
            List.of(
                    new Usual("/usr/lib/postgresql", "*", "bin"),
                    new Usual("/usr", "pgsql-*", "bin"),
                    new Usual("/opt/homebrew/opt", "{postgresql,mariadb,mysql}*", "bin"),
                    new Usual("/usr/local/opt", "{postgresql,mariadb,mysql}*", "bin"),
                    new Usual("/Library/PostgreSQL", "*", "bin"),
                    new Usual("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
                    new Usual("C:/Program Files/PostgreSQL", "*", "bin"),
                    new Usual("C:/Program Files", "MariaDB*", "bin"),
                    new Usual("C:/Program Files/MySQL", "*", "bin"),
                    new Usual("/usr/local/pgsql/bin", "", ""),
                    new Usual("/usr/local/bin", "", ""),
                    new Usual("/opt/homebrew/bin", "", ""),
                    new Usual("/usr/bin", "", ""));

    private Places() {}

    /** PATH's folders in their order, then the usual ones, newest version first; none twice. */
    static Collection<Path> all(String path) {
        Set<Path> folders = new LinkedHashSet<>();
        for (String entry : path.split(File.pathSeparator)) {
            try {
                // A relative entry would find a program in whatever folder Belay was started.
                if (Path.of(entry).isAbsolute()) {
                    folders.add(Path.of(entry).normalize());
                }
            } catch (InvalidPathException e) {
                // Not a folder of this system.
            }
        }
        USUAL.forEach(usual -> folders.addAll(resolve(usual)));
        return folders;
    }

    private static List<Path> resolve(Usual usual) {
        Path folder = Path.of(usual.folder);
        if (usual.pattern.isEmpty()) {
            return List.of(folder);
        }
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, usual.pattern)) {
                folders.forEach(f -> found.add(f.resolve(usual.then)));
            } catch (IOException e) {
                // Not readable, so nothing of it can be run either.
            }
        }
        found.sort(
                Comparator.comparingInt((Path p) -> p.toString().length())
                        .reversed()
                        .thenComparing(Comparator.reverseOrder()));
        return found;
    }
}
