package dev.belay.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.activity.StatementLoad.Usual;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.testing.Live;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** What ran between two looks, as a real server measured it. */
class StatementsTest {
    static final List<Integer> MAJORS = PostgresServers.MAJORS;

    @ParameterizedTest
    @FieldSource("MAJORS")
    void whatRanIsToldWithWhatIsUnusual(int major) throws Exception {
        try (PostgresServer server =
                PostgresServers.start(major, "shared_preload_libraries = pg_stat_statements")) {
            String database = server.freshDatabase();
            server.run(
                    database,
                    "CREATE SCHEMA \"Other one\"",
                    "CREATE EXTENSION pg_stat_statements SCHEMA \"Other one\"");
            try (Connection application = server.admin(database);
                    Statement statement = application.createStatement();
                    Session session = Live.session(server.target(database), Purpose.WATCH)) {
                Statements statements = new Statements();
                for (int i = 0; i < 20; i++) {
                    statement.execute("SELECT 41 + " + i);
                    statement.execute("SELECT pg_sleep(0.0001)");
                }
                assertThat(statements.read(session).orElseThrow()).isEmpty();
                statement.execute("SELECT 41 + 7");
                statement.execute("SELECT pg_sleep(0.3)");
                statement.execute("SELECT 'never before', now()");
                List<StatementLoad> ran = statements.read(session).orElseThrow();
                StatementLoad slow = of(ran, "pg_sleep");
                assertThat(slow.usual()).isEqualTo(Usual.SLOWER);
                assertThat(slow.calls()).isEqualTo(1);
                assertThat(slow.before()).isBetween(Duration.ofNanos(1), Duration.ofMillis(60));
                assertThat(slow.mean().toMillis()).isBetween(300L, 2_000L);
                assertThat(slow.share()).isGreaterThan(0.5);
                assertThat(ran.getFirst()).isEqualTo(slow);
                assertThat(of(ran, "now()").usual()).isEqualTo(Usual.NEW);
                assertThat(of(ran, "now()").before()).isNull();
                assertThat(of(ran, "$1 + $2").calls()).isEqualTo(1);
                assertThat(of(ran, "$1 + $2").usual()).isEqualTo(Usual.AS_EVER);
            }
        }
    }

    private static StatementLoad of(List<StatementLoad> ran, String part) {
        return ran.stream()
                .filter(s -> s.query().contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError(part + " in " + ran));
    }

    @Test
    void aRoleThatSeesItsOwnAloneIsToldSo() throws Exception {
        try (PostgresServer server =
                PostgresServers.start(15, "shared_preload_libraries = pg_stat_statements")) {
            String database = server.freshDatabase();
            server.run(database, "CREATE EXTENSION pg_stat_statements");
            Statements statements = new Statements();
            String role = server.freshRole("secret");
            try (Session session = Live.as(server.target(database, role), "secret")) {
                assertThat(statements.read(session)).isEmpty();
                assertThat(statements.permitted()).isFalse();
            }
            server.run(database, "GRANT pg_monitor TO " + role);
            try (Session session = Live.as(server.target(database, role), "secret")) {
                assertThat(statements.read(session)).isPresent();
                assertThat(statements.permitted()).isTrue();
            }
        }
    }

    @Test
    void aDatabaseWithoutTheExtensionDoesNotTell() throws Exception {
        PostgresServer server = PostgresServers.usual();
        try (Session session = Live.session(server.target(server.freshDatabase()), Purpose.WATCH)) {
            assertThat(new Statements().read(session)).isEmpty();
        }
    }
}
