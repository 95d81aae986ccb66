package dev.belay.db.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.db.ConnectException;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Forwarding;
import dev.belay.db.Metric;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.testing.PgBouncer;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class PgBouncerTest {
    private static final String PASSWORD = "through";
    @TempDir Path folder;
    private final PostgresqlDialect dialect = new PostgresqlDialect();
    private final PostgresServer server = PostgresServers.usual();
    private String role;
    private String database;

    @BeforeAll
    static void isThere() {
        PgBouncer.assumeThere();
    }

    @BeforeEach
    void aDatabase() {
        role = server.freshRole(PASSWORD);
        database = server.freshDatabase();
        server.run("postgres", "ALTER DATABASE " + database + " OWNER TO " + role);
    }

    private Session open(Target target) throws ConnectException {
        return new Sessions(engine -> dialect, t -> Secret.of(PASSWORD), Forwarding.NONE)
                .open(target, Purpose.WATCH);
    }

    private PgBouncer bouncer(String mode, String... more) throws Exception {
        return new PgBouncer(server, mode, role, PASSWORD, folder, more);
    }

    @Test
    void transactionModeIsRecognised() throws Exception {
        try (PgBouncer bouncer = bouncer("transaction");
                Session session = open(bouncer.target(database, role))) {
            assertThat(session.identity().pooler()).contains("transaction mode");
        }
    }

    @Test
    void transactionModeIsRecognisedWhenBackendsAreTakenInTurn() throws Exception {
        try (PgBouncer bouncer = bouncer("transaction", "server_round_robin = 1");
                Connection one = plain(bouncer);
                Connection two = plain(bouncer)) {
            occupyTogether(one, two);
            try (Session session = open(bouncer.target(database, role))) {
                assertThat(session.identity().pooler()).contains("transaction mode");
            }
        }
    }

    @Test
    void transactionModeIsRecognisedWhileOthersWork() throws Exception {
        try (PgBouncer bouncer = bouncer("transaction")) {
            List<Connection> busy = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                busy.add(plain(bouncer));
            }
            List<Thread> workers =
                    busy.stream().map(c -> Thread.ofPlatform().start(() -> work(c))).toList();
            try {
                for (int i = 0; i < 10; i++) {
                    try (Session session = open(bouncer.target(database, role))) {
                        assertThat(session.identity().pooler()).contains("transaction mode");
                    }
                }
            } finally {
                workers.forEach(Thread::interrupt);
                for (Thread worker : workers) {
                    worker.join();
                }
            }
        }
    }

    @Test
    void sessionModeIsNotMistakenForIt() throws Exception {
        try (PgBouncer bouncer = bouncer("session");
                Session session = open(bouncer.target(database, role))) {
            assertThat(session.identity().pooler()).isNull();
            assertThat(dialect.vitals(session).has(Metric.CONNECTIONS)).isTrue();
        }
    }

    @Test
    void noSettingOfBelaysIsLeftOnTheBackendThatTheApplicationGetsNext() throws Exception {
        try (PgBouncer bouncer = bouncer("transaction", "default_pool_size = 1")) {
            try (Connection application = plain(bouncer)) {
                List<String> before = settings(application);
                try (Session session = open(bouncer.target(database, role))) {
                    for (int i = 0; i < 10; i++) {
                        dialect.vitals(session);
                        dialect.writeAccess(session);
                        assertThat(settings(application)).isEqualTo(before);
                    }
                    dialect.probeWrite(session.target(), Secret.of(PASSWORD));
                    assertThat(settings(application)).isEqualTo(before);
                }
                assertThat(settings(application)).isEqualTo(before);
                application.createStatement().execute("CREATE TABLE still_writable (x int)");
            }
        }
    }

    @Test
    void writesAreRefusedAndLateStatementsEndedThroughIt() throws Exception {
        try (PgBouncer bouncer = bouncer("transaction");
                Session session = open(bouncer.target(database, role))) {
            assertThatThrownBy(() -> session.select("CREATE TABLE x (y int); SELECT 1", row -> row))
                    .hasMessageContaining("read-only transaction");
            long start = System.nanoTime();
            SQLException late =
                    catchThrowableOfType(
                            SQLException.class,
                            () -> session.select("SELECT pg_sleep(60)", row -> row));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(dialect.failure(session.target(), late).problem().key())
                    .isEqualTo("postgresql.slow");
            assertThat(dialect.vitals(session).has(Metric.LATENCY)).isTrue();
            assertThat(session.connection().getAutoCommit()).isTrue();
        }
    }

    @Test
    void itsOwnRefusalsAreForGood() throws Exception {
        try (PgBouncer bouncer = bouncer("transaction")) {
            assertThat(refused(bouncer.target("missing", role), PASSWORD)).matches(".*database");
            assertThat(refused(bouncer.target(database, role), "wrong"))
                    .matches("postgresql\\.(password|login)");
            assertThat(refused(bouncer.target(database, "nobody"), PASSWORD))
                    .matches("postgresql\\.(password|login)");
        }
    }

    private String refused(Target target, String password) {
        ConnectException refusal =
                catchThrowableOfType(
                        ConnectException.class,
                        () ->
                                new Sessions(
                                                e -> dialect,
                                                t -> Secret.of(password),
                                                Forwarding.NONE)
                                        .open(target, Purpose.WATCH)
                                        .close());
        ConnectFailure failure = refusal.failure();
        assertThat(failure.permanent()).as(failure.problem().line()).isTrue();
        return failure.problem().key();
    }

    private Connection plain(PgBouncer bouncer) throws SQLException {
        Target target = bouncer.target(database, role);
        return DriverManager.getConnection(
                "jdbc:postgresql://"
                        + target.place().replaceFirst(".*@", "")
                        + "?prepareThreshold=0",
                role,
                PASSWORD);
    }

    private static List<String> settings(Connection connection) throws SQLException {
        List<String> settings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT name || '=' || setting FROM pg_settings WHERE name IN"
                                    + " ('statement_timeout', 'lock_timeout', 'jit',"
                                    + " 'default_transaction_read_only', 'transaction_read_only',"
                                    + " 'idle_in_transaction_session_timeout',"
                                    + " 'client_connection_check_interval', 'search_path') ORDER BY"
                                    + " 1")) {
            while (row.next()) {
                settings.add(row.getString(1));
            }
        }
        return settings;
    }

    /** Two transactions at once make the pool open two backends. */
    private static void occupyTogether(Connection one, Connection two) throws SQLException {
        for (Connection c : List.of(one, two)) {
            c.setAutoCommit(false);
            c.createStatement().execute("SELECT 1");
        }
        one.commit();
        two.commit();
    }

    private static void work(Connection connection) {
        try (connection;
                Statement statement = connection.createStatement()) {
            while (!Thread.interrupted()) {
                statement.execute("SELECT pg_sleep(0.002)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
