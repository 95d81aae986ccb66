package dev.belay.db.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.db.ConnectException;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.target.Tls;
import dev.belay.target.TlsMode;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;

/** A server with a certificate of its own for localhost, and what each mode makes of it. */
class TlsTest {
    private static final String PASSWORD = "over tls";
    @TempDir static Path folder;
    private static PostgresServer server;
    private static String role;
    private static Path certificate;
    private final PostgresqlDialect dialect = new PostgresqlDialect();

    @BeforeAll
    static void startWithTls() throws Exception {
        Path store = folder.resolve("server.p12");
        run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit");
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        certificate = folder.resolve("server.crt");
        Path key = folder.resolve("server.key");
        Files.writeString(
                certificate, pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
        Files.writeString(
                key,
                pem("PRIVATE KEY", keys.getKey("server", "changeit".toCharArray()).getEncoded()));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        server =
                PostgresServers.start(
                        PostgresServers.USUAL,
                        "ssl = on",
                        "ssl_cert_file = " + certificate,
                        "ssl_key_file = " + key);
        role = server.freshRole(PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static Target target(String host, TlsMode mode, @Nullable Path root) {
        return Target.of(
                "shop",
                Engine.POSTGRESQL,
                Environment.DEVELOPMENT,
                new Address.Server(
                        host,
                        server.port(),
                        "postgres",
                        role,
                        new Tls(mode, root, null, null),
                        null));
    }

    private Session open(Target target) throws ConnectException {
        return new Sessions(e -> dialect, t -> Secret.of(PASSWORD), Forwarding.NONE)
                .open(target, Purpose.WATCH);
    }

    private void refused(Target target, String key) {
        ConnectFailure failure =
                catchThrowableOfType(ConnectException.class, () -> open(target).close()).failure();
        assertThat(failure.problem().key()).isEqualTo("postgresql." + key);
        assertThat(failure.permanent()).isTrue();
    }

    @Test
    void everyModeButDisableEncrypts() throws Exception {
        for (TlsMode mode : TlsMode.values()) {
            try (Session session = open(target("localhost", mode, certificate))) {
                String encrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
                assertThat(session.select(encrypted, row -> row.getBoolean(1)))
                        .as(mode.id())
                        .containsExactly(mode != TlsMode.DISABLE);
            }
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefusedByVerifyFullAlone() throws Exception {
        open(target("127.0.0.1", TlsMode.VERIFY_CA, certificate)).close();
        refused(target("127.0.0.1", TlsMode.VERIFY_FULL, certificate), "tls");
    }

    @Test
    void whatThePlatformDoesNotTrustIsRefused() {
        refused(target("localhost", TlsMode.VERIFY_CA, null), "tls-untrusted");
        refused(target("localhost", TlsMode.VERIFY_FULL, null), "tls-untrusted");
    }

    @Test
    void aRootCertificateThatIsNotThereIsRefused() {
        refused(target("localhost", TlsMode.VERIFY_FULL, folder.resolve("no.crt")), "tls");
    }
}
