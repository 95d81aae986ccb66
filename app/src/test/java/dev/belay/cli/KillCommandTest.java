package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.activity.Micros;
import dev.belay.message.ExitCode;
import dev.belay.operation.Twin;
import dev.belay.operation.Victim;
import dev.belay.operation.Victims;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command against a real server: what it prints, and with which code it ends. */
class KillCommandTest {
    @TempDir Path folder;
    private final PostgresServer server = PostgresServers.usual();
    private Spoken command;
    private String database;
    private Connection victim;
    private String pid;

    @BeforeEach
    void open() throws Exception {
        command = new Spoken(folder);
        database = server.freshDatabase();
        victim = server.admin(database);
        execute("set application_name = 'billing'", "create table orders (id int)");
        pid = answer("select pg_backend_pid()");
    }

    @AfterEach
    void close() throws Exception {
        victim.close();
        command.close();
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = victim.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private String answer(String sql) throws SQLException {
        try (Connection other = server.admin(database);
                Statement statement =
                        (sql.contains("backend_pid") ? victim : other).createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private String start(String column) throws SQLException {
        return answer("select " + column + "::text from pg_stat_activity where pid = " + pid);
    }

    private String url() {
        return "postgresql://postgres@127.0.0.1:" + server.port() + "/" + database;
    }

    private void kill(ExitCode expected, String... more) {
        command.run(
                expected,
                Stream.concat(Stream.of("kill", pid, "-t", url()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private JsonNode json(ExitCode expected, String... more) {
        kill(expected, Stream.concat(Stream.of(more), Stream.of("--json")).toArray(String[]::new));
        return new ObjectMapper().readTree(command.out());
    }

    @Test
    void anIdleSessionIsPlannedRefusedWithoutItsNameAndEnded() throws Exception {
        victim.setAutoCommit(false);
        execute("insert into orders values (1)");
        String started = start("backend_start");
        JsonNode plan = json(ExitCode.DONE, "--started", started, "--terminate", "--dry-run");
        assertThat(plan.get("operation").asString()).isEqualTo("kill");
        assertThat(plan.get("confirm").asString()).isEqualTo(database);
        assertThat(plan.get("risk").asString()).isEqualTo("destructive");
        assertThat(plan.get("steps").get(0).get("sql").asString()).contains("pg_terminate_backend");
        assertThat(plan.get("warnings").get(0).asString()).contains("billing of postgres");

        JsonNode refused = json(ExitCode.REFUSED, "--started", started, "--terminate");
        assertThat(refused.get("signalled").asBoolean()).isFalse();
        assertThat(refused.get("gone").isNull()).isTrue();
        assertThat(refused.get("plan").get("confirm").asString()).isEqualTo(database);
        assertThat(victim.isValid(1)).isTrue();

        JsonNode done =
                json(ExitCode.DONE, "--started", started, "--terminate", "--confirm", database);
        assertThat(done.get("pid").asString()).isEqualTo(pid);
        assertThat(done.get("signalled").asBoolean()).isTrue();
        assertThat(done.get("gone").asBoolean()).isTrue();
        assertThat(done.get("freed").asInt()).isZero();
        assertThat(victim.isValid(1)).isFalse();

        JsonNode again =
                json(ExitCode.REFUSED, "--started", started, "--terminate", "--confirm", database);
        assertThat(again.get("signalled").asBoolean()).isFalse();
        assertThat(command.err()).contains("no session of this server has pid");
    }

    @Test
    void aQueryIsCancelledByItsTransactionAlone() throws Exception {
        Thread running =
                Thread.startVirtualThread(
                        () -> {
                            try {
                                execute("select pg_sleep(60)");
                            } catch (SQLException e) {
                                assertThat(e.getSQLState()).isEqualTo("57014");
                            }
                        });
        Awaitility.await().until(() -> "active".equals(start("state")));
        String started = start("backend_start");
        String now = start("xact_start");
        kill(ExitCode.USAGE, "--started", started, "--confirm", database);
        assertThat(command.err()).contains("--xact");
        String other = now.replaceFirst("^2", "1");
        kill(ExitCode.REFUSED, "--started", started, "--xact", other, "--confirm", database);
        assertThat(command.err()).contains("is in another transaction by now");
        kill(ExitCode.DONE, "--started", started, "--xact", now, "--confirm", database);
        assertThat(command.out())
                .endsWith(
                        "what pid " + pid + " did was cancelled; nobody waited for that to end\n");
        running.join();
        assertThat(victim.isValid(1)).isTrue();
        kill(ExitCode.USAGE, "--started", "yesterday", "--terminate", "--confirm", database);
        assertThat(command.err()).contains("--started is 'yesterday'");
    }

    @Test
    void ofSeveralThatAreGoneEachIsTold() {
        String moment = "2026-11-21T21:33:13.123456Z";
        command.run(
                ExitCode.REFUSED,
                "kill",
                "1",
                "2",
                "--started",
                moment,
                "--started",
                moment,
                "--terminate",
                "--confirm",
                database,
                "-t",
                url());
        assertThat(command.err()).contains("pid 1, or not any more; ", "pid 2, or not any more");
    }

    @Test
    void severalAreEndedTogetherByTheTwinOfTheirPlan() throws Exception {
        try (Connection second = server.admin(database)) {
            victim.setAutoCommit(false);
            execute("insert into orders values (1)");
            Victim one =
                    new Victim(
                            Integer.parseInt(pid), moment("backend_start"), moment("xact_start"));
            String first = pid;
            pid = backend(second);
            Victim two = new Victim(Integer.parseInt(pid), moment("backend_start"), null);
            Twin twin =
                    Twin.of(
                            server.target(database),
                            Victims.terminate(List.of(one, two)).request());

            List<String> words = new ArrayList<>(twin.words().subList(1, twin.words().size()));
            words.addAll(List.of("--confirm", database, "--json"));
            words.add(1, "1");
            words.add(words.indexOf("--started"), "--started");
            words.add(words.indexOf("--started") + 1, "2026-11-21T21:33:13.123456Z");
            words.add(words.indexOf("--terminate"), "--xact=-");
            command.run(ExitCode.PARTLY, words.toArray(String[]::new));

            JsonNode ends = new ObjectMapper().readTree(command.out()).get("sessions");
            assertThat(ends)
                    .extracting(e -> e.get("pid").asString())
                    .containsExactly("1", first, pid);
            assertThat(ends)
                    .extracting(e -> e.get("signalled").asBoolean())
                    .containsExactly(false, true, true);
            assertThat(ends.get(0).get("reason").asString()).contains("or not any more");
            assertThat(ends.get(1).get("reason").isNull()).isTrue();
            assertThat(victim.isValid(1) || second.isValid(1)).isFalse();
        }
    }

    @Test
    void eachOfSeveralNeedsItsOwnMoments() throws Exception {
        String started = start("backend_start");
        kill(ExitCode.USAGE, "1", "--started", started, "--terminate", "--confirm", database);
        assertThat(command.err()).contains("2 pids were given, with 1 times --started");
        kill(ExitCode.USAGE, pid, "--started", started, "--started", started, "--terminate");
        assertThat(command.err()).contains("a pid is given twice");
    }

    private Instant moment(String column) throws SQLException {
        return Micros.read(start(column)).orElseThrow();
    }

    private static String backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void aFileHasNoSessions() {
        command.run(ExitCode.DONE, "demo", "--headless");
        command.run(
                ExitCode.INCOMPATIBLE,
                "kill",
                "12",
                "-t",
                "demo",
                "--started",
                "2026-11-21T21:33:13.123456Z",
                "--terminate",
                "--confirm",
                "shop.db");
        assertThat(command.err()).contains("SQLite has no sessions");
    }
}
