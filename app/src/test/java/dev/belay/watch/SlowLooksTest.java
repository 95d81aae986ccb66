package dev.belay.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.activity.LockTree;
import dev.belay.db.Metric;
import dev.belay.testing.LockQueue;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.testing.Watching;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** Looks that a loaded server does not answer within their limit. */
class SlowLooksTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private final PostgresServer server = PostgresServers.usual();
    private String database;

    /** The function that tells who blocks whom takes as long as the test says. */
    @BeforeEach
    void aDatabaseThatCanBeSlowed() {
        database = server.freshDatabase();
        server.run(
                database,
                "CREATE SCHEMA slow",
                "CREATE TABLE slow.by (seconds int)",
                "INSERT INTO slow.by VALUES (0)",
                "CREATE FUNCTION slow.pg_blocking_pids(int) RETURNS int[] LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM pg_sleep((SELECT seconds FROM slow.by)); RETURN"
                        + " pg_catalog.pg_blocking_pids($1); END'",
                "ALTER DATABASE " + database + " SET search_path = slow, public, pg_catalog");
    }

    private void slow(int seconds) {
        server.run(database, "UPDATE slow.by SET seconds = " + seconds);
    }

    @Test
    void aTreeThatIsNotAnsweredInTimeStaysWithItsAgeAndTheReason() throws Exception {
        try (LockQueue queue = new LockQueue(server, database).fill(1, Duration.ZERO);
                Watching watching = new Watching(server.target(database), null, Detail.LOCKS)) {
            Watch watch = watching.watch();
            await().atMost(LONG).until(() -> waiting(watch) == 5);
            slow(10);
            await().atMost(LONG).until(() -> locks(watch).overtaken());
            Answer<LockTree> late = locks(watch);
            assertThat(late.value().waiting()).isEqualTo(5);
            assertThat(late.why()).contains("took longer than its limit and was stopped");
            Instant seen = late.at();
            // The rest of the look is answered, and tells that somebody waits.
            await().atMost(LONG).until(() -> watch.view().last().at().isAfter(seen.plusSeconds(3)));
            View view = watch.view();
            assertThat(view.link()).isInstanceOf(Link.Live.class);
            assertThat(view.last().vitals().orNaN(Metric.WAITING)).isGreaterThanOrEqualTo(5);
            assertThat(view.inside().locks().at()).isEqualTo(seen);
            assertThat(view.stale(Instant.now(), view.inside().locks())).isTrue();
            assertThat(new LockAlarm().hear(view, Instant.now())).isEmpty();
            slow(0);
            await().atMost(LONG).until(() -> !locks(watch).overtaken());
            assertThat(locks(watch).at()).isAfter(seen);
            assertThat(waiting(watch)).isEqualTo(5);
            assertThat(queue.waiting()).isGreaterThanOrEqualTo(5);
        }
    }

    private static Answer<LockTree> locks(Watch watch) {
        return watch.view().inside().locks();
    }

    private static int waiting(Watch watch) {
        LockTree tree = locks(watch).value();
        return tree == null ? -1 : tree.waiting();
    }

    @Test
    void aTreeThatWasNeverAnsweredIsUnknownAndNotEmpty() throws Exception {
        slow(10);
        try (LockQueue queue = new LockQueue(server, database).fill(1, Duration.ZERO);
                Watching watching = new Watching(server.target(database), null, Detail.LOCKS)) {
            Watch watch = watching.watch();
            await().atMost(LONG).until(() -> locks(watch).at() != null);
            assertThat(locks(watch).value()).isNull();
            assertThat(locks(watch).why()).contains("took longer than its limit");
            slow(0);
            await().atMost(LONG).until(() -> waiting(watch) == 5);
            assertThat(locks(watch).why()).isEmpty();
            assertThat(queue.waiting()).isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void aCatalogueThatSomebodyLocksMakesAGapThatSaysSo() throws Exception {
        try (PostgresServer own = PostgresServers.start(PostgresServers.USUAL);
                Connection admin = own.admin("postgres");
                Statement statement = admin.createStatement()) {
            String shop = own.freshDatabase();
            try (LockQueue queue = new LockQueue(own, shop).fill(1, Duration.ZERO);
                    Watching watching = new Watching(own.target(shop), null, Detail.LOCKS)) {
                Watch watch = watching.watch();
                await().atMost(LONG).until(() -> waiting(watch) == 5);
                admin.setAutoCommit(false);
                statement.execute("LOCK TABLE pg_catalog.pg_authid IN ACCESS EXCLUSIVE MODE");
                await().atMost(LONG).until(() -> watch.view().stale(Instant.now()));
                gapIsTold(watch);
                admin.rollback();
                await().atMost(LONG).until(() -> !watch.view().stale(Instant.now()));
                await().atMost(LONG).until(() -> waiting(watch) == 5);
                assertThat(queue.waiting()).isEqualTo(5);
            }
        }
    }

    private static void gapIsTold(Watch watch) throws SQLException {
        View view = watch.view();
        assertThat(view.link()).isInstanceOf(Link.Silent.class);
        assertThat(view.trouble().orElseThrow().why()).contains("waited too long for a lock");
        assertThat(view.inside().locks().value().waiting()).isEqualTo(5);
        Trail.Slice lately = watch.trail().slice(view.last().at(), Instant.now().plusSeconds(5));
        assertThat(lately.missed()).contains(true);
        assertThat(lately.values(Metric.WAITING)[lately.size() - 1]).isNaN();
    }
}
