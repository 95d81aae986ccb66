package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.db.Forwarding;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.OnlineCopy;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.store.Home;
import dev.belay.target.Folders;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.testing.HostileNames;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.tool.Tools;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Copies of real databases by the machine's own pg_dump. */
class PostgresqlCopyTest {
    private static final PostgresServer SERVER = PostgresServers.usual();
    private static final String PASSWORD = "canary:7\\b c";
    private static final Tools TOOLS = Tools.ofMachine();

    @TempDir Path folder;

    @BeforeEach
    void needed() {
        assumeTrue(
                PgTools.find(TOOLS, SERVER.major()).tools().isPresent(),
                "no pg_dump and pg_restore for PostgreSQL " + SERVER.major() + " on this machine");
    }

    private Copies copies() {
        return new Copies(
                new Sessions(
                        e -> new PostgresqlDialect(), t -> Secret.of(PASSWORD), Forwarding.NONE),
                OnlineCopy::copy,
                TOOLS,
                () -> new Home(folder.resolve("home"), folder.resolve("logs")),
                Clock.systemUTC());
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static JsonNode manifest(Path copy) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(copy.resolveSibling(copy.getFileName() + ".json")));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static void make(String database) {
        SERVER.run("postgres", "create database " + quoted(database) + " template template0");
    }

    @Test
    void aCopyHoldsOneMomentWhileAnotherWrites() throws Exception {
        String database = SERVER.freshDatabase();
        String role = SERVER.freshRole(PASSWORD.replace("'", "''"));
        SERVER.run(
                database,
                "create table a(id serial primary key, t text)",
                "create table b(id serial primary key, t text)",
                "insert into a(t) select repeat(md5(i::text), 20) from generate_series(1, 4000) i",
                "insert into b(t) select t from a",
                "create table none()",
                "create table parts(i int) partition by range (i)",
                "create table part1 partition of parts for values from (0) to (10)",
                "insert into parts values (1), (2)",
                "insert into none default values",
                "grant usage on schema public to " + role,
                "grant select on all tables in schema public to " + role,
                "grant select on all sequences in schema public to " + role);
        AtomicBoolean enough = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> write(database, enough));

        Path copy =
                copies().take(SERVER.target(database, role), "rollback", "", new Waiting(false));
        enough.set(true);
        writer.join();

        JsonNode rows = manifest(copy).get("rows");
        assertThat(rows.get("public.a").asLong())
                .isGreaterThanOrEqualTo(4000)
                .isEqualTo(rows.get("public.b").asLong());
        assertThat(rows.get("public.part1").asLong()).isEqualTo(2);
        assertThat(rows.get("public.none").asLong()).isEqualTo(1);
        assertThat(rows.has("public.parts")).isFalse();
        assertThat(manifest(copy).get("tool").asString()).startsWith("pg_dump 15");
        assertThat(files()).hasSize(2);
        for (Path file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(
                            new String(
                                    Files.readAllBytes(file),
                                    java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("canary");
        }
    }

    private static void write(String database, AtomicBoolean enough) {
        try (Connection connection = SERVER.admin(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!enough.get()) {
                statement.execute("insert into a(t) values ('x')");
                statement.execute("insert into b(t) values ('x')");
                connection.commit();
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aNameThatReadsLikeAConnectionStringIsADatabase() throws Exception {
        List<String> hostile =
                List.of(
                        "dbname=x host=evil",
                        "host=evil",
                        "postgresql://evil/x",
                        "it's",
                        "back\\slash",
                        "'\";--",
                        "-rf",
                        "new\nline",
                        " leading",
                        "\uD83D\uDC18 elephant");
        for (String name : hostile) {
            String database = "copied " + name;
            String asWritten = name.startsWith("-") || name.contains("=") ? name : database;
            make(asWritten);
            try {
                SERVER.run(asWritten, "create table " + quoted(name) + "(i int)");
                SERVER.run(asWritten, "insert into " + quoted(name) + " values (1), (2), (3)");
                Path copy =
                        copies().take(SERVER.target(asWritten), "rollback", "", new Waiting(false));
                assertThat(manifest(copy).get("rows").get("public." + name).asLong())
                        .as(name)
                        .isEqualTo(3);
            } finally {
                SERVER.run("postgres", "drop database " + quoted(asWritten));
            }
        }
    }

    @Test
    void everyLegalNameOfATableIsCounted() throws Exception {
        String database = SERVER.freshDatabase();
        SortedMap<String, Long> rows = new TreeMap<>();
        long count = 0;
        for (String name : HostileNames.ALL) {
            SERVER.run(database, "create schema " + quoted(name));
            String table = quoted(name) + "." + quoted(name);
            SERVER.run(
                    database,
                    "create table "
                            + table
                            + " as select i, E'\\\\.\\nCOPY x FROM stdin;' t"
                            + " from generate_series(1, "
                            + ++count
                            + ") i");
            rows.put(name + "." + name, count);
        }

        Path copy = copies().take(SERVER.target(database), "rollback", "", new Waiting(false));

        JsonNode counted = manifest(copy).get("rows");
        rows.forEach((table, of) -> assertThat(counted.get(table).asLong()).isEqualTo(of));
        assertThat(counted.size()).isEqualTo(rows.size());
    }

    @Test
    void anArchiveThatWasCutOrChangedIsFound() throws Exception {
        String database = SERVER.freshDatabase();
        SERVER.run(
                database,
                "create table a as select i, md5(i::text) t from generate_series(1, 20000) i");
        Target target = SERVER.target(database);
        Path copy = copies().take(target, "rollback", "", new Waiting(false));
        PgTools pg = PgTools.find(TOOLS, SERVER.major()).tools().orElseThrow();
        SortedMap<String, Long> rows = new TreeMap<>();
        rows.put("public.a", 20_000L);
        byte[] whole = Files.readAllBytes(copy);
        Path broken = folder.resolve("broken");

        readBack(target, pg, copy, rows);
        for (int part = 1; part < 10; part++) {
            Files.write(broken, Arrays.copyOf(whole, whole.length * part / 10));
            assertThatThrownBy(() -> readBack(target, pg, broken, rows))
                    .isInstanceOf(BelayException.class);
        }
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 16;
        Files.write(broken, flipped);
        assertThatThrownBy(() -> readBack(target, pg, broken, rows))
                .isInstanceOf(BelayException.class);
        rows.put("public.b", 0L);
        assertThatThrownBy(() -> readBack(target, pg, copy, rows))
                .isInstanceOf(BelayException.class);
    }

    private static void readBack(Target target, PgTools pg, Path file, SortedMap<String, Long> rows)
            throws IOException {
        ArchiveReading reading = new ArchiveReading(target, pg, new Waiting(false));
        Rows.assertSame(target, rows, reading.rows(file, Opening.NONE));
    }

    @Test
    void aCopyThatIsStoppedLeavesNoFileAndNoSession() throws Exception {
        String database = SERVER.freshDatabase();
        SERVER.run(
                database,
                "create table a as select repeat(md5(i::text), 50) t"
                        + " from generate_series(1, 20000) i");

        assertThatThrownBy(
                        () ->
                                copies().take(
                                                SERVER.target(database),
                                                "rollback",
                                                "",
                                                new Waiting(true)))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().exit()).isEqualTo(ExitCode.CANCELLED));

        assertThat(files()).isEmpty();
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(sessions(database)).isZero());
    }

    private static long sessions(String database) throws Exception {
        try (Connection connection = SERVER.admin("postgres");
                Statement statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select count(*) from pg_stat_activity where datname = '"
                                        + database
                                        + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aTableThatMayNotBeReadIsNotLeftOut() throws Exception {
        String database = SERVER.freshDatabase();
        String role = SERVER.freshRole(PASSWORD);
        SERVER.run(database, "create table mine(i int)", "grant all on schema public to " + role);

        assertThatThrownBy(
                        () ->
                                copies().take(
                                                SERVER.target(database, role),
                                                "rollback",
                                                "",
                                                new Waiting(false)))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("permission denied")
                .hasMessageNotContaining("canary");
        assertThat(files()).isEmpty();
    }

    @Test
    void rowsThatAPolicyHidesAreAnErrorAndNoSmallerBackup() throws Exception {
        String database = SERVER.freshDatabase();
        String role = SERVER.freshRole(PASSWORD.replace("'", "''"));
        SERVER.run(
                database,
                "create table a as select i from generate_series(1, 20) i",
                "alter table a enable row level security",
                "create policy few on a using (i < 10)",
                "grant usage on schema public to " + role,
                "grant select on all tables in schema public to " + role);

        assertThatThrownBy(
                        () ->
                                copies().backUp(
                                                SERVER.target(database, role),
                                                Wish.plain("", "x"),
                                                new Waiting(false)))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().why()).contains("row-level security"));
        assertThat(files()).isEmpty();
    }

    @Test
    void anOlderPgDumpIsAHindranceThatNamesBothVersions() {
        PostgresServer newer = PostgresServers.of(18);
        assumeTrue(PgTools.find(TOOLS, 18).tools().isEmpty(), "this machine has a pg_dump 18");
        Target target = newer.target("postgres");

        assertThat(copies().hindrance(target)).get().asString().contains("15.").contains("18");
        assertThat(copies().hindrance(SERVER.target("postgres"))).isEmpty();
        assertThat(PgTools.find(new Tools(List.of()), 15).hindrance()).contains("no pg_dump");
    }

    @Test
    void aFullDiskIsNamedWithItsSpaceAndNothingStays() throws Exception {
        String database = SERVER.freshDatabase();
        SERVER.run(
                database,
                "create table a as select gen_random_uuid()::text || gen_random_uuid() t"
                        + " from generate_series(1, 60000) i");
        Path small = Files.createDirectory(folder.resolve("small"));
        boolean mounted =
                new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "x", small.toString())
                                .start()
                                .waitFor()
                        == 0;
        assumeTrue(mounted, "no small file system can be mounted here");
        try {
            Target target = SERVER.target(database).withFolders(new Folders(null, null, small));
            assertThatThrownBy(() -> copies().take(target, "rollback", "", new Waiting(false)))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> assertThat(e.problem().key()).isEqualTo("backup.full"));
            assertThat(files()).isEmpty();
        } finally {
            new ProcessBuilder("umount", small.toString()).start().waitFor();
        }
    }
}
