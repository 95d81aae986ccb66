package dev.belay.demo;

import dev.belay.db.Purpose;
import dev.belay.store.OwnerOnly;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.FlywaySettings;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.target.Tls;
import dev.belay.target.TlsMode;

import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import javax.sql.DataSource;

/**
 * The demo as a real PostgreSQL server of its own: on the loopback address, in a folder, stopped
 * when the last Belay that uses it ends.
 */
public final class PostgresDemo implements AutoCloseable {
    public static final String NAME = "demo-postgres";
    static final String DATABASE = "shop";

    /** Owns the database and is the application. */
    static final String APPLICATION = "shop_app";

    /** Whom Belay watches as: may see everything, change nothing. */
    static final String WATCHER = "belay";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresDemo.class);

    private final Path home;
    private final PostgresCluster cluster;
    private final DemoPasswords passwords;
    private final int port;
    private final FileChannel users;
    private final Thread atExit = new Thread(this::stopIfLast, "demo-postgres-stop");
    private boolean closed;

    private PostgresDemo(
            Path home,
            PostgresCluster cluster,
            DemoPasswords passwords,
            int port,
            FileChannel users) {
        this.home = home;
        this.cluster = cluster;
        this.passwords = passwords;
        this.port = port;
        this.users = users;
    }

    /** Its folder beside the SQLite demo, in the folder of the demos. */
    public static Path folderIn(Path demos) {
        return demos.resolve("postgresql");
    }

    /**
     * Makes the server in a folder, or starts the one that is there, or joins it if it runs; then
     * migrates and seeds it as {@link Demo#make} does. It takes a few seconds the first time.
     *
     * @param initdb PostgreSQL's program of that name, or null where none was found
     * @throws dev.belay.message.BelayException with exit 14 if the programs cannot be used; if the
     *     folder cannot be written or the server does not start
     */
    public static PostgresDemo start(Path folder, @Nullable Path initdb) {
        Path home = folder.toAbsolutePath().normalize();
        try {
            PostgresCluster cluster = PostgresCluster.of(home, initdb);
            OwnerOnly.folder(home);
            try (FolderLock _ = FolderLock.take(home)) {
                DemoFiles.lay(Engine.POSTGRESQL, home);
                DemoPasswords passwords = new DemoPasswords(home);
                passwords.create();
                create(home, cluster, passwords);
                int port = cluster.start(passwords.port());
                passwords.note(port);
                PostgresDemo demo = new PostgresDemo(home, cluster, passwords, port, usersOf(home));
                demo.fillOrStop();
                Runtime.getRuntime().addShutdownHook(demo.atExit);
                return demo;
            }
        } catch (IOException | SQLException | FlywayException e) {
            throw Demo.failed(home, e);
        }
    }

    /**
     * The profile to watch it by, and to change it as its owner; {@link DemoPasswords} knows both
     * passwords.
     */
    public Target target() {
        Address.Server address =
                new Address.Server(
                        "127.0.0.1",
                        port,
                        DATABASE,
                        WATCHER,
                        new Tls(TlsMode.DISABLE, null, null, null),
                        null);
        return new Target(
                NAME,
                Engine.POSTGRESQL,
                Environment.DEVELOPMENT,
                address,
                new Folders(
                        home.resolve(DemoFiles.MIGRATIONS), home.resolve(DemoFiles.SEEDS), null),
                FlywaySettings.DEFAULT,
                Demo.thresholds(),
                Map.of(TargetUrl.ACT_USER, APPLICATION),
                0);
    }

    /** Connections of the application, under the name of one of its parts. */
    DataSource application(String part) {
        return source(DATABASE, APPLICATION, part);
    }

    /** Lets go of the server and leaves it running; the next Belay that uses it stops it. */
    public synchronized void leave() {
        if (!closed) {
            closed = true;
            removeHook();
            closeUsers();
        }
    }

    /** What a person types to stop the server that was left running. */
    public String stopCommand() {
        return cluster.stopCommand();
    }

    /** Stops the server, unless another Belay uses it. */
    @Override
    public void close() {
        removeHook();
        stopIfLast();
    }

    private synchronized void stopIfLast() {
        if (closed) {
            return;
        }
        closed = true;
        closeUsers();
        try (FolderLock _ = FolderLock.take(home);
                FileChannel others = openUsers(home);
                FileLock alone = others.tryLock()) {
            if (alone != null) {
                cluster.stop();
            }
        } catch (IOException e) {
            LOG.warn("The demo's PostgreSQL in {} was not stopped: {}", home, e.getMessage());
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // Belay is ending already; the hook finds the demo closed, or closes it.
        }
    }

    private void closeUsers() {
        try {
            users.close();
        } catch (IOException e) {
            LOG.debug("{}", e.getMessage());
        }
    }

    private static void create(Path home, PostgresCluster cluster, DemoPasswords passwords)
            throws IOException {
        Path superuser = home.resolve("superuser");
        Files.deleteIfExists(superuser);
        OwnerOnly.file(superuser);
        try {
            Files.writeString(superuser, passwords.of(PostgresCluster.SUPERUSER));
            cluster.create(superuser);
        } finally {
            Files.deleteIfExists(superuser);
        }
    }

    /** Every Belay that uses the server holds a shared lock, so the last one knows that it is. */
    private static FileChannel usersOf(Path home) throws IOException {
        FileChannel users = openUsers(home);
        try {
            if (users.tryLock(0, Long.MAX_VALUE, true) == null) {
                throw new IOException(home + " is being stopped");
            }
            return users;
        } catch (OverlappingFileLockException e) {
            users.close();
            throw new IOException("this Belay runs it already", e);
        }
    }

    private static FileChannel openUsers(Path home) throws IOException {
        Path file = home.resolve(".users");
        OwnerOnly.file(file);
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void fillOrStop() throws IOException, SQLException {
        boolean filled = false;
        try {
            fill();
            filled = true;
        } finally {
            if (!filled) {
                closeUsers();
                cluster.stop();
            }
        }
    }

    private void fill() throws IOException, SQLException {
        try (Connection connection =
                        source(
                                        "postgres",
                                        PostgresCluster.SUPERUSER,
                                        Purpose.applicationName("demo"))
                                .getConnection();
                Statement statement = connection.createStatement()) {
            if (missing(statement, "pg_roles WHERE rolname = '" + APPLICATION + "'")) {
                statement.execute(login(APPLICATION));
            }
            // Drift, rehearsals and drills make a database beside it.
            statement.execute("ALTER ROLE " + APPLICATION + " CREATEDB");
            if (missing(statement, "pg_roles WHERE rolname = '" + WATCHER + "'")) {
                statement.execute(login(WATCHER));
                statement.execute("GRANT pg_monitor, pg_read_all_data TO " + WATCHER);
            }
            if (missing(statement, "pg_database WHERE datname = '" + DATABASE + "'")) {
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + APPLICATION);
            }
        }
        DataSource owner = application(Purpose.applicationName("demo"));
        Demo.migrate(Engine.POSTGRESQL, owner);
        Demo.seed(owner, home);
    }

    private String login(String role) throws IOException {
        // The password is the demo's own hexadecimal, so it needs no escape.
        return "CREATE ROLE " + role + " LOGIN PASSWORD '" + passwords.of(role) + "'";
    }

    private static boolean missing(Statement statement, String what) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT 1 FROM " + what)) {
            return !rows.next();
        }
    }

    private DataSource source(String database, String user, String part) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        try {
            source.setPassword(passwords.of(user));
        } catch (IOException e) {
            throw Demo.failed(home, e);
        }
        source.setApplicationName(part);
        source.setConnectTimeout(5);
        source.setLoginTimeout(8);
        source.setSocketTimeout(30);
        return source;
    }
}
