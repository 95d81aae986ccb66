import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

final class Folders {
    private Folders() {}

    static void clear(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** The files of a folder whose names end so, by name. */
    static List<Path> files(Path folder, String end) throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(f -> f.getFileName().toString().endsWith(end)).sorted().toList();
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            all.forEach(
                    each -> {
                        try {
                            Path there = to.resolve(from.relativize(each).toString());
                            if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                                Files.createDirectories(there.getParent());
                                Files.copy(
                                        each,
                                        there,
                                        LinkOption.NOFOLLOW_LINKS,
                                        StandardCopyOption.COPY_ATTRIBUTES,
                                        StandardCopyOption.REPLACE_EXISTING);
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }

    static void copyFile(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
