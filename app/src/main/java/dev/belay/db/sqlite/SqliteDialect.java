package dev.belay.db.sqlite;

import dev.belay.db.Claim;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Deadline;
import dev.belay.db.Dialect;
import dev.belay.db.FileHolder;
import dev.belay.db.Guard;
import dev.belay.db.Identity;
import dev.belay.db.Metric;
import dev.belay.db.Purpose;
import dev.belay.db.ServerVersion;
import dev.belay.db.Session;
import dev.belay.db.Sql;
import dev.belay.db.Standing;
import dev.belay.db.Vitals;
import dev.belay.db.WriteAccess;
import dev.belay.message.Messages;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Secret;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * SQLite files: opened read-only unless work is to be done, never opened by anything but SQLite.
 */
public final class SqliteDialect implements Dialect {
    /** Waiting longer for a writer would only delay what is known already: it is busy. */
    private static final Duration BUSY = Duration.ofMillis(500);

    /** One that changes the file waits for the application's own transactions. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private static final int MAJOR = 3;

    private final @Nullable Supplier<Path> claims;

    /** One that claims files beside them alone. */
    public SqliteDialect() {
        this.claims = null;
    }

    /**
     * @param claims the folder for claims on files that nothing can be written beside
     */
    public SqliteDialect(Supplier<Path> claims) {
        this.claims = claims;
    }

    @Override
    public Engine engine() {
        return Engine.SQLITE;
    }

    @Override
    public boolean needsPlatformThread() {
        return true;
    }

    @Override
    public Connection connect(Target target, @Nullable Secret password, Purpose purpose)
            throws SQLException {
        Connection connection = open(target, purpose);
        boolean usable = false;
        try (Statement statement = connection.createStatement();
                Guard _ = guard(statement, purpose)) {
            // Opening is lazy: only reading tells a missing or foreign file.
            statement.execute(question("identity"));
            usable = true;
            return connection;
        } finally {
            if (!usable) {
                connection.close();
            }
        }
    }

    private static Connection open(Target target, Purpose purpose) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(!purpose.writes());
        config.setBusyTimeout((int) BUSY.toMillis());
        if (purpose.writes()) {
            file(target).makeIfMissing();
            // A deferred transaction that turns to writing fails at once instead of waiting.
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            config.setBusyTimeout((int) PATIENT.toMillis());
        }
        return open(target, config);
    }

    private static Connection open(Target target, SQLiteConfig config) throws SQLException {
        config.enableLoadExtension(false);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        // A file cut short under a mapping would end the whole process.
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "0");
        Connection connection = config.createConnection("jdbc:sqlite:" + file(target).uri());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA cell_size_check = ON");
            return connection;
        }
    }

    private static String question(String name) {
        return Sql.find(Engine.SQLITE, MAJOR, name).orElseThrow();
    }

    static SqliteFile file(Target target) {
        return new SqliteFile(((Address.File) target.address()).path());
    }

    @Override
    public ConnectFailure failure(Target target, SQLException failure) {
        return SqliteFailure.of(target, failure);
    }

    @Override
    public Identity identify(Session session) throws SQLException {
        String version = session.one("identity", row -> row.getString("version"));
        return new Identity(
                ServerVersion.parse(version),
                Identity.Role.FILE,
                fingerprint(session.target()),
                null);
    }

    @Override
    public Optional<Standing> standing(Target target) {
        SqliteFile file = file(target);
        try {
            return Optional.of(new Standing(file.fingerprint(), file.born(), file.bornForSure()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String fingerprint(Target target) throws SQLException {
        try {
            return file(target).fingerprint();
        } catch (IOException e) {
            throw new FileGone(e);
        }
    }

    /** sqlite-jdbc's setQueryTimeout does not stop a statement; cancel does. */
    @Override
    public Guard guard(Statement statement, Purpose purpose) {
        return purpose.statement().isZero()
                ? Guard.NONE
                : new Deadline(statement, purpose.statement());
    }

    @Override
    public Claim claim(Target target, @Nullable Secret password, String holder) {
        return new FileClaim(file(target), claims, holder);
    }

    @Override
    public void interrupt(Connection connection) throws SQLException {
        connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
    }

    /** sqlite-jdbc's abort does nothing; close waits for the statement that runs. */
    @Override
    public void abort(Connection connection) {
        try {
            interrupt(connection);
        } catch (SQLException e) {
            // Already closed.
        }
        Thread.ofPlatform()
                .daemon()
                .name("belay-close")
                .start(
                        () -> {
                            try {
                                connection.close();
                            } catch (SQLException e) {
                                // Nobody waits for it any more.
                            }
                        });
    }

    @Override
    public Vitals vitals(Session session) throws SQLException {
        Target target = session.target();
        // The open file may have been unlinked or replaced; SQLite would go on reading the old one.
        if (!fingerprint(target).equals(session.identity().fingerprint())) {
            session.connection().close();
            throw new FileGone(null);
        }
        long start = System.nanoTime();
        Vitals vitals = session.one("vitals", Vitals::of);
        vitals = vitals.with(Metric.LATENCY, (System.nanoTime() - start) / 1e6);
        OptionalLong wal = file(target).walSize();
        if (wal.isPresent()) {
            vitals = vitals.with(Metric.WAL, (double) wal.getAsLong());
            OptionalLong lag = wal.getAsLong() == 0 ? wal : WalIndex.lag(file(target));
            if (lag.isPresent()) {
                vitals = vitals.with(Metric.CHECKPOINT_LAG, (double) lag.getAsLong());
            }
        }
        return FileLocks.told()
                ? vitals.with(
                        Metric.PROCESSES,
                        (double)
                                holders(session).stream()
                                        .mapToLong(FileHolder::pid)
                                        .distinct()
                                        .count())
                : vitals;
    }

    @Override
    public WriteAccess writeAccess(Session session) {
        SqliteFile file = file(session.target());
        try {
            if (Files.getFileStore(file.path()).isReadOnly()) {
                return new WriteAccess(
                        WriteAccess.Answer.READ_ONLY, Messages.text("sqlite.write.mount"));
            }
        } catch (IOException e) {
            return new WriteAccess(
                    WriteAccess.Answer.UNKNOWN, Messages.text("sqlite.write.unknown"));
        }
        if (!Files.isWritable(file.path())) {
            return new WriteAccess(
                    WriteAccess.Answer.NOT_PERMITTED, Messages.text("sqlite.write.file"));
        }
        if (!Files.isWritable(file.folder())) {
            return new WriteAccess(
                    WriteAccess.Answer.NOT_PERMITTED, Messages.text("sqlite.write.folder"));
        }
        return new WriteAccess(WriteAccess.Answer.YES, Messages.text("sqlite.write.yes"));
    }

    @Override
    public String probeWrite(Target target, @Nullable Secret password) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(org.sqlite.SQLiteOpenMode.CREATE);
        config.setBusyTimeout((int) BUSY.toMillis());
        try (Connection connection = open(target, config);
                Statement statement = connection.createStatement();
                Guard _ = guard(statement, Purpose.ASK)) {
            // A deferred transaction that turns to writing fails at once instead of waiting.
            statement.execute("BEGIN IMMEDIATE");
            try {
                statement.execute(question("probe-write"));
            } finally {
                statement.execute("ROLLBACK");
            }
            return Messages.text("sqlite.write.probed");
        }
    }

    @Override
    public OptionalLong freeDisk(Session session) {
        try {
            FileStore store = Files.getFileStore(file(session.target()).path());
            return OptionalLong.of(store.getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public List<FileHolder> holders(Session session) {
        return FileLocks.holders(file(session.target()));
    }

    /** SQLite knows files and modes, no roles. */
    @Override
    public boolean notPermitted(SQLException failure) {
        return false;
    }
}
