package dev.belay.db.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.belay.db.ConnectException;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Servers that ask for passwords in the ways of before SCRAM. */
class PasswordMethodsTest {
    private final PostgresServer server = PostgresServers.usual();
    private final Path rules = server.data().resolve("pg_hba.conf");
    private String before;

    @BeforeEach
    void keepRules() throws IOException {
        before = Files.readString(rules);
    }

    @AfterEach
    void restoreRules() throws Exception {
        admit(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5", "password", "scram-sha-256"})
    void aMissingOrWrongPasswordIsToldAsWhatAPasswordCouldHelp(String method) throws Exception {
        String encryption = method.equals("md5") ? "md5" : "scram-sha-256";
        String role = "asked_by_" + method.replace('-', '_');
        server.run(
                "postgres",
                "SET password_encryption = '" + encryption + "'",
                "CREATE ROLE " + role + " LOGIN PASSWORD 'right'");
        admit("host all " + role + " all " + method + "\n" + before);
        Target target = server.target("postgres", role);
        asksForPassword(refused(target, null), "no-password");
        asksForPassword(refused(target, Secret.of("wrong")), "password");
        try (Session session = open(target, Secret.of("right"))) {
            assertThat(session.identity()).isNotNull();
        }
    }

    private void admit(String lines) throws Exception {
        String loaded = loaded();
        Files.writeString(rules, lines);
        server.run("postgres", "SELECT pg_reload_conf()");
        await().until(() -> !loaded().equals(loaded));
    }

    private String loaded() throws SQLException {
        try (Connection admin = server.admin("postgres");
                Statement statement = admin.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_conf_load_time()")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void asksForPassword(ConnectFailure failure, String key) {
        assertThat(failure.problem().key()).isEqualTo("postgresql." + key);
        assertThat(failure.remedy()).isEqualTo(ConnectFailure.Remedy.PASSWORD);
    }

    private static ConnectFailure refused(Target target, @Nullable Secret password) {
        return catchThrowableOfType(ConnectException.class, () -> open(target, password).close())
                .failure();
    }

    private static Session open(Target target, @Nullable Secret password) throws ConnectException {
        return new Sessions(engine -> new PostgresqlDialect(), t -> password, Forwarding.NONE)
                .open(target, Purpose.WATCH);
    }
}
