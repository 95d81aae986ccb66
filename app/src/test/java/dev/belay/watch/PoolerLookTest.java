package dev.belay.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.activity.Pooling;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.testing.PgBouncer;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.testing.Watching;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a real PgBouncer shows of its pools while its server is watched. */
class PoolerLookTest {
    private static final String PASSWORD = "secret";
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir Path folder;
    private final PostgresServer server = PostgresServers.usual();
    private String role;
    private String database;

    @BeforeAll
    static void isThere() {
        PgBouncer.assumeThere();
    }

    @BeforeEach
    void aRole() {
        role = server.freshRole(PASSWORD);
        database = server.freshDatabase();
    }

    private PgBouncer bouncer(String... more) throws Exception {
        return new PgBouncer(server, "transaction", role, PASSWORD, folder, more);
    }

    private Target target(int console) {
        return server.target(database, role)
                .withOptions(Map.of(TargetUrl.PGBOUNCER, "127.0.0.1:" + console));
    }

    private Connection client(PgBouncer bouncer) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:"
                        + bouncer.port()
                        + "/"
                        + database
                        + "?prepareThreshold=0",
                role,
                PASSWORD);
    }

    private static Answer<Pooling> pooler(Watching watching) {
        return watching.watch().view().inside().pooler();
    }

    private static Answer<Pooling> first(Watching watching) {
        return await().atMost(LONG).until(() -> pooler(watching), a -> a.at() != null);
    }

    @Test
    void itsPoolsAreToldWithWhoWaitsForAConnection() throws Exception {
        try (PgBouncer bouncer = bouncer("stats_users = " + role, "default_pool_size = 1");
                Connection busy = client(bouncer);
                Connection late = client(bouncer);
                Watching watching = new Watching(target(bouncer.port()), PASSWORD, Detail.POOL)) {
            busy.setAutoCommit(false);
            execute(busy, "SELECT 1");
            CompletableFuture<Void> waits =
                    CompletableFuture.runAsync(() -> execute(late, "SELECT 2"));
            Pooling.Line line =
                    await().atMost(LONG)
                            .until(
                                    () -> line(pooler(watching)),
                                    l -> l != null && l.longestWait().toMillis() > 500);
            assertThat(line.database()).isEqualTo(database);
            assertThat(line.user()).isEqualTo(role);
            assertThat(line.mode()).isEqualTo("transaction");
            assertThat(line.clientsActive()).isEqualTo(1);
            assertThat(line.clientsWaiting()).isEqualTo(1);
            assertThat(line.serversActive()).isEqualTo(1);
            assertThat(line.servers()).isEqualTo(1);
            assertThat(line.longestWait()).isLessThan(Duration.ofSeconds(20));
            assertThat(pooler(watching).value().waiting()).isEqualTo(1);
            busy.commit();
            waits.get();
            await().atMost(LONG).until(() -> line(pooler(watching)).clientsWaiting() == 0);
            assertThat(line(pooler(watching)).serversIdle()).isEqualTo(1);
        }
    }

    private static Pooling.Line line(Answer<Pooling> answer) {
        Pooling pooling = answer.value();
        return pooling == null || pooling.pools().isEmpty() ? null : pooling.pools().getFirst();
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneThatHangsDelaysNoReadingAndItsLastAnswerKeepsItsAge() throws Exception {
        try (PgBouncer bouncer = bouncer("stats_users = " + role);
                Watching watching = new Watching(target(bouncer.port()), PASSWORD, Detail.POOL)) {
            assertThat(first(watching).value()).isNotNull();
            bouncer.signal("STOP");
            Instant last;
            try {
                // An answer that was under way is the last.
                await().atMost(LONG).until(() -> pooler(watching).overtaken());
                last = pooler(watching).at();
                Instant stopped = Instant.now();
                await().atMost(Duration.ofSeconds(5))
                        .until(
                                () ->
                                        watching.watch()
                                                .view()
                                                .inside()
                                                .pool()
                                                .at()
                                                .isAfter(stopped.plusSeconds(2)));
                assertThat(pooler(watching).at()).isEqualTo(last);
                assertThat(watching.watch().view().link()).isInstanceOf(Link.Live.class);
            } finally {
                bouncer.signal("CONT");
            }
            await().atMost(LONG).until(() -> pooler(watching).at().isAfter(last));
        }
    }

    @Test
    void oneThatIsGoneIsToldAsThatBesideWhatWasLastKnown() throws Exception {
        try (Watching watching = watchingOneThatGoes()) {
            Answer<Pooling> old =
                    await().atMost(LONG).until(() -> pooler(watching), Answer::overtaken);
            assertThat(old.value()).isNotNull();
            assertThat(old.why()).startsWith("PgBouncer at " + role + "@127.0.0.1:");
            await().atMost(LONG).until(() -> pooler(watching).why().contains("nobody listens at"));
        }
    }

    private Watching watchingOneThatGoes() throws Exception {
        try (PgBouncer bouncer = bouncer("stats_users = " + role)) {
            Watching watching = new Watching(target(bouncer.port()), PASSWORD, Detail.POOL);
            assertThat(first(watching).value()).isNotNull();
            return watching;
        }
    }

    @Test
    void whoMayNotAskItIsToldWhatHelps() throws Exception {
        try (PgBouncer bouncer = bouncer();
                Watching watching = new Watching(target(bouncer.port()), PASSWORD, Detail.POOL)) {
            assertThat(first(watching).value()).isNull();
            assertThat(first(watching).why())
                    .endsWith("PgBouncer lets " + role + " not into its admin console");
        }
    }

    @Test
    void withoutOneNothingIsAsked() throws Exception {
        try (Watching watching =
                new Watching(server.target(database, role), PASSWORD, Detail.POOL)) {
            await().atMost(LONG).until(() -> watching.watch().view().inside().pool().at() != null);
            assertThat(pooler(watching)).isEqualTo(Answer.none());
        }
    }

    @Test
    void itsConnectionIsGivenBackWhenNobodyLooksAnyMore() throws Exception {
        try (PgBouncer bouncer = bouncer("stats_users = " + role);
                Watching watching = new Watching(target(bouncer.port()), PASSWORD)) {
            var looked = watching.watch().want(Detail.POOL);
            assertThat(first(watching).value()).isNotNull();
            assertThat(consoles(bouncer)).isEqualTo(1);
            looked.close();
            await().atMost(LONG).until(() -> consoles(bouncer) == 0);
            var again = watching.watch().want(Detail.POOL);
            await().atMost(LONG).until(() -> consoles(bouncer) == 1);
            watching.watch().pause();
            await().atMost(LONG).until(() -> consoles(bouncer) == 0);
            again.close();
        }
    }

    /** How many are at its console, beside whoever asks that. */
    private long consoles(PgBouncer bouncer) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:"
                                        + bouncer.port()
                                        + "/pgbouncer?preferQueryMode=simple&assumeMinServerVersion=9.0"
                                        + "&replication=false",
                                role,
                                PASSWORD);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW CLIENTS")) {
            long count = -1;
            while (rows.next()) {
                count += rows.getString("database").equals("pgbouncer") ? 1 : 0;
            }
            return count;
        }
    }
}
