package dev.belay.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.activity.Holds.Held;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.testing.Live;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;

/** What sessions of a real server hold. */
class HoldsTest {
    static final List<Integer> MAJORS = PostgresServers.MAJORS;

    @ParameterizedTest
    @FieldSource("MAJORS")
    void aSessionsLocksAreToldTheStrongestFirstAndAPreparedOnesToo(int major) throws Exception {
        try (PostgresServer server =
                PostgresServers.start(major, "max_prepared_transactions = 4")) {
            String database = server.freshDatabase();
            server.run(
                    database,
                    "CREATE TABLE orders (id int PRIMARY KEY)",
                    "CREATE TABLE items (id int PRIMARY KEY)",
                    "INSERT INTO items VALUES (1)");
            try (Connection application = server.admin(database);
                    Statement statement = application.createStatement();
                    Session session = Live.session(server.target(database), Purpose.WATCH)) {
                Who who = Who.of(pid(statement));
                assertThat(Holds.read(session, who).orElseThrow().locks()).isEmpty();
                application.setAutoCommit(false);
                statement.execute("SELECT count(*) FROM items");
                statement.execute("LOCK orders IN EXCLUSIVE MODE");
                statement.execute("SELECT pg_advisory_xact_lock(7001)");
                assertThat(Holds.read(session, who).orElseThrow().locks())
                        .containsExactly(
                                new Held("EXCLUSIVE", "orders"),
                                new Held("EXCLUSIVE", "advisory 7001"),
                                new Held("ACCESS SHARE", "items"));
                application.rollback();
                statement.execute("UPDATE items SET id = 2");
                statement.execute("PREPARE TRANSACTION 'left'");
                assertThat(Holds.read(session, new Who(0, "left")).orElseThrow().locks())
                        .containsExactly(new Held("ROW EXCLUSIVE", "items"));
                statement.execute("SELECT 1");
                assertThat(Holds.read(session, who).orElseThrow().locks()).isEmpty();
                application.rollback();
                application.setAutoCommit(true);
                statement.execute("ROLLBACK PREPARED 'left'");
            }
        }
    }

    private static int pid(Statement statement) throws Exception {
        try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
