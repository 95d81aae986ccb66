package dev.belay.db.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.ConnectFailure;
import dev.belay.db.Dialect;
import dev.belay.db.DialectContract;
import dev.belay.db.Identity;
import dev.belay.db.Metric;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Vitals;
import dev.belay.db.WriteAccess;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The contract on one major, as a role with a password that owns its databases. */
abstract class PostgresqlContract extends DialectContract {
    private final PostgresServer server;
    private final PostgresqlDialect dialect = new PostgresqlDialect();
    private final String role;
    private @Nullable String named;

    PostgresqlContract(int major) {
        server = PostgresServers.of(major);
        role = server.freshRole(CANARY);
    }

    PostgresServer server() {
        return server;
    }

    String role() {
        return role;
    }

    @Override
    protected Dialect dialect() {
        return dialect;
    }

    @Override
    protected Secret password() {
        return Secret.of(CANARY);
    }

    @Override
    protected Target fresh() {
        String database = server.freshDatabase();
        server.run("postgres", "ALTER DATABASE " + database + " OWNER TO " + role);
        return server.target(database, role);
    }

    /** Making a database takes long, giving it another name does not. */
    @Override
    protected Target named(String name) {
        if (named == null) {
            named = fresh().databaseName();
        }
        server.run("postgres", "ALTER DATABASE " + quoted(named) + " RENAME TO " + quoted(name));
        named = name;
        return server.target(named, role);
    }

    @Override
    protected String nameOf(Session session) throws SQLException {
        return session.select("SELECT current_database()", row -> row.getString(1)).getFirst();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    protected Target missing() {
        return server.target("missing", role);
    }

    @Override
    protected Connection owner(Target target) throws SQLException {
        return server.connect(target.databaseName(), role, CANARY);
    }

    @Override
    protected String endless() {
        return "SELECT pg_sleep(3600)";
    }

    private static void isPermanent(ConnectFailure failure, String key) {
        assertThat(failure.problem().key()).isEqualTo("postgresql." + key);
        assertThat(failure.permanent()).isTrue();
    }

    @Test
    void aWrongPasswordIsRefusedForGood() {
        asksForPassword(
                refused(fresh(), Secret.of("wrong " + CANARY), Duration.ofSeconds(3)), "password");
        asksForPassword(refused(fresh(), null, Duration.ofSeconds(3)), "no-password");
        asksForPassword(refused(fresh(), Secret.of(""), Duration.ofSeconds(3)), "no-password");
    }

    private static void asksForPassword(ConnectFailure failure, String key) {
        isPermanent(failure, key);
        assertThat(failure.remedy()).isEqualTo(ConnectFailure.Remedy.PASSWORD);
    }

    @Test
    void aRoleThatMayNotLogInOrConnectIsRefusedForGood() {
        Target target = fresh();
        String other = server.freshRole(CANARY);
        server.run(
                "postgres", "REVOKE CONNECT ON DATABASE " + target.databaseName() + " FROM public");
        isPermanent(
                refused(
                        server.target(target.databaseName(), other),
                        Secret.of(CANARY),
                        Duration.ofSeconds(3)),
                "not-permitted");
        server.run("postgres", "ALTER ROLE " + other + " NOLOGIN");
        isPermanent(
                refused(
                        server.target(target.databaseName(), other),
                        Secret.of(CANARY),
                        Duration.ofSeconds(3)),
                "login");
        server.run(
                "postgres", "ALTER DATABASE " + target.databaseName() + " ALLOW_CONNECTIONS false");
        isPermanent(refused(target, Secret.of(CANARY), Duration.ofSeconds(3)), "closed");
    }

    @Test
    void everySessionKeepsItsLimits() throws Exception {
        for (Purpose purpose : Purpose.values()) {
            try (Session session = open(fresh(), purpose)) {
                assertThat(millis(session, "statement_timeout"))
                        .isEqualTo(purpose.statement().toMillis());
                assertThat(millis(session, "lock_timeout")).isEqualTo(purpose.lock().toMillis());
                assertThat(setting(session, "default_transaction_read_only"))
                        .isEqualTo(purpose.writes() ? "off" : "on");
                assertThat(setting(session, "client_connection_check_interval")).isEqualTo("5s");
                assertThat(setting(session, "application_name"))
                        .isEqualTo(purpose.applicationName());
                assertThat(session.connection().getNetworkTimeout())
                        .isEqualTo((int) purpose.socket().toMillis());
            }
        }
    }

    private static long millis(Session session, String name) throws SQLException {
        return session.select(
                        "SELECT setting::bigint FROM pg_settings WHERE name = ?",
                        row -> row.getLong(1),
                        name)
                .getFirst();
    }

    private static String setting(Session session, String name) throws SQLException {
        return session.select("SELECT current_setting(?)", row -> row.getString(1), name)
                .getFirst();
    }

    @Test
    void aReadingCountsSessionsByStateWithMonitor() throws Exception {
        server.run("postgres", "GRANT pg_monitor TO " + role);
        Target target = fresh();
        run(target, "CREATE TABLE t (x int)");
        try (Connection holder = owner(target);
                Connection waiter = owner(target);
                Session session = open(target)) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("LOCK TABLE t");
            Thread waiting = Thread.ofPlatform().start(() -> wait(waiter));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () ->
                                    assertThat(dialect.vitals(session).orNaN(Metric.LONGEST_WAIT))
                                            .isGreaterThan(200));
            Vitals vitals = dialect.vitals(session);
            holder.rollback();
            waiting.join();
            assertThat(vitals.orNaN(Metric.WAITING)).isEqualTo(1);
            assertThat(vitals.orNaN(Metric.ACTIVE)).isGreaterThanOrEqualTo(1);
            assertThat(vitals.orNaN(Metric.IDLE_IN_TRANSACTION)).isGreaterThanOrEqualTo(1);
            assertThat(
                            vitals.orNaN(Metric.ACTIVE)
                                    + vitals.orNaN(Metric.IDLE)
                                    + vitals.orNaN(Metric.IDLE_IN_TRANSACTION)
                                    + vitals.orNaN(Metric.WAITING))
                    .isEqualTo(vitals.orNaN(Metric.CONNECTIONS));
            assertThat(vitals.orNaN(Metric.LONGEST_TRANSACTION)).isGreaterThan(200);
            assertThat(vitals.orNaN(Metric.OLDEST_IDLE_IN_TRANSACTION)).isGreaterThan(200);
            assertThat(vitals.orNaN(Metric.MAX_CONNECTIONS)).isEqualTo(100);
            assertThat(dialect.vitals(session).orNaN(Metric.LONGEST_WAIT)).isZero();
            // A backend tells its commits after its client has gone, and the server passes them on
            // when it likes.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () ->
                                    assertThat(dialect.vitals(session).orNaN(Metric.COMMITS))
                                            .isPositive());
        } finally {
            server.run("postgres", "REVOKE pg_monitor FROM " + role);
        }
    }

    private static void wait(Connection connection) {
        try {
            connection.createStatement().execute("SELECT count(*) FROM t");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatTheRoleMayNotSeeIsUnknownAndNeverZero() throws Exception {
        Target target = fresh();
        try (Connection hidden = server.admin("postgres");
                Session session = open(target)) {
            hidden.setAutoCommit(false);
            hidden.createStatement().execute("SELECT 1");
            Vitals vitals = dialect.vitals(session);
            assertThat(vitals.orNaN(Metric.CONNECTIONS)).isGreaterThanOrEqualTo(2);
            assertThat(vitals.has(Metric.LONGEST_WAIT)).isTrue();
            assertThat(vitals.has(Metric.SIZE)).isTrue();
            for (Metric unknown :
                    List.of(
                            Metric.ACTIVE,
                            Metric.IDLE,
                            Metric.IDLE_IN_TRANSACTION,
                            Metric.WAITING,
                            Metric.LONGEST_TRANSACTION,
                            Metric.OLDEST_IDLE_IN_TRANSACTION)) {
                assertThat(vitals.has(unknown)).as(unknown.id()).isFalse();
            }
        }
    }

    @Test
    void whoMayNotWriteIsToldWhy() throws Exception {
        Target target = fresh();
        server.run(
                target.databaseName(),
                "CREATE TABLE t (x int)",
                "REVOKE ALL ON SCHEMA public FROM public");
        String reader = server.freshRole(CANARY);
        Target reading = server.target(target.databaseName(), reader);
        assertThat(access(reading)).isEqualTo(WriteAccess.Answer.NOT_PERMITTED);
        server.run(
                target.databaseName(),
                "GRANT USAGE ON SCHEMA public TO " + reader,
                "GRANT UPDATE ON t TO " + reader);
        assertThat(access(reading)).isEqualTo(WriteAccess.Answer.YES);
        server.run(
                "postgres",
                "ALTER DATABASE "
                        + target.databaseName()
                        + " SET default_transaction_read_only = on");
        assertThat(access(reading)).isEqualTo(WriteAccess.Answer.READ_ONLY);
    }

    private WriteAccess.Answer access(Target target) throws Exception {
        try (Session session = open(target)) {
            return dialect.writeAccess(session).answer();
        }
    }

    @Test
    void theFingerprintIsSystemAndDatabase() throws Exception {
        Target target = fresh();
        try (Session session = open(target)) {
            String oid =
                    session.select(
                                    "SELECT oid FROM pg_database WHERE datname = ?",
                                    row -> row.getString(1),
                                    target.databaseName())
                            .getFirst();
            assertThat(session.identity().fingerprint()).matches("[0-9]{15,20} / " + oid);
            assertThat(session.identity().role()).isEqualTo(Identity.Role.PRIMARY);
            assertThat(session.identity().version().major()).isEqualTo(server.major());
        }
    }
}
