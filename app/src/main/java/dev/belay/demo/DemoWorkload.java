package dev.belay.demo;

import dev.belay.target.Engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A live workload on the demo's SQLite database: one connection on one thread, two to twelve
 * transactions a second. The database stays below a few megabytes.
 */
public final class DemoWorkload implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoWorkload.class);
    private static final Duration BUSY = Duration.ofSeconds(2);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(2);

    /** The write-ahead log is emptied when it has grown to this, so that its chart is a saw. */
    private static final long WAL_BYTES = 3_000_000;

    private static final int STEPS_BETWEEN_ARCHIVES = 200;

    private final Path database;
    private final RandomGenerator random = new SplittableRandom();
    private final ShopTraffic shop = new ShopTraffic(Engine.SQLITE, random);
    private final Thread thread;
    private volatile boolean running = true;

    private DemoWorkload(Path database) {
        this.database = database;
        // A platform thread, for SQLite's calls are native and would pin a virtual one's carrier.
        this.thread = Thread.ofPlatform().daemon().name("demo-workload").unstarted(this::run);
    }

    /** Starts it on a database that {@link Demo#make} made. */
    public static DemoWorkload start(Path database) {
        DemoWorkload workload = new DemoWorkload(database);
        workload.thread.start();
        return workload;
    }

    /** Ends it after the transaction that runs now; waits two seconds at most. */
    @Override
    public void close() {
        running = false;
        thread.interrupt();
        try {
            thread.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (running) {
            if (Files.exists(database)) {
                try (Connection connection = Demo.source(database, BUSY).getConnection()) {
                    work(connection);
                } catch (SQLException | IOException e) {
                    LOG.debug("The demo workload begins again: {}", e.getMessage());
                }
            }
            sleep(PAUSE_AFTER_ERROR);
        }
    }

    /** Until it is stopped, or the file at this path is gone or another one. */
    private void work(Connection connection) throws SQLException, IOException {
        Object identity = identity();
        List<Long> projects = shop.projects(connection);
        if (projects.isEmpty()) {
            return; // migrated, but not seeded yet
        }
        for (int step = 1; running && identity.equals(identity()); step++) {
            long project = projects.get(random.nextInt(projects.size()));
            ShopTraffic.within(connection, c -> step(c, project));
            if (step % STEPS_BETWEEN_ARCHIVES == 0) {
                ShopTraffic.within(connection, shop::archive);
                giveBack(connection);
            }
            if (walBytes() > WAL_BYTES) {
                checkpoint(connection);
            }
            sleep(Rate.pause(random, 2, 12));
        }
    }

    private void step(Connection connection, long project) throws SQLException {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> shop.placeOrder(connection, project);
            case 3, 4, 5 -> shop.pay(connection);
            case 6, 7, 8 -> shop.ship(connection);
            default -> shop.report(connection);
        }
    }

    private Object identity() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(database, BasicFileAttributes.class);
        Object key = attributes.fileKey();
        return key == null ? attributes.creationTime() : key;
    }

    private long walBytes() throws IOException {
        Path wal = database.resolveSibling(database.getFileName() + "-wal");
        return Files.exists(wal) ? Files.size(wal) : 0;
    }

    /** Empties the write-ahead log; where a reader is in the way, the next step tries again. */
    private static void checkpoint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    /** Makes the file as small as its rows. */
    static void giveBack(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Not execute(): it steps once, and one step gives back one page.
            statement.executeUpdate("PRAGMA incremental_vacuum");
        }
    }

    private void sleep(Duration pause) {
        if (!running) {
            return;
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            // Only close() interrupts; running is false then.
        }
    }
}
