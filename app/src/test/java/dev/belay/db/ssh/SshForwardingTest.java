package dev.belay.db.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.db.ConnectException;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.message.ExitCode;
import dev.belay.target.Address.Server;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.SshJump;
import dev.belay.target.Target;
import dev.belay.target.Tls;
import dev.belay.target.TlsMode;
import dev.belay.testing.MuteServer;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

class SshForwardingTest {
    @TempDir Path folder;
    SshHost host;
    SshForwarding forwarding;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(p -> Files.isExecutable(Path.of(p, "ssh"))),
                "no ssh on this machine: forwards through it cannot be tried");
        host = new SshHost(folder);
        forwarding = new SshForwarding(host.command());
    }

    @AfterEach
    void stop() throws IOException {
        if (host != null) {
            forwarding.close();
            host.close();
        }
    }

    private Target behind(int jumpPort, String name, int port, Tls tls) {
        SshJump jump = new SshJump("127.0.0.1", jumpPort, "ops");
        Server server = new Server(name, port, "postgres", "postgres", tls, jump);
        return Target.of("shop", Engine.POSTGRESQL, Environment.STAGING, server);
    }

    private Target behind(int port) {
        return behind(host.port(), "127.0.0.1", port, Tls.DEFAULT);
    }

    private Session open(Target target) throws ConnectException {
        Sessions sessions = new Sessions(e -> new PostgresqlDialect(), t -> null, forwarding);
        return sessions.open(target, Purpose.ASK);
    }

    private ConnectFailure failure(Target target) {
        ConnectException failed =
                catchThrowableOfType(ConnectException.class, () -> open(target).close());
        assertThat(failed).isNotNull();
        assertThat(failed.failure().problem().line())
                .containsAnyOf("on shop: ", "on " + target.known() + ": ");
        awaitNoChildren();
        return failed.failure();
    }

    private List<ProcessHandle> children() {
        String config = folder.resolve("config").toString();
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(p -> p.info().commandLine().orElse("").contains(config))
                .toList();
    }

    private void awaitNoChildren() {
        await().atMost(Duration.ofSeconds(10)).until(() -> children().isEmpty());
    }

    @Test
    void aServerBehindAHostIsReachedAndTheWaySharedAndEnded() throws Exception {
        Target target = behind(PostgresServers.usual().port());
        try (Session watching = open(target);
                Session spare = open(target)) {
            assertThat(watching.select("SELECT 41 + 1", row -> row.getInt(1))).containsExactly(42);
            assertThat(spare.select("SELECT 1", row -> row.getInt(1))).containsExactly(1);
            assertThat(watching.target()).isEqualTo(target);
            assertThat(children()).hasSize(1);
        }
        awaitNoChildren();
        try (Session again = open(target)) {
            assertThat(again.select("SELECT 1", row -> row.getInt(1))).containsExactly(1);
        }
        awaitNoChildren();
    }

    @Test
    void aWriteOnDemandGoesTheSameWay() throws Exception {
        Sessions sessions = new Sessions(e -> new PostgresqlDialect(), t -> null, forwarding);
        assertThat(sessions.probeWrite(behind(PostgresServers.usual().port()))).isNotBlank();
        awaitNoChildren();
        host.knowsNobody();
        ConnectException failed =
                catchThrowableOfType(
                        ConnectException.class,
                        () -> sessions.probeWrite(behind(PostgresServers.usual().port())));
        assertThat(failed.failure().problem().key()).isEqualTo("ssh.host-key");
    }

    @Test
    void anAbortedSessionEndsItsWay() throws Exception {
        open(behind(PostgresServers.usual().port())).abort();
        awaitNoChildren();
    }

    @Test
    void closingEndsTheWaysThatAreBeingMade() throws Exception {
        try (MuteServer mute = new MuteServer()) {
            Target target = behind(mute.port(), "127.0.0.1", 5432, Tls.DEFAULT);
            Thread opening =
                    Thread.ofPlatform()
                            .start(
                                    () ->
                                            catchThrowableOfType(
                                                    ConnectException.class, () -> open(target)));
            await().until(() -> mute.connections() > 0);
            forwarding.close();
            opening.join(Duration.ofSeconds(3));
            assertThat(opening.isAlive()).isFalse();
            awaitNoChildren();
        }
    }

    @Test
    void aWayThatDiedIsMadeAnew() throws Exception {
        Target target = behind(PostgresServers.usual().port());
        try (Session first = open(target)) {
            children().forEach(ProcessHandle::destroyForcibly);
            awaitNoChildren();
            try (Session second = open(target)) {
                first.close();
                assertThat(second.select("SELECT 1", row -> row.getInt(1))).containsExactly(1);
            }
        }
        awaitNoChildren();
    }

    @Test
    void anUnknownHostKeyIsRefusedForGood() throws Exception {
        host.knowsNobody();
        ConnectFailure failure = failure(behind(PostgresServers.usual().port()));
        assertThat(failure.problem().key()).isEqualTo("ssh.host-key");
        assertThat(failure.problem().exit()).isEqualTo(ExitCode.NO_CONNECTION);
        assertThat(failure.permanent()).isTrue();
    }

    @Test
    void aChangedHostKeyIsRefusedForGood() throws Exception {
        host.knows(KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256).getPublic());
        ConnectFailure failure = failure(behind(PostgresServers.usual().port()));
        assertThat(failure.problem().key()).isEqualTo("ssh.host-key-changed");
        assertThat(failure.permanent()).isTrue();
    }

    @Test
    void aKeyThatIsNotLetInIsToldForGood() throws Exception {
        host.anotherUserKey();
        ConnectFailure failure = failure(behind(PostgresServers.usual().port()));
        assertThat(failure.problem().key()).isEqualTo("ssh.denied");
        assertThat(failure.permanent()).isTrue();
    }

    @Test
    void aHostThatIsNotThereIsWorthAnotherTry() throws Exception {
        ConnectFailure failure = failure(behind(closedPort(), "127.0.0.1", 5432, Tls.DEFAULT));
        assertThat(failure.problem().why()).contains("ops@127.0.0.1").contains("refused");
        assertThat(failure.permanent()).isFalse();
    }

    @Test
    void aMuteHostEndsWithinTheDeadlineOfALogin() throws Exception {
        try (MuteServer mute = new MuteServer()) {
            long start = System.nanoTime();
            ConnectFailure failure = failure(behind(mute.port(), "127.0.0.1", 5432, Tls.DEFAULT));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Purpose.LOGIN.plusSeconds(4));
            assertThat(failure.permanent()).isFalse();
        }
    }

    @Test
    void aServerThatTheHostCannotReachIsToldInSshsWords() throws Exception {
        ConnectFailure failure = failure(behind(closedPort()));
        assertThat(failure.problem().key()).isEqualTo("ssh.not-forwarded");
        assertThat(failure.permanent()).isFalse();
    }

    @Test
    void withoutSshItIsSaidWhatToInstall() {
        forwarding = new SshForwarding(List.of("/no/such/ssh"));
        ConnectFailure failure = failure(behind(5432));
        assertThat(failure.problem().key()).isEqualTo("ssh.missing");
        assertThat(failure.problem().exit()).isEqualTo(ExitCode.INCOMPATIBLE);
        assertThat(failure.permanent()).isTrue();
    }

    @Test
    void aTargetWithoutAHostGoesDirectly() throws Exception {
        Target direct = PostgresServers.usual().target("postgres");
        try (Session session = open(direct)) {
            assertThat(session.select("SELECT 1", row -> row.getInt(1))).containsExactly(1);
            assertThat(children()).isEmpty();
        }
    }

    @Test
    void throughAForwardTheCertificateIsHeldAgainstTheServersOwnName() throws Exception {
        try (PostgresServer server = PostgresServers.start(PostgresServers.USUAL)) {
            // The certificate is for the name localhost alone, the forward at 127.0.0.1.
            Path certificate = ServerCertificate.install(server, "localhost", folder);
            Tls tls = new Tls(TlsMode.VERIFY_FULL, certificate, null, null);
            try (Session session = open(behind(host.port(), "localhost", server.port(), tls))) {
                assertThat(
                                session.select(
                                        "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
                                        row -> row.getBoolean(1)))
                        .containsExactly(true);
            }
            awaitNoChildren();
            ConnectFailure failure = failure(behind(host.port(), "127.0.0.1", server.port(), tls));
            assertThat(failure.problem().key()).startsWith("postgresql.tls");
            assertThat(failure.permanent()).isTrue();
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
