package dev.belay.db.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.db.ConnectException;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Forwarding;
import dev.belay.db.Identity;
import dev.belay.db.Metric;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.WriteAccess;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.target.Tls;
import dev.belay.target.TlsMode;
import dev.belay.testing.MuteServer;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.testing.PostgresStandby;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Servers that are not there, say nothing, hang, are full, or lie. */
@Tag("alone")
class OutagesTest {
    private final PostgresqlDialect dialect = new PostgresqlDialect();

    private Session open(Target target) throws ConnectException {
        return new Sessions(e -> dialect, t -> Secret.of("secret"), Forwarding.NONE)
                .open(target, Purpose.WATCH);
    }

    private static Target at(String host, int port, TlsMode mode) {
        return Target.of(
                "shop",
                Engine.POSTGRESQL,
                Environment.DEVELOPMENT,
                new Address.Server(
                        host, port, "shop", "app", new Tls(mode, null, null, null), null));
    }

    private static Target at(int port) {
        return at("127.0.0.1", port, TlsMode.PREFER);
    }

    private ConnectFailure refused(Target target, Duration within) {
        long start = System.nanoTime();
        ConnectException refusal =
                catchThrowableOfType(ConnectException.class, () -> open(target).close());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(within);
        return refusal.failure();
    }

    private static void is(ConnectFailure failure, String key, boolean permanent) {
        assertThat(failure.problem().key()).isEqualTo("postgresql." + key);
        assertThat(failure.permanent()).isEqualTo(permanent);
    }

    @Test
    void nobodyListeningMayChange() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        is(refused(at(free), Duration.ofSeconds(3)), "refused", false);
    }

    @Test
    void anUnknownHostMayComeUp() {
        is(
                refused(at("no-such-host.invalid", 5432, TlsMode.PREFER), Duration.ofSeconds(9)),
                "unknown-host",
                false);
    }

    @Test
    void aHostThatIsMoreThanAHostIsRefused() {
        for (String host :
                List.of("db/x?socketFactory=evil&", "a,b", "db?ssl=false", "/var/run", "a b", "")) {
            is(refused(at(host, 5432, TlsMode.PREFER), Duration.ofSeconds(1)), "host", true);
        }
    }

    @Test
    void aServerWithoutTlsIsRefusedWhereTlsIsAskedFor() {
        PostgresServer server = PostgresServers.usual();
        for (TlsMode mode : List.of(TlsMode.REQUIRE, TlsMode.VERIFY_CA, TlsMode.VERIFY_FULL)) {
            is(
                    refused(at("127.0.0.1", server.port(), mode), Duration.ofSeconds(3)),
                    "tls-none",
                    true);
        }
    }

    @Test
    void aMuteServerEndsInTimeAndLeavesNoThreadBehind() throws Exception {
        Set<Thread> before = threads();
        try (MuteServer mute = new MuteServer();
                var workers = Executors.newFixedThreadPool(20)) {
            List<Future<ConnectFailure>> attempts = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                attempts.add(
                        workers.submit(() -> refused(at(mute.port()), Duration.ofSeconds(12))));
            }
            for (Future<ConnectFailure> attempt : attempts) {
                is(attempt.get(), "silent", false);
            }
            workers.shutdown();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    assertThat(threads())
                                            .filteredOn(t -> !before.contains(t))
                                            .filteredOn(t -> t.getName().contains("PostgreSQL"))
                                            .isEmpty());
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().collect(Collectors.toSet());
    }

    @Test
    void aServerThatTalksNonsenseIsQuotedHarmlessly() throws Exception {
        String evil = "\u001b[2J\u202Eevil " + "x".repeat(100_000);
        try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(socket, evil));
            ConnectFailure failure =
                    refused(
                            at("127.0.0.1", socket.getLocalPort(), TlsMode.DISABLE),
                            Duration.ofSeconds(9));
            assertThat(failure.problem().why())
                    .hasSizeLessThan(400)
                    .contains("evil")
                    .doesNotContain("\u001b", "\u202E", "\n");
        }
    }

    private static void answer(ServerSocket socket, String words) {
        try (Socket client = socket.accept();
                OutputStream out = client.getOutputStream()) {
            byte[] fields =
                    ("SFATAL\0VFATAL\0CXX000\0M" + words + "\0\0").getBytes(StandardCharsets.UTF_8);
            int length = fields.length + 4;
            out.write('E');
            out.write(
                    new byte[] {
                        (byte) (length >> 24),
                        (byte) (length >> 16),
                        (byte) (length >> 8),
                        (byte) length
                    });
            out.write(fields);
            out.flush();
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client has had enough.
        }
    }

    @Test
    void aFullServerIsToldAtOnceAndMayChange() throws Exception {
        try (PostgresServer server =
                PostgresServers.start(
                        PostgresServers.USUAL,
                        "max_connections = 6",
                        "superuser_reserved_connections = 3")) {
            String role = server.freshRole("secret");
            Target target = server.target("postgres", role);
            List<Connection> held = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                held.add(server.connect("postgres", role, "secret"));
            }
            ConnectFailure failure = refused(target, Duration.ofSeconds(3));
            is(failure, "full", false);
            for (Connection one : held) {
                one.close();
            }
        }
    }

    @Test
    void aHungServerIsGivenUpInTimeAndAbortWaitsForNothing() throws Exception {
        try (PostgresServer server = PostgresServers.start(PostgresServers.USUAL)) {
            Target target = server.target("postgres");
            Session reading = open(target);
            Session aborted = open(target);
            server.signal("STOP");
            try {
                long start = System.nanoTime();
                aborted.abort();
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isLessThan(Duration.ofMillis(500));

                start = System.nanoTime();
                SQLException silence =
                        catchThrowableOfType(SQLException.class, () -> dialect.vitals(reading));
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isBetween(
                                Purpose.WATCH.socket().minusSeconds(1),
                                Purpose.WATCH.socket().plusSeconds(1));
                is(dialect.failure(target, silence), "silent", false);
                assertThat(reading.connection().isClosed()).isTrue();

                is(refused(target, Duration.ofSeconds(12)), "silent", false);
            } finally {
                server.signal("CONT");
            }
            try (Session again = open(target)) {
                assertThat(dialect.vitals(again)).isNotNull();
            }
        }
    }

    @Test
    void aSessionThatTheServerEndsIsLost() throws Exception {
        PostgresServer server = PostgresServers.usual();
        Target target = server.target(server.freshDatabase());
        try (Session session = open(target)) {
            int pid = session.one("backend", row -> row.getInt("pid"));
            server.run("postgres", "SELECT pg_terminate_backend(" + pid + ", 5000)");
            SQLException lost =
                    catchThrowableOfType(SQLException.class, () -> dialect.vitals(session));
            is(dialect.failure(target, lost), "stopped", false);
            assertThat(session.connection().isClosed()).isTrue();
        }
    }

    @Test
    void aStandbyIsKnownAsSuchAndTakesNoWrites() throws Exception {
        try (PostgresServer primary = PostgresServers.start(PostgresServers.USUAL);
                PostgresServer standby = PostgresStandby.of(primary, "standby")) {
            Target target = standby.target("postgres");
            try (Session session = open(target)) {
                assertThat(session.identity().role()).isEqualTo(Identity.Role.STANDBY);
                assertThat(dialect.writeAccess(session).answer())
                        .isEqualTo(WriteAccess.Answer.STANDBY);
                assertThat(dialect.vitals(session).has(Metric.CONNECTIONS)).isTrue();
            }
            assertThatThrownBy(() -> dialect.probeWrite(target, null))
                    .hasMessageContaining("read-only");
        }
    }
}
