package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Target;
import dev.belay.testing.BelayProcess;
import dev.belay.testing.DemoScripts;
import dev.belay.testing.KillRounds;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Workers of a deploy that all initialise at once, each a process with a home of its own; {@code
 * -Dbelay.workers=50 -Dbelay.rounds=20} for the long form.
 */
class InitAtOnceTest {
    private static final int WORKERS = Integer.getInteger("belay.workers", 12);
    private static final int ROUNDS = Integer.getInteger("belay.rounds", 1);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void allEndWellAndOneDoesTheWork(String engine) throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            String url =
                    engine.equals("sqlite")
                            ? "sqlite:" + folder.resolve("shop" + round + ".db")
                            : fresh();
            List<Process> workers = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                Path home = folder.resolve(round + "-" + i);
                workers.add(
                        new KillRounds(home)
                                .start(
                                        "init",
                                        "--json",
                                        "-t",
                                        url,
                                        "--migrations",
                                        scripts(engine)));
            }
            List<String> told = new ArrayList<>();
            for (Process worker : workers) {
                // Little enough is written that no pipe fills before the process ends.
                int exit = worker.waitFor();
                String error =
                        new String(worker.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                told.add(
                        new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                assertThat(exit).as(error).isZero();
                assertThat(error).doesNotContain("BUSY").doesNotContain("already exists");
            }
            assertThat(count(told, "\"status\":\"initialised\"")).as(told.toString()).isEqualTo(1);
            assertThat(count(told, "\"status\":\"already\"")).isEqualTo(WORKERS - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aStatementThatFailsIsToldOnceByEach(String engine) throws Exception {
        Path scripts = Files.createDirectories(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("V1__a.sql"), "create table a (x int);");
        Files.writeString(scripts.resolve("V2__b.sql"), "\ninsert into nowhere values (1);");
        String url = engine.equals("sqlite") ? "sqlite:" + folder.resolve("bad.db") : fresh();
        failing(url, scripts, "", 3, "V2__b.sql:2");
    }

    @Test
    void aMissingRightIsToldOnceByEach() throws Exception {
        PostgresServer server = PostgresServers.usual();
        String role = server.freshRole("secret");
        String database = server.freshDatabase();
        Path scripts = Files.createDirectories(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("V1__a.sql"), "create table a (x int);");
        failing(
                "postgresql://" + role + "@127.0.0.1:" + server.port() + "/" + database,
                scripts,
                "secret",
                2,
                "permission denied for schema public");
    }

    /** So many at once, none of which may hang, end well, or tell of a race. */
    private void failing(String url, Path scripts, String password, int processes, String words)
            throws Exception {
        List<Process> workers = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            ProcessBuilder worker =
                    new ProcessBuilder(
                            BelayProcess.command(
                                    "init", "-q", "-t", url, "--migrations", scripts.toString()));
            worker.environment().put("BELAY_HOME", folder.resolve("failing" + i).toString());
            worker.environment().put("BELAY_PASSWORD", password);
            workers.add(worker.start());
        }
        for (Process worker : workers) {
            assertThat(worker.waitFor(2, TimeUnit.MINUTES)).as("it ended").isTrue();
            String error =
                    new String(worker.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(worker.exitValue()).as(error).isEqualTo(1);
            assertThat(error)
                    .containsOnlyOnce(words)
                    .doesNotContain("BUSY")
                    .doesNotContain("already exists")
                    .doesNotContain("\tat ");
            assertThat(error.lines()).hasSize(2);
        }
    }

    private static long count(List<String> told, String part) {
        return told.stream().filter(t -> t.contains(part)).count();
    }

    private static String scripts(String engine) {
        return DemoScripts.of(Engine.valueOf(engine.toUpperCase(Locale.ROOT))).toString();
    }

    private static String fresh() {
        PostgresServer server = PostgresServers.usual();
        Target target = server.target(server.freshDatabase());
        Address.Server address = (Address.Server) target.address();
        return "postgresql://"
                + address.user()
                + "@"
                + address.host()
                + ":"
                + address.port()
                + "/"
                + address.database();
    }
}
