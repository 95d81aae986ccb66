package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.testing.PostgresStandby;
import dev.belay.watch.Check;
import dev.belay.watch.Health;
import dev.belay.watch.Status;

import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import java.sql.SQLException;
import java.time.Duration;

/** A primary and its standby, as they live: streaming, paused, cut off, promoted. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicationCheckTest {
    private static PostgresServer primary;
    private static PostgresServer standby;

    @BeforeAll
    static void start() {
        primary = PostgresServers.start(PostgresServers.USUAL, "wal_receiver_status_interval = 1");
        primary.run("postgres", "CREATE TABLE orders (id int)");
        standby = PostgresStandby.of(primary, "replica_1");
    }

    @AfterAll
    static void stop() {
        standby.close();
        primary.close();
    }

    private static void eventually(
            PostgresServer server, String name, ThrowingConsumer<Check> expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(Examined.check(server.target("postgres"), name))
                                        .satisfies(expected));
    }

    @Test
    @Order(1)
    void whileItStreamsBothSidesAreOk() throws SQLException {
        eventually(
                primary,
                "replication",
                check -> {
                    assertThat(check.detail()).isEqualTo("1 standby streaming");
                    assertThat(check.status()).isEqualTo(Status.OK);
                });
        eventually(
                standby,
                "replication",
                check -> {
                    assertThat(check.detail()).isEqualTo("behind its primary");
                    assertThat(check.value()).isEqualTo("0.0 ms");
                    assertThat(check.status()).isEqualTo(Status.OK);
                });
        Health health = Examined.health(standby.target("postgres"));
        assertThat(Examined.named(health, "server").detail()).startsWith("standby, up ");
        assertThat(Examined.named(health, "write_access").value()).isEqualTo("standby");
        assertThat(health.verdict()).isEqualTo(Health.Verdict.HEALTHY);
        assertThat(health.checks()).noneMatch(c -> c.detail().startsWith("could not be read"));
    }

    @Test
    @Order(2)
    void aRoleWithoutPgMonitorMayNotSeeTheStandbys() throws SQLException {
        String role = primary.freshRole(Examined.PASSWORD);
        Check check = Examined.check(primary.target("postgres", role), "replication");
        assertThat(check.status()).isEqualTo(Status.NOT_PERMITTED);
    }

    @Test
    @Order(3)
    void aPausedReplayIsSaid() {
        standby.run("postgres", "SELECT pg_wal_replay_pause()");
        primary.run("postgres", "INSERT INTO orders VALUES (1)");
        eventually(
                standby,
                "replication",
                check -> {
                    assertThat(check.detail()).isEqualTo("replay is paused");
                    assertThat(check.status()).isEqualTo(Status.WARN);
                });
        standby.run("postgres", "SELECT pg_wal_replay_resume()");
    }

    @Test
    @Order(4)
    void aStandbyThatReceivesNothingIsAWarning() {
        standby.run("postgres", "ALTER SYSTEM SET primary_conninfo = ''");
        standby.run("postgres", "SELECT pg_reload_conf()");
        eventually(
                standby,
                "replication",
                check -> {
                    assertThat(check.status()).isEqualTo(Status.WARN);
                    assertThat(check.detail()).startsWith("no stream from the primary");
                });
        eventually(
                primary,
                "replication",
                check -> {
                    assertThat(check.value()).isEqualTo("none");
                    assertThat(check.detail()).isEqualTo("no standby follows");
                });
    }

    @Test
    @Order(5)
    void aStandbyThatIsPromotedSaysSoOnTheSameConnection() throws SQLException {
        try (var session = Examined.open(standby.target("postgres"))) {
            assertThat(session.identity().role()).isEqualTo(dev.belay.db.Identity.Role.STANDBY);
            standby.run("postgres", "SELECT pg_promote(true, 30)");
            CheckContext context = CheckContext.once(session, null);
            Check server = HealthChecks.run(new ServerCheck(), context);
            assertThat(server.detail()).startsWith("primary, up ");
        }
    }
}
