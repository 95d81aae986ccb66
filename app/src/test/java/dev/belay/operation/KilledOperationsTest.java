package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.testing.DemoScripts;
import dev.belay.testing.KillRounds;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The fast form; {@code -Dbelay.kills=300} asks for as many kills an engine, and {@code
 * -Dbelay.kills.seed} for other moments.
 */
class KilledOperationsTest {
    private static final int KILLS = Integer.getInteger("belay.kills", 6);
    private static final long SEED = Long.getLong("belay.kills.seed", 20_261_121L);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void aKilledCommandLosesNothingOnSqlite(String journal) throws Exception {
        Path file = folder.resolve("shop.db");
        Path other = folder.resolve("other.db");
        for (Path each : List.of(file, other)) {
            try (Connection c = sqlite(each);
                    Statement s = c.createStatement()) {
                s.execute("PRAGMA journal_mode = " + journal);
                s.execute("create table x (a int)");
                s.execute("drop table x");
            }
        }
        Target target = target("shop", file);
        run(
                target,
                () -> sqlite(file),
                target("other", other),
                () -> sqlite(other),
                KilledOperationsTest::sqliteContent);
    }

    @Test
    void aKilledCommandLosesNothingOnPostgresql() throws Exception {
        PostgresServer server = PostgresServers.usual();
        Target target = server.target(server.freshDatabase());
        Target other = server.target(server.freshDatabase());
        run(
                target,
                () -> admin(server, target),
                other,
                () -> admin(server, other),
                KilledOperationsTest::postgresContent);
    }

    private void run(
            Target target,
            Supplier<Connection> outside,
            Target other,
            Supplier<Connection> outsideOther,
            KilledOperations.Content content)
            throws Exception {
        Path scripts = DemoScripts.of(target.engine());
        List<List<String>> states;
        List<String> whole;
        Path one = Files.createDirectories(folder.resolve("one-by-one"));
        try (Workshop workshop = new Workshop(Files.createDirectories(folder.resolve("w")))) {
            states = KilledOperations.states(workshop, other, one, scripts, content, outsideOther);
            workshop.run(
                    other.withFolders(new dev.belay.target.Folders(one, null, null)),
                    workshop.migrate(
                            other.withFolders(new dev.belay.target.Folders(one, null, null))));
            try (Connection c = outsideOther.get()) {
                whole = content.of(c);
            }
        }
        KilledOperations.Tally tally =
                new KilledOperations(
                                new KillRounds(folder.resolve("home"), SEED),
                                target,
                                scripts,
                                content,
                                outside)
                        .run(KILLS, states, whole);
        System.out.printf(
                "%s: %d commands, %d killed, %d told of it%n",
                target.engine().title(), KILLS, tally.killed(), tally.told());
        assertThat(tally.killed()).isPositive();
    }

    private static Target target(String name, Path file) {
        return Target.of(name, Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file));
    }

    private static Connection sqlite(Path file) {
        try {
            return DriverManager.getConnection("jdbc:sqlite:" + file);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection admin(PostgresServer server, Target target) {
        try {
            return server.admin(target.databaseName());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> sqliteContent(Connection connection) throws SQLException {
        List<String> content =
                texts(
                        connection,
                        "select type || ' ' || name || ' ' || coalesce(sql, '') from sqlite_schema"
                                + " where tbl_name not like 'flyway%' order by 1");
        for (String table :
                texts(
                        connection,
                        "select name from sqlite_schema where type = 'table' and name not like"
                                + " 'flyway%' order by 1")) {
            content.add(table + texts(connection, "select count(*) from \"" + table + "\""));
        }
        assertThat(texts(connection, "PRAGMA integrity_check")).containsExactly("ok");
        return content;
    }

    private static List<String> postgresContent(Connection connection) throws SQLException {
        return texts(
                connection,
                """
                select 'column ' || table_name || ' ' || column_name || ' ' || data_type
                  from information_schema.columns
                 where table_schema = 'public' and table_name not like 'flyway%'
                union all
                select 'index ' || indexdef from pg_indexes
                 where schemaname = 'public' and tablename not like 'flyway%'
                union all
                select 'constraint ' || conname || pg_get_constraintdef(oid) from pg_constraint
                 where connamespace = 'public'::regnamespace and conrelid::regclass::text not like 'flyway%'
                union all
                select 'view ' || viewname || definition from pg_views where schemaname = 'public'
                order by 1
                """);
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
