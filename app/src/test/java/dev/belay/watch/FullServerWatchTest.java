package dev.belay.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.belay.activity.LockTree;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.target.Target;
import dev.belay.testing.LockQueue;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.testing.Watching;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A server that lets nobody in any more, watched by one that is inside. */
@Tag("alone")
class FullServerWatchTest {
    private static final String PASSWORD = "secret";
    private static final String FULL = "53300";

    private final List<Connection> fillers = new ArrayList<>();
    private String role;

    private static PostgresServer small() {
        return PostgresServers.start(
                PostgresServers.USUAL,
                "max_connections = 20",
                "superuser_reserved_connections = 2");
    }

    private Target target(PostgresServer server, String database) {
        role = server.freshRole(PASSWORD);
        server.run("postgres", "GRANT pg_monitor TO " + role);
        return server.target(database, role);
    }

    /** All places, the reserved ones too. */
    private void fill(PostgresServer server, String database) throws SQLException {
        String other = server.freshRole(PASSWORD);
        SQLException refused = null;
        while (refused == null) {
            refused = next(server, database, other);
        }
        assertThat(refused.getSQLState()).isEqualTo(FULL);
        do {
            refused = next(server, database, "postgres");
        } while (refused == null);
        assertThat(refused.getSQLState()).isEqualTo(FULL);
    }

    private SQLException next(PostgresServer server, String database, String user) {
        try {
            fillers.add(server.connect(database, user, PASSWORD));
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    private void leave() throws SQLException {
        for (Connection filler : fillers) {
            filler.close();
        }
        fillers.clear();
    }

    @Test
    void itsTreeIsShownOverTheConnectionsThatAreThere() throws Exception {
        try (PostgresServer server = small()) {
            String database = server.freshDatabase();
            try (LockQueue queue = new LockQueue(server, database).fill(2, Duration.ZERO);
                    Watching watching =
                            new Watching(target(server, database), PASSWORD, Detail.POOL)) {
                Watch watch = watching.watch();
                await().until(() -> watch.view().cost().connections() == 2);
                fill(server, database);
                try {
                    shownAsItIs(watching, queue);
                } finally {
                    leave();
                }
            }
        }
    }

    private static void shownAsItIs(Watching watching, LockQueue queue) {
        Watch watch = watching.watch();
        Instant full = Instant.now();
        await().until(() -> after(full, watch.view()));
        View view = watch.view();
        assertThat(view.inside().locks().value().waiting()).isEqualTo(6);
        assertThat(view.inside().pool().value().all().total()).isEqualTo(20);
        assertThat(view.inside().pool().value().max()).isEqualTo(20);
        assertThat(view.stale(Instant.now(), view.inside().locks())).isFalse();
        long start = System.nanoTime();
        ConnectException refused =
                catchThrowableOfType(
                        ConnectException.class,
                        () -> watching.sessions().open(watch.target(), Purpose.ASK));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(refused.failure().problem().key()).isEqualTo("postgresql.full");
        // Whoever counts the waits anew needs a place, and gets none.
        assertThatThrownBy(queue::waiting).hasMessageContaining("too many clients");
    }

    private static boolean after(Instant moment, View view) {
        Instant at = view.inside().locks().at();
        Instant counted = view.inside().pool().at();
        return at != null && counted != null && at.isAfter(moment) && counted.isAfter(moment);
    }

    /** The one that reads is ended, and there is no place for another. */
    @Test
    void theWarmConnectionTakesOverWhenTheOtherIsLost() throws Exception {
        try (PostgresServer server = small();
                Connection admin = server.admin("postgres")) {
            String database = server.freshDatabase();
            try (LockQueue queue = new LockQueue(server, database).fill(2, Duration.ZERO);
                    Watching watching =
                            new Watching(target(server, database), PASSWORD, Detail.LOCKS)) {
                Watch watch = watching.watch();
                await().until(() -> watch.view().cost().connections() == 2);
                // The one that is left is all that this role may have.
                execute(admin, "ALTER ROLE " + role + " CONNECTION LIMIT 1");
                execute(
                        admin,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '"
                                + role
                                + "' ORDER BY backend_start LIMIT 1");
                Instant ended = Instant.now();
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> watch.view().inside().locks().at().isAfter(ended));
                View view = watch.view();
                LockTree tree = view.inside().locks().value();
                assertThat(tree.waiting()).isEqualTo(6);
                assertThat(view.link()).isInstanceOf(Link.Live.class);
                assertThat(view.cost().connections()).isEqualTo(1);
                // With room again there is a warm one again.
                execute(admin, "ALTER ROLE " + role + " CONNECTION LIMIT -1");
                watch.recheck();
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> watch.view().cost().connections() == 2);
                assertThat(queue.waiting()).isEqualTo(6);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Both connections are dead then, and neither is taken for alive. */
    @Test
    void aServerThatWasStartedAgainIsWatchedWithTwoNewConnections() throws Exception {
        try (PostgresServer server = PostgresServers.start(PostgresServers.USUAL);
                Watching watching = new Watching(server.target("postgres"), null, Detail.LOCKS)) {
            Watch watch = watching.watch();
            await().until(() -> watch.view().cost().connections() == 2);
            server.crash();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> watch.view().link() instanceof Link.Lost);
            assertThat(watch.view().cost().connections()).isLessThan(2);
            server.startAgain();
            Instant again = Instant.now();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> watch.view().link() instanceof Link.Live);
            assertThat(Duration.between(again, Instant.now())).isLessThan(Duration.ofSeconds(5));
            watch.recheck();
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> watch.view().cost().connections() == 2);
        }
    }
}
