package dev.belay.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.testing.Churn;
import dev.belay.testing.Deadlocks;
import dev.belay.testing.Live;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Everything is read as fast as the server answers while nothing on it stays as it is from one
 * statement to the next. {@code -Dbelay.storm=60} for a minute of each.
 */
class LockStormTest {
    private static final Duration LONG = Duration.ofSeconds(Integer.getInteger("belay.storm", 4));

    private int looks;
    private int waits;
    private int circles;

    private interface Look {
        void at(Session session) throws SQLException;
    }

    private void storm(PostgresServer server, String database, Look look) throws Exception {
        try (Session session = Live.session(server.target(database), Purpose.WATCH)) {
            long until = System.nanoTime() + LONG.toNanos();
            while (System.nanoTime() < until) {
                look.at(session);
                looks++;
            }
        }
    }

    private void locks(Session session) throws SQLException {
        LockTree tree = LockTree.of(Locks.read(session).orElseThrow());
        Consistent.check(tree);
        // Words are found for all of it, whatever of it had gone already.
        LockText.text(tree, "shop");
        LockWords.chainPhrases(tree);
        for (Party party : tree.parties()) {
            assertThat(tree.freedBy(party.who())).doesNotContain(party.who());
            assertThat(tree.chain(party.who())).doesNotHaveDuplicates();
        }
        waits += tree.waiting();
        circles += tree.cycles().size();
    }

    @Test
    void deadlocksThatTheServerBreaksMeanwhile() throws Exception {
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        try (Deadlocks deadlocks = new Deadlocks(server, database, 4, 3)) {
            storm(server, database, this::locks);
            assertThat(deadlocks.broken()).isGreaterThan(20);
            System.out.printf(
                    "%d deadlocks broken during %d looks, %d waits and %d circles seen%n",
                    deadlocks.broken(), looks, waits, circles);
        }
        assertThat(looks).isGreaterThan(50);
        assertThat(waits).isPositive();
        assertThat(circles).isPositive();
    }

    @Test
    void sessionsThatVanishMeanwhile() throws Exception {
        try (PostgresServer server =
                PostgresServers.start(
                        PostgresServers.USUAL, "shared_preload_libraries = pg_stat_statements")) {
            String database = server.freshDatabase();
            server.run(database, "CREATE EXTENSION pg_stat_statements");
            Statements statements = new Statements();
            try (Churn churn = new Churn(server, database, 8)) {
                storm(
                        server,
                        database,
                        session -> {
                            locks(session);
                            sessions(Activities.read(session).orElseThrow());
                            pool(Pool.read(session).orElseThrow());
                            assertThat(statements.read(session)).isPresent();
                        });
                assertThat(churn.gone()).isGreaterThan(50);
                System.out.printf(
                        "%d sessions came and went during %d looks, %d waits seen%n",
                        churn.gone(), looks, waits);
            }
        }
        assertThat(looks).isGreaterThan(50);
        assertThat(waits).isPositive();
    }

    private static void sessions(List<Activity> all) {
        assertThat(all).extracting(Activity::pid).doesNotHaveDuplicates();
        assertThat(all).noneMatch(Activity::hidden);
        assertThat(all).allMatch(a -> a.started().backend() != null);
    }

    /** Its parts are of the same moment, and so come to the whole. */
    private static void pool(Pool pool) {
        Pool.Count all = pool.all();
        assertThat(all.active() + all.idle() + all.idleInTransaction() + all.waiting())
                .isLessThanOrEqualTo(all.total());
        pool.by()
                .forEach(
                        (by, counts) ->
                                assertThat(counts.stream().mapToInt(Pool.Count::total).sum())
                                        .isEqualTo(all.total()));
    }
}
