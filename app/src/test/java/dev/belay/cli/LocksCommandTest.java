package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.belay.message.ExitCode;
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
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** {@code belay locks}, {@code sessions} and {@code pool} beside real waits. */
class LocksCommandTest {
    private final PostgresServer server = PostgresServers.usual();
    @TempDir Path folder;
    private Spoken command;

    @BeforeEach
    void begin() {
        command = new Spoken(folder);
    }

    @AfterEach
    void end() {
        command.close();
    }

    private JsonNode json(String name, String target) {
        command.run(ExitCode.DONE, "--json", name, "-t", target);
        return new ObjectMapper().readTree(command.out());
    }

    private static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aWaitIsToldWithItsRootItsObjectAndItsTime() throws Exception {
        String database = server.freshDatabase();
        server.run(database, "CREATE TABLE orders (id int)");
        String url = "postgresql://postgres@127.0.0.1:" + server.port() + "/" + database;
        try (Connection holder = server.admin(database);
                Connection waiter = server.admin(database)) {
            execute(holder, "SET application_name = 'billing'");
            holder.setAutoCommit(false);
            execute(holder, "LOCK TABLE orders");
            int root = pid(holder);
            int pid = pid(waiter);
            Thread thread =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            execute(waiter, "SELECT * FROM orders");
                                        } catch (SQLException e) {
                                            throw new IllegalStateException(e);
                                        }
                                    });
            Awaitility.await().until(() -> json("locks", url).get("waiting").asInt() == 1);
            JsonNode told = json("locks", url);
            JsonNode first = told.get("roots").get(0);
            assertThat(first.get("pid").asInt()).isEqualTo(root);
            assertThat(first.get("application").asString()).isEqualTo("billing");
            assertThat(first.get("state").asString()).isEqualTo("idle in transaction");
            assertThat(first.get("blocks").asInt()).isEqualTo(1);
            assertThat(first.get("xactStart").asString()).matches("....-..-..T..:..:..\\.\\d{6}Z");
            JsonNode wait = first.get("waiters").get(0);
            assertThat(wait.get("pid").asInt()).isEqualTo(pid);
            assertThat(wait.get("mode").asString()).isEqualTo("AccessShareLock");
            assertThat(wait.get("object").asString()).isEqualTo("orders");
            assertThat(wait.get("blockedBy").get(0).asInt()).isEqualTo(root);
            assertThat(wait.get("soft").asBoolean()).isFalse();
            assertThat(wait.get("waitMs").asDouble()).isPositive();

            command.run(ExitCode.DONE, "locks", "-t", url);
            assertThat(command.out())
                    .contains("pid " + root + ", idle in transaction for", "in billing, blocks 1")
                    .contains("└ " + pid)
                    .contains("ACCESS SHARE orders");
            JsonNode mine = session(json("sessions", url), pid);
            assertThat(mine.get("blockedBy").get(0).asInt()).isEqualTo(root);
            assertThat(mine.get("waitEvent").asString()).isEqualTo("Lock: relation");
            JsonNode pool = json("pool", url);
            assertThat(pool.get("waiting").asInt()).isPositive();
            assertThat(pool.get("byApplication").toString()).contains("billing");
            holder.rollback();
            thread.join();
        }
        assertThat(json("locks", url).get("roots")).isEmpty();
    }

    @Test
    void aWaitForARowIsToldAsOneAndWhoMayNotSeeIntoItIsToldWhatHelps() throws Exception {
        String database = server.freshDatabase();
        server.run(
                database,
                "CREATE TABLE orders (id int PRIMARY KEY, n int); INSERT INTO orders VALUES (1,"
                        + " 0)");
        String role = server.freshRole("secret");
        String address = "127.0.0.1:" + server.port() + "/" + database;
        String url = "postgresql://postgres@" + address;
        try (Connection holder = server.admin(database);
                Connection waiter = server.admin(database)) {
            holder.setAutoCommit(false);
            execute(holder, "UPDATE orders SET n = 1 WHERE id = 1");
            Thread thread =
                    Thread.ofVirtual()
                            .start(
                                    () ->
                                            assertThatNoException()
                                                    .isThrownBy(
                                                            () ->
                                                                    execute(
                                                                            waiter,
                                                                            "UPDATE orders SET n ="
                                                                                    + " 2")));
            Awaitility.await().until(() -> json("locks", url).get("waiting").asInt() == 1);
            JsonNode wait = json("locks", url).get("roots").get(0).get("waiters").get(0);
            assertThat(wait.get("lockType").asString()).isEqualTo("transactionid");
            assertThat(wait.get("object").asString()).isEqualTo("orders");
            command.run(ExitCode.DONE, "locks", "-t", url);
            assertThat(command.out())
                    .contains("SHARE row of orders", "blocks 1 session on orders")
                    .doesNotContain("pg_monitor");

            String lesser = "postgresql://" + role + ":secret@" + address;
            JsonNode root = json("locks", lesser).get("roots").get(0);
            assertThat(root.get("permitted").asBoolean()).isFalse();
            assertThat(root.get("query").isNull()).isTrue();
            for (String name : List.of("locks", "sessions")) {
                command.run(ExitCode.DONE, name, "-t", lesser);
                assertThat(command.out()).contains("not be seen into: grant pg_monitor");
            }
            holder.rollback();
            thread.join();
        }
    }

    private static JsonNode session(JsonNode all, int pid) {
        for (JsonNode each : all.get("sessions")) {
            if (each.get("pid").asInt() == pid) {
                return each;
            }
        }
        throw new AssertionError(all);
    }

    @Test
    void whoMayNotSeeIsToldSo() throws Exception {
        String database = server.freshDatabase();
        String role = server.freshRole("secret");
        String url = "postgresql://" + role + ":secret@127.0.0.1:" + server.port() + "/" + database;
        try (Connection other = server.admin(database)) {
            JsonNode mine = session(json("sessions", url), pid(other));
            assertThat(mine.get("permitted").asBoolean()).isFalse();
            assertThat(mine.get("state").isNull()).isTrue();
            assertThat(json("pool", url).get("notPermitted").asInt()).isPositive();
            command.run(ExitCode.DONE, "pool", "-t", url);
            assertThat(command.out()).contains("pg_monitor");
        }
    }

    @Test
    void whoHoldsAFileIsTold() throws Exception {
        Path file = folder.resolve("x.db");
        Process other =
                new ProcessBuilder("sqlite3", file.toString()).redirectErrorStream(true).start();
        try (var in = other.outputWriter()) {
            in.write("create table t(i);\nbegin immediate;\nselect 'held';\n");
            in.flush();
            assertThat(other.inputReader().readLine()).isEqualTo("held");
            command.run(ExitCode.DONE, "locks", "-t", "sqlite:" + file);
            assertThat(command.out()).containsPattern(other.pid() + " +sqlite3 .*reserved");
            assertThat(
                            json("sessions", "sqlite:" + file)
                                    .get("sessions")
                                    .get(0)
                                    .get("pid")
                                    .asLong())
                    .isEqualTo(other.pid());
            assertThat(json("pool", "sqlite:" + file).get("total").asInt()).isEqualTo(1);
        } finally {
            other.destroy();
            other.waitFor();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }
}
