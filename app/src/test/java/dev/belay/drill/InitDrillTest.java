package dev.belay.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.history.Histories;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.testing.Around;
import dev.belay.testing.BelayProcess;
import dev.belay.testing.DemoScripts;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.tool.OwnProgram;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Drills with real processes, on a real file and a real server. */
class InitDrillTest {
    private static final OwnProgram BELAY = new OwnProgram(BelayProcess.command());
    private static final String PASSWORD = "se:cret \\canary";

    @TempDir Path folder;

    /** Left in the folder for temporary files of the drills that are commands. */
    private List<String> scratchFolders() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("tmp"))) {
            return all.map(Path::toString).filter(f -> f.contains("belay-scratch-")).toList();
        }
    }

    private static List<String> scratchDatabases() throws SQLException {
        try (var connection = PostgresServers.usual().admin("postgres");
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select array(select datname::text from pg_database where datname"
                                        + " like 'belay\\_scratch%')")) {
            rows.next();
            return List.of((String[]) rows.getArray(1).getArray());
        }
    }

    private Target target(Engine engine) throws SQLException {
        Target bare =
                switch (engine) {
                    case SQLITE -> file("shop.db");
                    default -> {
                        PostgresServer server = PostgresServers.usual();
                        String role = server.freshRole(PASSWORD);
                        server.run("postgres", "alter role " + role + " createdb");
                        String database = server.freshDatabase();
                        server.run("postgres", "alter database " + database + " owner to " + role);
                        yield server.target(database, role);
                    }
                };
        Path scripts = DemoScripts.of(engine);
        return bare.withFolders(new Folders(scripts, scripts.resolve("seeds"), null));
    }

    private Target file(String name) throws SQLException {
        Path file = folder.resolve(name);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("create table precious (x)");
        }
        return Target.of("shop", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file));
    }

    private static Sessions sessions() {
        return new Sessions(
                engine -> engine == Engine.SQLITE ? new SqliteDialect() : new PostgresqlDialect(),
                target -> target.engine() == Engine.SQLITE ? null : Secret.of(PASSWORD),
                Forwarding.NONE);
    }

    private InitDrill drill(OwnProgram belay) {
        return new InitDrill(sessions(), new Histories(), belay, Around.in(folder), told -> {});
    }

    private Drilled drilled(OwnProgram belay, Target target, int workers) throws Exception {
        try (Session session = sessions().open(target, Purpose.ASK)) {
            return drill(belay).run(target, session, workers, false);
        } finally {
            assertThat(scratchDatabases()).isEmpty();
        }
    }

    private Path script(String name, String sql) throws IOException {
        Path scripts = Files.createDirectories(folder.resolve("scripts"));
        Files.writeString(scripts.resolve(name), sql);
        return scripts;
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void allEndWellOneDoesTheWorkAndNoUpdateIsLost(Engine engine) throws Exception {
        Target target = target(engine);

        Drilled drilled = drilled(BELAY, target, 3);

        assertThat(drilled.passed()).as(drilled.toString()).isTrue();
        assertThat(drilled.rounds()).hasSize(engine == Engine.SQLITE ? 2 : 1);
        assertThat(drilled.initialised()).isEqualTo(1);
        assertThat(drilled.identical()).isTrue();
        Drilled.Updates updates = drilled.updates();
        assertThat(updates).isNotNull();
        assertThat(updates.made()).isEqualTo(75L * drilled.rounds().size());
        assertThat(updates.conflicts()).isPositive();
        assertThat(updates.lost()).isZero();
        try (Session session = sessions().open(target, Purpose.ASK)) {
            assertThat(session.all("table-names", row -> row.getString("name")))
                    .as("the target itself")
                    .isEqualTo(engine == Engine.SQLITE ? List.of("precious") : List.of());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void aStatementThatFailsIsToldOnceWithItsPlace(Engine engine) throws Exception {
        script("V1__a.sql", "create table a (x int);");
        Path scripts =
                script("V2__b.sql", "create table b (x int);\n\ninsert into nowhere values (1);");
        Target target =
                target(engine).withFolders(new Folders(scripts, folder.resolve("none"), null));

        assertThatThrownBy(() -> drilled(BELAY, target, 4))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> {
                            assertThat(e.problem().key()).isEqualTo("drill.alone");
                            assertThat(e.problem().exit()).isEqualTo(ExitCode.FAILED);
                            assertThat(e.problem().why())
                                    .containsOnlyOnce("V2__b.sql:3")
                                    .contains("insert into nowhere");
                        });
    }

    @Test
    void aFolderThatIsMissingOrEmptyIsToldBeforeAnythingIsStarted() throws Exception {
        Target target = file("x.db");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        OwnProgram never = new OwnProgram(List.of("/nowhere/belay"));
        Target wrong = target.withFolders(new Folders(folder.resolve("wrong"), empty, null));
        Target nothing = target.withFolders(new Folders(empty, empty, null));

        assertThatThrownBy(() -> drilled(never, wrong, 4))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().line()).contains("wrong"));
        assertThatThrownBy(() -> drilled(never, nothing, 4))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().key()).isEqualTo("drill.nothing"));
    }

    @Test
    void processesThatFailAreCountedAndToldWithTheirWords() throws Exception {
        Path scripts = script("V1__a.sql", "create table a (x int);");
        Target target =
                file("x.db").withFolders(new Folders(scripts, folder.resolve("none"), null));
        // The first is the one that is alone; of the four of each round two die.
        Path count = Files.createDirectory(folder.resolve("count"));
        String wrapper =
                "n=0; while ! mkdir "
                        + count
                        + "/$n 2> /dev/null; do n=$((n + 1)); done;"
                        + " case $n in 1|2|5|6) echo 'it broke' >&2; exit 7;; esac; exec \"$@\"";
        List<String> command =
                Stream.concat(Stream.of("sh", "-c", wrapper, "sh"), BELAY.command().stream())
                        .toList();

        Drilled drilled = drilled(new OwnProgram(command), target, 4);

        assertThat(drilled.passed()).isFalse();
        assertThat(drilled.failures()).isEqualTo(4);
        assertThat(drilled.rounds().getFirst().failures())
                .containsExactly(Map.entry("it ended with 7: it broke", 2));
        assertThat(drilled.identical()).isTrue();
        assertThat(drilled.updates()).as("there is no table projects").isNull();
    }

    @Test
    void rowsThatDifferFromThoseOfOneAloneAndLostUpdatesAreTold() throws Exception {
        script(
                "V1__a.sql",
                """
                create table log (x int);
                insert into log with recursive n(i) as (select 1 union all select i + 1 from n
                  where i < 2 + abs(random()) % 100000) select i from n;
                """);
        Path scripts =
                script(
                        "V2__projects.sql",
                        """
                        create table projects (id integer primary key, version int not null);
                        insert into projects values (7, 1);
                        create trigger forgets after update on projects when new.version = 5
                        begin update projects set version = 4; end;
                        """);
        Target target =
                file("x.db").withFolders(new Folders(scripts, folder.resolve("none"), null));

        Drilled drilled = drilled(BELAY, target, 2);

        assertThat(drilled.failures()).isZero();
        assertThat(drilled.identical()).isFalse();
        assertThat(drilled.rounds().getFirst().differences())
                .singleElement()
                .asString()
                .contains("log has");
        assertThat(drilled.updates()).isNotNull();
        assertThat(drilled.updates().lost()).isPositive();
        assertThat(drilled.passed()).isFalse();
    }

    private Process command(Target target, Path scripts) throws IOException {
        List<String> words =
                new ArrayList<>(
                        BelayProcess.command(
                                "drill",
                                "init",
                                "--workers=2",
                                "--target",
                                TargetUrl.of(target).withoutPassword(),
                                "--migrations",
                                scripts.toString()));
        // Other processes of this machine have scratch folders as well.
        words.add(1, "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("BELAY_HOME", folder.resolve("home").toString());
        builder.environment().put("BELAY_PASSWORD", PASSWORD);
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("told").toFile())
                .start();
    }

    /** Scripts that take so long that the drill is at work whenever it is looked at. */
    private Path slow(Engine engine) throws IOException {
        return script(
                "V1__slow.sql",
                engine == Engine.POSTGRESQL
                        ? "select pg_sleep(120);"
                        : "create table a as with recursive n(i) as (select 1 union all select i"
                                + " + 1 from n where i < 2000000000) select max(i) as x from n;");
    }

    /** Those that initialise; what a library starts for a moment is none. */
    private static List<ProcessHandle> children(Process process) {
        return process.descendants()
                .filter(p -> p.info().command().orElse("").endsWith("java"))
                .toList();
    }

    private interface Blow {
        void on(Process drill, List<ProcessHandle> children) throws Exception;
    }

    /** Starts a drill, and deals it a blow while its first process is at work. */
    private void struck(Target target, Blow blow) throws Exception {
        Process drill = command(target, slow(target.engine()));
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> !children(drill).isEmpty());
            Thread.sleep(1500);
            List<ProcessHandle> children = children(drill);
            assertThat(children).as(told()).isNotEmpty();
            for (ProcessHandle child : children) {
                Path proc = Path.of("/proc", Long.toString(child.pid()));
                for (String told : List.of("environ", "cmdline")) {
                    assertThat(Files.readAllBytes(proc.resolve(told)))
                            .asString(StandardCharsets.UTF_8)
                            .contains(told.equals("environ") ? "BELAY_CHILD" : "--lock-wait")
                            .doesNotContain("canary");
                }
            }
            blow.on(drill, children);
        } finally {
            drill.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void aSignalEndsAllProcessesAndTakesTheScratchAway(Engine engine) throws Exception {
        struck(
                target(engine),
                (drill, children) -> {
                    drill.destroy();
                    assertThat(drill.waitFor()).as(told()).isEqualTo(130);
                    assertThat(children).noneMatch(ProcessHandle::isAlive);
                });

        assertThat(scratchFolders()).isEmpty();
        assertThat(scratchDatabases()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void whatAKilledDrillLeftEndsByItselfAndIsTakenAwayByTheNext(Engine engine) throws Exception {
        Target target = target(engine);
        struck(
                target,
                (drill, children) -> {
                    drill.destroyForcibly().waitFor();
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
                });
        assertThat(scratchFolders()).isNotEmpty();

        script("V1__slow.sql", "create table quick (x int);");
        assertThat(command(target, folder.resolve("scripts")).waitFor()).as(told()).isZero();

        assertThat(scratchFolders()).isEmpty();
        assertThat(scratchDatabases()).isEmpty();
    }

    private String told() throws IOException {
        return Files.readString(folder.resolve("told"), StandardCharsets.UTF_8);
    }
}
