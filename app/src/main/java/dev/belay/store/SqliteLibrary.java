package dev.belay.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * SQLite's own library, which its driver unpacks for each process. It is loaded from a folder that
 * goes at once, so that whatever ends the process leaves nothing behind.
 */
public final class SqliteLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);
    private static final String FOLDER = "org.sqlite.tmpdir";

    /** Where an installed Belay has it, ready to be loaded. */
    private static final String UNPACKED = "org.sqlite.lib.path";

    private static boolean loaded;

    private SqliteLibrary() {}

    /** Loads it, if that was not done yet; a failure is told by whoever opens a database. */
    public static synchronized void load() {
        if (loaded || System.getProperty(FOLDER) != null || System.getProperty(UNPACKED) != null) {
            return;
        }
        loaded = true;
        Path folder;
        try {
            folder = Files.createTempDirectory("belay-sqlite-");
        } catch (IOException e) {
            LOG.info("The driver unpacks its library by itself", e);
            return;
        }
        System.setProperty(FOLDER, folder.toString());
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            LOG.warn("SQLite's library was not loaded", e);
        } finally {
            System.clearProperty(FOLDER);
            remove(folder);
        }
    }

    /** Where a system holds on to what is loaded, the driver takes it away at the end. */
    private static void remove(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.toList();
            for (Path each : files) {
                Files.delete(each);
            }
            Files.delete(folder);
        } catch (IOException e) {
            LOG.info("{} goes when Belay ends", folder, e);
            folder.toFile().deleteOnExit();
        }
    }
}
