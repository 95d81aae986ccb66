package dev.belay.demo;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.store.OwnerOnly;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.FlywaySettings;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.target.Thresholds;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/** The demo target: a small company that hosts shops, as a SQLite database in a folder. */
public final class Demo {
    public static final String NAME = "demo";

    /** The database's file in the demo's folder. */
    public static final String FILE = "shop.db";

    static final List<String> COUNTED = List.of("users", "projects", "orders");

    private Demo() {}

    /**
     * Makes the demo in a folder, or completes what is there: scripts laid out, migrated to the
     * newest version, seeded. Any number may call it at once; the others wait.
     *
     * @param folder made if missing, readable by its owner only
     * @throws dev.belay.message.BelayException if the folder cannot be written, or holds a database
     *     that is not the demo's
     */
    public static Target make(Path folder) {
        Path home = folder.toAbsolutePath().normalize();
        Path database = home.resolve(FILE);
        try {
            OwnerOnly.folder(home);
            try (FolderLock _ = FolderLock.take(home)) {
                DemoFiles.lay(Engine.SQLITE, home);
                createEmpty(database);
                DataSource source = source(database, Duration.ofSeconds(30));
                migrate(Engine.SQLITE, source);
                seed(source, home);
            }
        } catch (IOException | SQLException | FlywayException e) {
            throw failed(home, e);
        }
        return new Target(
                NAME,
                Engine.SQLITE,
                Environment.DEVELOPMENT,
                new Address.File(database),
                new Folders(
                        home.resolve(DemoFiles.MIGRATIONS), home.resolve(DemoFiles.SEEDS), null),
                FlywaySettings.DEFAULT,
                thresholds(),
                Map.of(),
                0);
    }

    /** Writing connections to a SQLite file, in WAL mode, each transaction IMMEDIATE. */
    static DataSource source(Path database, Duration busy) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) busy.toMillis());
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + database);
        return source;
    }

    static void migrate(Engine engine, DataSource source) {
        // From the resources, not from the folder: a script that someone changed or added there
        // shows in the history as what it is, and does not keep the demo from starting.
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:" + DemoFiles.resource(engine))
                .validateOnMigrate(false)
                .load()
                .migrate();
    }

    static void seed(DataSource source, Path home) throws IOException, SQLException {
        try (Connection connection = source.getConnection()) {
            List<String> statements = new ArrayList<>();
            for (Path file : DemoFiles.seeds(home)) {
                statements.addAll(List.of(Files.readString(file).split(";\\s*\\R")));
            }
            ShopTraffic.within(
                    connection,
                    c -> {
                        for (String statement : statements) {
                            execute(c, statement);
                        }
                    });
        }
    }

    static Thresholds thresholds() {
        Thresholds d = Thresholds.DEFAULT;
        return new Thresholds(
                d.poolWarn(),
                d.poolLimit(),
                d.lockWait(),
                d.longTransaction(),
                d.idleInTransaction(),
                d.latency(),
                d.freeDisk(),
                COUNTED);
    }

    static RuntimeException failed(Path folder, Exception cause) {
        String why = cause.getMessage() == null ? cause.toString() : cause.getMessage().strip();
        return new Problem("demo.make", folder.toString(), why, ExitCode.FAILED).asException(cause);
    }

    private static void createEmpty(Path database) throws IOException, SQLException {
        if (Files.exists(database)) {
            return;
        }
        OwnerOnly.file(database);
        // Only an empty database takes this setting, and only before it is in WAL mode. With it the
        // file gives back what the workload has archived.
        SQLiteDataSource plain = new SQLiteDataSource();
        plain.setUrl("jdbc:sqlite:" + database);
        try (Connection connection = plain.getConnection()) {
            execute(connection, "PRAGMA auto_vacuum = INCREMENTAL");
            execute(connection, "VACUUM");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
