package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.Wiring;
import dev.belay.operation.HostileOperations.Names;
import dev.belay.operation.HostileOperations.Thing;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.FlywaySettings;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.testing.Around;
import dev.belay.testing.HostileNames;
import dev.belay.testing.NoCopies;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every hostile name as that of a table, a column and a seed set, the worst as that of their
 * database and schema too, through every operation; {@code -Dbelay.hostile=all} for every name as
 * all of these at once, and as each of them alone.
 */
class HostileOperationsTest {
    private static final boolean ALL = "all".equals(System.getProperty("belay.hostile"));
    private static final List<String> WORST =
            List.of(
                    "'\";--",
                    "${x}",
                    "%s%n%d",
                    " leading",
                    "dbname=x host=evil",
                    "-rf",
                    "new\nline");
    private static final PostgresServer SERVER = PostgresServers.usual();
    private static final String HISTORY = FlywaySettings.DEFAULT_TABLE;

    @TempDir static Path folder;
    private static Wiring wiring;
    private static int count;

    @BeforeAll
    static void start() {
        wiring = new Wiring(Around.homeIn(folder));
    }

    @AfterAll
    static void end() {
        wiring.close();
    }

    static Stream<Names> names() {
        // All at once in one database; then each of the worst, or of all, as everything there is.
        Stream<Names> all =
                Stream.of(
                        new Names(
                                "all of them",
                                "'\";--",
                                HostileNames.ALL.stream().map(n -> new Thing(n, n, n)).toList()));
        return Stream.concat(
                all,
                (ALL ? HostileNames.ALL : WORST)
                        .stream()
                                .flatMap(
                                        n ->
                                                ALL
                                                        ? Stream.of(
                                                                named(n, n, n, n, n),
                                                                named(n, "s", "t", "c", "set"),
                                                                named("d", n, "t", "c", "set"),
                                                                named("d", "s", n, "c", "set"),
                                                                named("d", "s", "t", n, "set"),
                                                                named("d", "s", "t", "c", n))
                                                        : Stream.of(named(n, n, n, n, n))));
    }

    private static Names named(
            String database, String schema, String table, String column, String set) {
        return new Names(database, schema, List.of(new Thing(table, column, set)));
    }

    /** What stands in a name as a placeholder of Flyway's means itself. */
    private Target target(
            String name, Engine engine, Address address, List<String> schemas, Path own) {
        return wiring.targets()
                .add(
                        Target.of(name, engine, Environment.DEVELOPMENT, address)
                                .withFolders(
                                        new Folders(
                                                own.resolve("migrations"),
                                                own.resolve("seeds"),
                                                null))
                                .withOptions(
                                        schemas.isEmpty()
                                                ? Map.of()
                                                : Map.of(
                                                        TargetUrl.SEARCH_PATH,
                                                        HostileOperations.quoted(
                                                                schemas.getFirst())))
                                .withFlyway(
                                        new FlywaySettings(
                                                schemas,
                                                null,
                                                List.of(),
                                                Map.of("x", "${x}"),
                                                null)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void onSqlite(Names names) throws Exception {
        Path own = Files.createDirectories(folder.resolve("s" + ++count));
        Path file = Files.createDirectory(own.resolve("database")).resolve(names.database());
        Names here = new Names(names.database(), "main", names.things());
        Target target = target("s" + count, Engine.SQLITE, new Address.File(file), List.of(), own);
        HostileOperations operations =
                new HostileOperations(wiring, target, here, new SqliteOutside(file));

        operations.scripts();
        operations.run();

        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(names.database(), names.database() + ".belay-lock");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void onPostgresql(Names names) throws Exception {
        Path own = Files.createDirectories(folder.resolve("p" + ++count));
        String database = HostileOperations.quoted(names.database());
        SERVER.run("postgres", "create database " + database + " template template0");
        PostgresOutside server = new PostgresOutside("postgres");
        List<String> others = server.texts(PostgresOutside.OTHERS);
        try {
            Target target =
                    target(
                            "p" + count,
                            Engine.POSTGRESQL,
                            SERVER.address(names.database(), "postgres"),
                            List.of(names.schema()),
                            own);
            HostileOperations operations =
                    new HostileOperations(
                            wiring, target, names, new PostgresOutside(names.database()));
            operations.scripts();
            operations.run();
            assertThat(server.texts(PostgresOutside.OTHERS)).isEqualTo(others);
        } finally {
            SERVER.run("postgres", "drop database " + database + " with (force)");
        }
    }

    /** What a shell makes of the line that the window offers to copy. */
    @Test
    void theCommandToCopyMeansTheSameToAShell() throws Exception {
        for (String name : HostileNames.ALL) {
            Target target =
                    Target.of(
                                    name,
                                    Engine.POSTGRESQL,
                                    Environment.STAGING,
                                    SERVER.address(name, "postgres"))
                            .withFolders(new Folders(folder.resolve(name), null, null));
            Twin twin = Twin.of(target, Request.of("seed", Seed.SET, name));
            Process shell =
                    new ProcessBuilder(
                                    "sh",
                                    "-c",
                                    "belay() { printf '%s\\0' belay \"$@\"; }; " + twin.line())
                            .directory(folder.toFile())
                            .start();
            String told = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(List.of(told.split("\0", -1)))
                    .startsWith(twin.words().toArray(String[]::new));
            assertThat(told.chars().filter(c -> c == 0)).hasSize(twin.words().size());
        }
    }

    @Test
    void aPlaceholderOfFlywaysInANameIsToldAsOneThatHasNoValue() throws Exception {
        Path own = Files.createDirectories(folder.resolve("placeholder"));
        Path file = own.resolve("x.db");
        Target target =
                target("placeholder", Engine.SQLITE, new Address.File(file), List.of(), own);
        Files.writeString(
                Files.createDirectories(target.migrations()).resolve("V1__a.sql"),
                "create table \"${y}\" (a int);");
        Init init =
                new Init(
                        target,
                        wiring.sessions(),
                        wiring.histories(),
                        new Safeguard(new NoCopies(), true));
        assertThat(wiring.runner().plan(target, init).blockers())
                .singleElement()
                .satisfies(
                        b ->
                                assertThat(b.why())
                                        .contains(
                                                "V1__a.sql", "line 1, column 1: No value", "${y}"));
        assertThat(file).doesNotExist();
    }

    @Test
    void aSchemaThatFlywayWouldTakeForAnotherIsRefused() throws Exception {
        String database = SERVER.freshDatabase();
        Path own = Files.createDirectories(folder.resolve("blanks"));
        Target target =
                target(
                        "blanks",
                        Engine.POSTGRESQL,
                        SERVER.address(database, "postgres"),
                        List.of(" app"),
                        own);
        Files.writeString(
                Files.createDirectories(target.migrations()).resolve("V1__a.sql"),
                "create table a (a int);");
        Migrate migrate =
                new Migrate(target, wiring.histories(), new Safeguard(new NoCopies(), true), null);
        assertThat(wiring.runner().plan(target, migrate).blockers())
                .singleElement()
                .satisfies(b -> assertThat(b.why()).contains("' app'"));
    }

    private record SqliteOutside(Path file) implements HostileOperations.Outside {
        private Connection open() throws Exception {
            // As a program would that knows of no options in a file's name.
            String uri = file.toUri().getRawPath();
            return DriverManager.getConnection("jdbc:sqlite:file:" + uri);
        }

        @Override
        public List<String> objects() throws Exception {
            return texts(
                    "select 'main.' || s.name || '(' || (select group_concat(c.name, ',') from"
                            + " pragma_table_xinfo(s.name) c) || ')' from sqlite_schema s where"
                            + " s.type in ('table', 'view') and s.name <> '"
                            + HISTORY
                            + "' order by s.name");
        }

        @Override
        public void run(String sql) throws Exception {
            try (Connection c = open();
                    Statement s = c.createStatement()) {
                s.execute(sql);
            }
        }

        @Override
        public List<String> texts(String sql) throws Exception {
            try (Connection c = open();
                    Statement statement = c.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }
    }

    private record PostgresOutside(String database) implements HostileOperations.Outside {
        private static final String OTHERS =
                "select datname from pg_database union all select rolname from pg_roles order by 1";

        @Override
        public List<String> objects() throws Exception {
            return texts(
                    "select n.nspname || '.' || c.relname || '(' || (select string_agg(attname, ','"
                            + " order by attnum) from pg_attribute where attrelid = c.oid and"
                            + " attnum > 0 and not attisdropped) || ')' from pg_class c join"
                            + " pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r',"
                            + " 'v', 'p', 'm', 'f') and n.nspname not in ('pg_catalog',"
                            + " 'information_schema') and n.nspname not like 'pg\\_toast%' and"
                            + " c.relname <> '"
                            + HISTORY
                            + "' order by n.nspname collate \"C\", c.relname collate \"C\"");
        }

        @Override
        public void run(String sql) throws Exception {
            SERVER.run(database, sql);
        }

        @Override
        public List<String> texts(String sql) {
            return SERVER.texts(database, sql);
        }
    }
}
