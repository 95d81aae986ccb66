package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.db.Session;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.watch.Check;
import dev.belay.watch.Health;
import dev.belay.watch.Status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

class PostgresHealthTest {
    static final List<Integer> MAJORS = PostgresServers.MAJORS;

    @ParameterizedTest
    @FieldSource("MAJORS")
    void everyCheckHasAnAnswerOnEveryMajor(int major) throws SQLException {
        PostgresServer server = PostgresServers.of(major);
        String database = server.freshDatabase();
        server.run(database, "CREATE TABLE orders (id int)", "CREATE SCHEMA shop");
        Health health = Examined.health(Examined.impatient(server.target(database)));
        assertThat(health.checks())
                .extracting(Check::name)
                .containsExactly(
                        "connection",
                        "server",
                        "latency",
                        "write_access",
                        "tables",
                        "migrations",
                        "connections",
                        "lock_waits",
                        "longest_transaction",
                        "idle_in_transaction",
                        "size",
                        "free_disk",
                        "replication",
                        "replication_slots",
                        "archiver",
                        "invalid_indexes",
                        "pending_restart",
                        "transaction_id_age",
                        "last_backup");
        assertThat(health.checks())
                .filteredOn(c -> c.status() != Status.OK)
                .extracting(Check::name)
                .containsExactly("migrations", "free_disk", "last_backup");
        assertThat(health.verdict()).isEqualTo(Health.Verdict.HEALTHY);
        assertThat(Examined.named(health, "server").value()).startsWith(major + ".");
        assertThat(Examined.named(health, "server").detail()).startsWith("primary, up ");
        assertThat(Examined.named(health, "tables").value()).isEqualTo("1");
        assertThat(Examined.named(health, "tables").detail()).isEqualTo("in public");
        assertThat(Examined.named(health, "connections").value()).matches("\\d+ of \\d+");
        assertThat(Examined.named(health, "connections").latency()).isPositive();
        assertThat(Examined.named(health, "size").value()).endsWith(" MB");
    }

    @Test
    void aDatabaseWithoutTablesIsAWarning() throws SQLException {
        PostgresServer server = PostgresServers.usual();
        Check tables = Examined.check(server.target(server.freshDatabase()), "tables");
        assertThat(tables.status()).isEqualTo(Status.WARN);
        assertThat(tables.detail()).isEqualTo("no table yet");
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void aRoleWithoutPgMonitorIsToldWhatItMayNotSeeAndStaysHealthy(int major) throws SQLException {
        PostgresServer server = PostgresServers.of(major);
        String database = server.freshDatabase();
        server.run(database, "CREATE TABLE orders (id int)");
        String role = server.freshRole(Examined.PASSWORD);
        Target target = server.target(database, role);
        try (var other = server.admin(database)) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE orders");
            Health health = Examined.health(target);
            for (String name : List.of("longest_transaction", "idle_in_transaction")) {
                Check check = Examined.named(health, name);
                assertThat(check.status()).isEqualTo(Status.NOT_PERMITTED);
                assertThat(check.value()).isNull();
                assertThat(check.detail())
                        .isEqualTo("not permitted for " + role + "; GRANT pg_monitor lets it see");
            }
            assertThat(Examined.named(health, "connections").status()).isEqualTo(Status.OK);
            assertThat(health.checks()).noneMatch(c -> c.status() == Status.FAIL);
            server.run(database, "GRANT pg_monitor TO " + role);
            Check seen = Examined.check(Examined.impatient(target), "longest_transaction");
            assertThat(seen.status()).isEqualTo(Status.WARN);
        }
    }

    @Test
    void aLostConnectionIsNoAnswerOfACheck() throws SQLException {
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        try (Session session = Examined.open(server.target(database))) {
            CheckContext context = CheckContext.once(session, null);
            server.run(
                    "postgres",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                            + database
                            + "'");
            assertThatThrownBy(() -> HealthChecks.all(context, Instant.now()))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aQuestionThatFailsLeavesTheOthersTheirAnswers() throws SQLException {
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        server.run(database, "CREATE TABLE big AS SELECT 1 AS id");
        Target target = Examined.counting(server.target(database), "big");
        try (Session session = Examined.open(target);
                var blocker = server.admin(database)) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE big IN ACCESS EXCLUSIVE MODE");
            Health health = HealthChecks.all(CheckContext.once(session, null), Instant.now());
            Check rows = Examined.named(health, "rows");
            assertThat(rows.status()).isEqualTo(Status.UNKNOWN);
            assertThat(rows.detail()).startsWith("big unknown: ").contains("lock timeout");
            assertThat(rows.rows()).containsEntry("big", null);
            assertThat(Examined.named(health, "archiver").status()).isEqualTo(Status.OK);
        }
    }
}
