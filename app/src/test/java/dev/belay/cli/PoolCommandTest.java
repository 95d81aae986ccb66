package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;
import dev.belay.testing.PgBouncer;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code belay pool}: what it tells beside the connections, of a pooler, and of a full server. */
class PoolCommandTest {
    private static final String PASSWORD = "secret";

    private final PostgresServer server = PostgresServers.usual();
    @TempDir Path folder;
    private Spoken command;
    private String database;

    @BeforeEach
    void begin() {
        command = new Spoken(folder);
        database = server.freshDatabase();
    }

    @AfterEach
    void end() {
        command.close();
    }

    private JsonNode json(ExitCode exit, String... words) {
        List<String> all = new ArrayList<>(List.of("--json"));
        all.addAll(List.of(words));
        command.run(exit, all.toArray(String[]::new));
        return new ObjectMapper().readTree(command.out());
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String weak() {
        return "postgresql://"
                + server.freshRole(PASSWORD)
                + ":"
                + PASSWORD
                + "@127.0.0.1:"
                + server.port()
                + "/"
                + database;
    }

    @Test
    void statesThatTheRoleMayNotSeeAreUnknown() throws Exception {
        try (Connection hidden = server.admin(database)) {
            assertThat(hidden.isValid(1)).isTrue();
            String url = weak();
            JsonNode pool = json(ExitCode.DONE, "pool", "-t", url);
            assertThat(pool.get("total").asInt()).isPositive();
            for (String state : List.of("active", "idle", "idleInTransaction", "waiting")) {
                assertThat(pool.get(state).isNull()).isTrue();
                assertThat(pool.get("byUser")).anyMatch(row -> row.get(state).isNull());
            }
            command.run(ExitCode.DONE, "pool", "-t", url);
            assertThat(command.out()).containsPattern("– +– +– +– +\\d+");
        }
    }

    @Test
    void theWorkDoneOverTheConnectionsIsTold() throws Exception {
        String url = weak();
        try (Connection admin = server.admin(database)) {
            execute(
                    admin,
                    "CREATE TABLE t AS SELECT g FROM generate_series(1, 200000) g",
                    "SET work_mem = '64kB'",
                    "SELECT g FROM t ORDER BY g DESC");
            admin.setAutoCommit(false);
            execute(admin, "SELECT 1");
            admin.rollback();
        }
        Thread.sleep(Duration.ofMillis(200));
        JsonNode pool = json(ExitCode.DONE, "pool", "-t", url);
        assertThat(pool.get("latencyMs").asDouble()).isPositive();
        JsonNode totals = pool.get("totals");
        assertThat(totals.get("commits").asLong()).isPositive();
        assertThat(totals.get("rollbacks").asLong()).isPositive();
        assertThat(totals.get("deadlocks").asLong()).isZero();
        assertThat(totals.get("tempFiles").asLong()).isPositive();
        assertThat(totals.get("tempBytes").asLong()).isGreaterThan(1_000_000);
        assertThat(totals.get("blocksHit").asLong()).isPositive();
        assertThat(totals.get("blocksRead").isNumber()).isTrue();
        assertThat(totals.get("sessions").asLong()).isPositive();
        assertThat(totals.get("sessionsKilled").asLong()).isZero();
        assertThat(totals.get("sessionsAbandoned").isNumber()).isTrue();
        assertThat(totals.get("sessionsFatal").isNumber()).isTrue();
        assertThat(pool.get("pgbouncer").isNull()).isTrue();
        try (Connection victim = server.admin(database)) {
            server.run(
                    "postgres",
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname ="
                            + " '"
                            + database
                            + "'");
            assertThat(victim.isValid(1)).isFalse();
        }
        Thread.sleep(Duration.ofMillis(200));
        totals = json(ExitCode.DONE, "pool", "-t", url).get("totals");
        assertThat(totals.get("sessionsKilled").asLong()).isEqualTo(1);
        command.run(ExitCode.DONE, "pool", "-t", url);
        assertThat(command.out())
                .contains(" commits, ", " temporary files (", " % of the blocks were in the cache.")
                .contains("by a fatal error, 1 by an operator.")
                .contains("No server counts refused logins.");
    }

    @Test
    void ofAFileItsLogIsToldAndWhatOfItWaits() throws Exception {
        Path file = folder.resolve("shop.db");
        try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            execute(
                    writer,
                    "PRAGMA journal_mode = WAL",
                    "CREATE TABLE t (x)",
                    "INSERT INTO t VALUES (zeroblob(100000))");
            for (String name : List.of("pool", "locks")) {
                JsonNode told = json(ExitCode.DONE, name, "-t", "sqlite:" + file);
                assertThat(told.get("walBytes").asLong()).isGreaterThan(100_000);
                assertThat(told.get("checkpointLagBytes").asLong()).isGreaterThan(100_000);
                command.run(ExitCode.DONE, name, "-t", "sqlite:" + file);
                assertThat(command.out())
                        .containsPattern(
                                "Write-ahead log: 1\\d\\d kB, not copied back into the database"
                                        + " yet: 1\\d\\d kB\\.");
            }
            execute(writer, "PRAGMA wal_checkpoint(PASSIVE)");
            JsonNode told = json(ExitCode.DONE, "pool", "-t", "sqlite:" + file);
            assertThat(told.get("walBytes").asLong()).isGreaterThan(100_000);
            assertThat(told.get("checkpointLagBytes").asLong()).isZero();
        }
        JsonNode told = json(ExitCode.DONE, "pool", "-t", "sqlite:" + file);
        assertThat(told.get("walBytes").asLong()).isZero();
    }

    /** A saved target that names the console of this port; its passwords are in a .pgpass. */
    private void save(String role, int port) throws Exception {
        Path passwords = folder.resolve(".pgpass");
        Files.writeString(passwords, "127.0.0.1:*:*:" + role + ":" + PASSWORD + "\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        command.run(
                ExitCode.DONE,
                "target",
                "add",
                "shop",
                "--url",
                "postgresql://" + role + "@127.0.0.1:" + server.port() + "/" + database,
                "--pgbouncer",
                "127.0.0.1:" + port);
    }

    @Test
    void thePoolsOfThePgBouncerThatTheTargetNamesAreTold() throws Exception {
        PgBouncer.assumeThere();
        String role = server.freshRole(PASSWORD);
        try (PgBouncer bouncer =
                        new PgBouncer(
                                server,
                                "transaction",
                                role,
                                PASSWORD,
                                Files.createDirectory(folder.resolve("bouncer")),
                                "stats_users = " + role);
                Connection client =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:" + bouncer.port() + "/" + database,
                                role,
                                PASSWORD)) {
            execute(client, "SELECT 1");
            save(role, bouncer.port());
            JsonNode told = json(ExitCode.DONE, "pool", "-t", "shop").get("pgbouncer");
            assertThat(told.get("error").isNull()).isTrue();
            assertThat(told.get("console").asString())
                    .isEqualTo(role + "@127.0.0.1:" + bouncer.port() + "/pgbouncer");
            assertThat(told.get("pools")).hasSize(1);
            JsonNode pool = told.get("pools").get(0);
            assertThat(pool.get("database").asString()).isEqualTo(database);
            assertThat(pool.get("user").asString()).isEqualTo(role);
            assertThat(pool.get("mode").asString()).isEqualTo("transaction");
            assertThat(pool.get("clientsActive").asInt()).isEqualTo(1);
            assertThat(pool.get("clientsWaiting").asInt()).isZero();
            assertThat(pool.get("serversIdle").asInt()).isEqualTo(1);
            assertThat(pool.get("maxWaitMs").asDouble()).isZero();
            command.run(ExitCode.DONE, "pool", "-t", "shop");
            assertThat(command.out())
                    .contains("/pgbouncer: 1 pool.")
                    .containsPattern(database + " +" + role + " +transaction +1 +0 +0 +1 +1");
        }
        JsonNode told = json(ExitCode.PARTLY, "pool", "-t", "shop");
        assertThat(told.get("total").asInt()).isPositive();
        assertThat(told.get("pgbouncer").get("pools").isNull()).isTrue();
        assertThat(told.get("pgbouncer").get("error").get("message").asString())
                .contains("nobody listens at 127.0.0.1");
        command.run(ExitCode.PARTLY, "pool", "-t", "shop");
        assertThat(command.out()).contains("connections");
        assertThat(command.err()).contains("nobody listens at 127.0.0.1");
    }

    @Test
    void whereItsConsoleIsStandsInTheProfile() throws Exception {
        save("app", 7000);
        JsonNode shown = json(ExitCode.DONE, "target", "show", "shop");
        assertThat(shown.get("pgbouncer").asString()).isEqualTo("127.0.0.1:7000");
        command.run(
                ExitCode.USAGE,
                "target",
                "add",
                "other",
                "--url",
                "postgresql://app@db/shop",
                "--pgbouncer",
                "postgresql://pool-1");
        assertThat(command.err()).contains("stats@pool-1:6432");
        command.run(
                ExitCode.USAGE,
                "target",
                "add",
                "file",
                "--url",
                "sqlite:" + folder.resolve("x.db"),
                "--pgbouncer",
                "pool-1");
    }

    @Test
    void aServerWithoutAFreePlaceIsToldAsThat() throws Exception {
        try (PostgresServer small =
                PostgresServers.start(
                        PostgresServers.USUAL,
                        "max_connections = 8",
                        "superuser_reserved_connections = 2")) {
            List<Connection> held = new ArrayList<>();
            SQLException refused = null;
            while (refused == null) {
                try {
                    held.add(small.admin("postgres"));
                } catch (SQLException e) {
                    refused = e;
                }
            }
            String url = "postgresql://postgres@127.0.0.1:" + small.port() + "/postgres";
            for (String name : List.of("locks", "sessions", "pool", "health")) {
                long start = System.nanoTime();
                command.run(ExitCode.NO_CONNECTION, name, "-t", url);
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isLessThan(Duration.ofSeconds(3));
                assertThat(command.out() + command.err())
                        .contains("every place on the server is taken: sorry, too many clients");
            }
            for (Connection each : held) {
                each.close();
            }
            command.run(ExitCode.DONE, "locks", "-t", url);
        }
    }
}
