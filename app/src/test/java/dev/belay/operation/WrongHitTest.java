package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.activity.Activities;
import dev.belay.activity.Activity;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.message.ExitCode;
import dev.belay.target.Target;
import dev.belay.testing.NumberedServer;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Kills of sessions that become others after the plan was approved and before the signal: nobody
 * else is hit. {@code -Dbelay.kill=1000} for the long form. Where the user is not root, no number
 * of a process can be given again, and only transactions change.
 */
class WrongHitTest {
    private static final int ROUNDS = Integer.getInteger("belay.kill", 24);

    /** What becomes of a victim between its plan and its signal. */
    private enum Change {
        /** Its number is another session's, which is idle in a transaction. */
        REUSED_IDLE,
        /** Its number is another session's, which runs a query. */
        REUSED_RUNNING,
        /** It is idle in another transaction. */
        MOVED_IDLE,
        /** It runs a query in another transaction. */
        MOVED_RUNNING,
        /** Nobody has its number. */
        GONE,
        /** It is the one that is meant, so that it is hit. */
        SAME;

        boolean reuses() {
            return this == REUSED_IDLE || this == REUSED_RUNNING;
        }

        /** Cancelled, since it runs; else its session is ended. */
        boolean runs() {
            return this == REUSED_RUNNING || this == MOVED_RUNNING;
        }
    }

    @TempDir Path folder;
    private Workshop shop;
    private NumberedServer numbered;
    private PostgresServer usual;
    private Target target;
    private Connection keeper;
    private long lock;

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        usual = PostgresServers.usual();
        if (NumberedServer.possible()) {
            numbered = NumberedServer.start(usual, folder);
            target = numbered.target();
        } else {
            target = usual.target(usual.freshDatabase());
        }
        keeper = connect();
    }

    @AfterEach
    void close() throws Exception {
        keeper.close();
        shop.close();
        if (numbered != null) {
            numbered.close();
        }
    }

    private Connection connect() throws SQLException {
        return numbered == null ? usual.admin(target.databaseName()) : numbered.connect();
    }

    private void keep(String function, long number) throws SQLException {
        try (Statement statement = keeper.createStatement()) {
            statement.execute("select " + function + "(" + number + ")");
        }
    }

    private void release() throws SQLException {
        try (Statement statement = keeper.createStatement()) {
            statement.execute("select pg_advisory_unlock_all()");
        }
    }

    @Test
    void whoTookTheNumberOrBeganAnotherTransactionIsNeverHit() throws Exception {
        List<Change> changes =
                Arrays.stream(Change.values())
                        .filter(c -> numbered != null || !c.reuses())
                        .toList();
        Map<Change, Integer> kills = new EnumMap<>(Change.class);
        int wrong = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Change change = changes.get(i % changes.size());
            kills.merge(change, 1, Integer::sum);
            wrong += round(change) ? 0 : 1;
        }
        System.out.printf("%d kills, %d wrong: %s%n", ROUNDS, wrong, kills);
        assertThat(wrong).isZero();
    }

    /** False if somebody was hit that was not meant. */
    private boolean round(Change change) throws Exception {
        long first = ++lock;
        long second = ++lock;
        keep("pg_advisory_lock", first);
        keep("pg_advisory_lock", second);
        Passerby meant = new Passerby(connect());
        Passerby[] after = {meant};
        try {
            boolean runs = change.runs();
            if (runs) {
                meant.runs(first);
            } else {
                meant.idle();
            }
            Victim victim = victim(meant.pid, runs);
            boolean moved = change == Change.MOVED_IDLE || runs;
            Kill kill =
                    new Kill(
                            target,
                            new Victims(List.of(moved ? victim : victim.anyTransaction()), !runs));
            Outcome<Killed> outcome =
                    shop.runner.run(
                            target,
                            kill,
                            plan -> {
                                Approval yes = Workshop.typed(target.databaseName()).approve(plan);
                                after[0] = become(change, meant, first, second);
                                return yes;
                            },
                            Workshop.manner());
            keep("pg_advisory_unlock", second);
            if (change == Change.SAME) {
                assertThat(OperationContract.done(outcome).gone()).containsExactly(meant.pid);
                assertThat(meant.unhurt()).isFalse();
                return true;
            }
            assertThat(outcome.problem().exit()).isEqualTo(ExitCode.REFUSED);
            return change == Change.GONE || after[0].unhurt();
        } finally {
            release();
            after[0].close();
            meant.close();
        }
    }

    /** As it was seen; one that runs a query, when it waits in it. */
    private Victim victim(int pid, boolean runs) throws Exception {
        try (Session session = shop.sessions.open(target, Purpose.ASK)) {
            Activity seen =
                    Awaitility.await()
                            .pollInterval(Duration.ofMillis(2))
                            .until(
                                    () ->
                                            Activities.read(session).orElseThrow().stream()
                                                    .filter(a -> a.pid() == pid)
                                                    .filter(a -> runs == a.blocked())
                                                    .findFirst()
                                                    .orElse(null),
                                    a -> a != null);
            return Victim.of(seen).orElseThrow();
        }
    }

    private Passerby become(Change change, Passerby meant, long first, long second) {
        try {
            if (change == Change.SAME) {
                return meant;
            }
            keep("pg_advisory_unlock", first);
            meant.finish();
            Passerby after = meant;
            if (change.reuses() || change == Change.GONE) {
                meant.close();
                ended(meant.pid);
                after = change == Change.GONE ? meant : new Passerby(numbered.connect(meant.pid));
                assertThat(after.pid).isEqualTo(meant.pid);
            }
            if (change.runs()) {
                after.runs(second);
                victim(after.pid, true);
            } else if (change != Change.GONE) {
                after.idle();
            }
            return after;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void ended(int pid) throws Exception {
        try (Session session = shop.sessions.open(target, Purpose.ASK)) {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(2))
                    .until(
                            () ->
                                    Activities.read(session).orElseThrow().stream()
                                            .noneMatch(a -> a.pid() == pid));
        }
    }
}
