package dev.belay.history;

import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.FlywaySettings;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.InfoResult;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

/**
 * A real database and a folder of migrations, seen by Flyway and by Belay with the same settings.
 */
final class Site {
    private static final Sessions SESSIONS =
            new Sessions(
                    engine ->
                            engine == Engine.SQLITE ? new SqliteDialect() : new PostgresqlDialect(),
                    target -> null,
                    Forwarding.NONE);

    final Histories histories = new Histories();
    final Path folder;
    final Map<String, String> settings = new TreeMap<>();
    private final Path conf;
    private final DataSource source;
    private Target target;

    private Site(Path home, DataSource source, Target target) {
        this.folder = home.resolve("migrations");
        this.conf = home.resolve("flyway.conf");
        this.source = source;
        this.target = target;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        change(
                t ->
                        t.withFolders(new Folders(folder, null, null))
                                .withFlyway(
                                        new FlywaySettings(
                                                List.of(), null, List.of(), Map.of(), conf)));
    }

    static Site sqlite(Path home) {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path file = home.resolve("site.db");
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        Site site =
                new Site(
                        home,
                        source,
                        Target.of(
                                "site",
                                Engine.SQLITE,
                                Environment.DEVELOPMENT,
                                new Address.File(file)));
        site.sql("create table made(x)", "drop table made");
        return site;
    }

    static Site postgres(Path home) {
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {server.port()});
        source.setDatabaseName(database);
        source.setUser("postgres");
        return new Site(home, source, server.target(database));
    }

    Target target() {
        return target;
    }

    void change(UnaryOperator<Target> how) {
        target = how.apply(target);
    }

    void write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void sql(String... statements) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A row as another program may have written it. */
    void row(int rank, String version, String description, String type, boolean success) {
        sql(
                "insert into flyway_schema_history (installed_rank, version, description, type,"
                        + " script, checksum, installed_by, execution_time, success) values ("
                        + rank
                        + ", "
                        + (version == null ? "null" : "'" + version + "'")
                        + ", '"
                        + description
                        + "', '"
                        + type
                        + "', 'by hand', null, 'someone', 7, "
                        + success
                        + ")");
    }

    FluentConfiguration flyway() {
        FluentConfiguration flyway = Flyway.configure().configuration(settings);
        return flyway.dataSource(source)
                .locations("filesystem:" + folder)
                .placeholders(target.flyway().placeholders())
                .validateOnMigrate(false);
    }

    void migrate() {
        flyway().load().migrate();
    }

    InfoResult info() {
        return flyway().load().info().getInfoResult();
    }

    History history() {
        StringBuilder text = new StringBuilder();
        settings.forEach((k, v) -> text.append(k).append('=').append(v).append('\n'));
        try {
            Files.writeString(conf, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return history(histories);
    }

    /** Reads without touching the settings, so that many may at once. */
    History history(Histories by) {
        try (Session session = SESSIONS.open(target, Purpose.ASK)) {
            return by.read(session, target);
        } catch (SQLException | dev.belay.db.ConnectException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Version or description with state, in order: {@code 1 Success, view Outdated}. */
    String states() {
        return String.join(
                ", ",
                history().migrations().stream()
                        .map(
                                m ->
                                        (m.version() == null ? m.description() : m.version())
                                                + " "
                                                + m.state().words())
                        .toList());
    }
}
