package dev.belay.store;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The store's file on its way to being usable: made, judged, moved aside or migrated. */
final class StoreFile {
    /** The newest version under {@code migrations/store/sqlite}; a test holds the two together. */
    static final int NEWEST = 6;

    private static final Duration LOCK_WAIT = Duration.ofSeconds(30);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Path file;

    /** Made after the first store and never removed; its time is when the store was begun. */
    private final Path lockFile;

    private final StoreConnections connections;
    private boolean begun;
    private boolean gone;
    private boolean aside;
    private final StoreNotices notices;

    StoreFile(Path file) {
        this.file = file;
        this.lockFile = file.resolveSibling("belay.lock");
        this.connections = new StoreConnections(file);
        this.notices = new StoreNotices(file);
    }

    StoreConnections connections() {
        return connections;
    }

    /** What has to be told: a file was moved aside as damaged, or is gone. */
    StoreNotices notices() {
        return notices;
    }

    /** Makes the file usable, once a process; other processes may do the same at the same time. */
    void prepare() {
        // One thread at a time: a file lock does not hold between threads of one JVM.
        synchronized (StoreFile.class) {
            try {
                if (condition() != Condition.READY) {
                    underLock();
                }
            } catch (SQLException | FlywayException | IOException e) {
                throw failed(e);
            }
        }
    }

    private Condition condition() throws SQLException, IOException {
        boolean earlier = Files.exists(lockFile);
        if (OwnerOnly.file(file)) {
            begun = true;
            gone = earlier && !aside;
        }
        Condition condition = Condition.of(file, connections, NEWEST);
        return switch (condition) {
            case READY, BEHIND, CORRUPT -> condition;
            case NEWER -> throw problem("store.newer").asException();
            case READ_ONLY -> throw problem("store.read-only").asException();
        };
    }

    private void underLock() throws SQLException, IOException {
        OwnerOnly.file(lockFile);
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock _ = lock(channel)) {
            // Another process may have done it meanwhile.
            Condition condition = condition();
            if (condition == Condition.CORRUPT) {
                moveAside();
                condition = condition();
            }
            if (condition == Condition.BEHIND) {
                migrate();
            }
            if (gone) {
                Instant since = Files.getLastModifiedTime(lockFile).toInstant();
                notices.add(StoreNotices.GONE, MINUTE.format(since));
            }
            if (begun) {
                Files.setLastModifiedTime(lockFile, FileTime.from(Instant.now()));
            }
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        Instant end = Instant.now().plus(LOCK_WAIT);
        while (true) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            if (Instant.now().isAfter(end)) {
                throw Problem.of("store.locked", file.toString(), ExitCode.LOCKED).asException();
            }
            try {
                Thread.sleep(Duration.ofMillis(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for " + file, e);
            }
        }
    }

    private void moveAside() throws IOException {
        String ending = ".corrupt-" + STAMP.format(Instant.now());
        // Told first: killed in between, it is told twice and never not at all.
        notices.add(
                StoreNotices.DAMAGED,
                String.valueOf(file.resolveSibling(file.getFileName() + ending)));
        aside = true;
        for (String part : new String[] {"", "-wal", "-shm"}) {
            Path from = file.resolveSibling(file.getFileName() + part);
            if (Files.exists(from)) {
                Files.move(from, file.resolveSibling(file.getFileName() + ending + part));
            }
        }
    }

    private void migrate() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
        }
        Flyway.configure(StoreFile.class.getClassLoader())
                .dataSource(connections)
                .locations("classpath:migrations/store/sqlite")
                .loggers("slf4j")
                .load()
                .migrate();
    }

    private Problem problem(String key) {
        return Problem.of(key, file.toString(), ExitCode.INCOMPATIBLE);
    }

    private BelayException failed(Exception e) {
        String why = Reason.of(e, file);
        return new Problem("store.failed", file.toString(), why, ExitCode.FAILED).asException(e);
    }
}
