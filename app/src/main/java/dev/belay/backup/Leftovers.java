package dev.belay.backup;

import dev.belay.db.ClaimFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders in which copies are made. One that nobody claims was left by a process that was
 * killed.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final String UNFINISHED = ".part";
    private static final String CLAIM = ".claim";

    private Leftovers() {}

    /** Where a copy is made that will be called so. */
    static Path work(Path folder, String name) {
        return folder.resolve(name + UNFINISHED);
    }

    static ClaimFile claim(Path work) {
        return new ClaimFile(work.toAbsolutePath().resolve(CLAIM), "copy");
    }

    /**
     * Takes away what killed processes left in a folder of copies.
     *
     * @return the names of the copies that were begun
     */
    static List<String> sweep(Path folder) {
        List<String> swept = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return swept;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path work : all.filter(f -> f.toString().endsWith(UNFINISHED)).toList()) {
                String file = String.valueOf(work.getFileName());
                String name = file.substring(0, file.length() - UNFINISHED.length());
                if (Files.isDirectory(work) && swept(folder, work, name)) {
                    swept.add(name);
                }
            }
        } catch (IOException e) {
            LOG.warn("What was left behind in {} cannot be looked for", folder, e);
        }
        return swept;
    }

    private static boolean swept(Path folder, Path work, String name) {
        ClaimFile claim = claim(work);
        try {
            if (!claim.take()) {
                return false;
            }
            LOG.info("A copy that was not finished is removed: {}", work);
            Leash.cut(work);
            alone(folder, name);
            claim.removeFolder();
            return true;
        } catch (IOException | SQLException e) {
            LOG.info("{} is being removed by another", work, e);
            return false;
        } finally {
            claim.close();
        }
    }

    /** A manifest gets its name a moment before its copy. */
    private static void alone(Path folder, String name) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.toList()) {
                String file = String.valueOf(each.getFileName());
                boolean manifest = file.startsWith(name + ".") && file.endsWith(Place.MANIFEST);
                int end = file.length() - Place.MANIFEST.length();
                if (manifest && Files.notExists(each.resolveSibling(file.substring(0, end)))) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }
}
