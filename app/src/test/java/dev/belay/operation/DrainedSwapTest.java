package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Opening;
import dev.belay.backup.Wish;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.message.Messages;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.NoCopies;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Those who are connected to a database when a restored one takes its place. */
class DrainedSwapTest {
    private static final String ENDED = "57P01";

    private final PostgresServer server = PostgresServers.usual();
    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    private final List<Connection> guests = new ArrayList<>();
    private final Stop stop = new Stop();

    @TempDir Path folder;
    private Workshop shop;
    private Target target;
    private String name;
    private Path file;

    @BeforeEach
    void start() {
        shop = new Workshop(folder.resolve("home"));
        name = server.freshDatabase();
        target =
                server.target(name).withFolders(new Folders(null, null, folder.resolve("backups")));
        server.run(name, "create table a (x text)", "insert into a values ('backed up')");
        file =
                shop.archive
                        .copies()
                        .backUp(target, Wish.plain("", "test"), PostgresqlRestoreTest.PATIENT)
                        .stored()
                        .file();
    }

    @AfterEach
    void end() throws SQLException {
        for (Connection each : guests) {
            each.close();
        }
        shop.close();
    }

    private Connection guest(String... statements) throws SQLException {
        Connection guest = server.admin(name);
        guests.add(guest);
        guest.setAutoCommit(false);
        for (String each : statements) {
            execute(guest, each);
        }
        return guest;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private List<String> rows(String database) throws SQLException {
        try (Connection connection = server.admin(database)) {
            return texts(connection, "select x from a order by x");
        }
    }

    private Restore restoring() {
        return shop.restores()
                .of(
                        target,
                        new Request("restore", Map.of("from", file.toString()), false),
                        new NoCopies(),
                        Opening.NONE);
    }

    private CompletableFuture<Outcome<Restored>> begin() {
        Progress progress = (phase, what, share, left) -> told.add(what);
        return CompletableFuture.supplyAsync(
                () ->
                        shop.runner.run(
                                target,
                                restoring(),
                                Workshop.typed(name),
                                new Runner.Manner(progress, stop, Duration.ZERO)));
    }

    private void awaitWaiting(CompletableFuture<?> outcome, int sessions) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> outcome.isDone() || told.stream().anyMatch(t -> waits(t, sessions)));
        assertThat(outcome).isNotDone();
    }

    private static boolean waits(String what, int sessions) {
        String words = Messages.text("restore.draining", sessions, "7 s");
        return what.startsWith(words.substring(0, words.indexOf('(')));
    }

    private static Restored done(CompletableFuture<Outcome<Restored>> outcome) throws Exception {
        Outcome<Restored> end = outcome.get(60, TimeUnit.SECONDS);
        assertThat(end.problem()).isNull();
        return ((Outcome.Done<Restored>) end).result();
    }

    private static void assertEnded(Connection guest) {
        assertThatThrownBy(() -> execute(guest, "select 1"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(ENDED));
    }

    @Test
    void transactionsMayFinishAndIdleOnesAreEndedAtOnce() throws Exception {
        Connection idle = guest("select 1");
        idle.commit();
        Connection finishing = guest("insert into a values ('finished')");
        Connection lasting = guest("insert into a values ('lost')");

        Plan plan = shop.runner.plan(target, restoring());
        assertThat(plan.findings(Finding.InTheWay.class))
                .singleElement()
                .satisfies(f -> assertThat(f.text()).contains("idle", "in a transaction", "10 s"));

        CompletableFuture<Outcome<Restored>> outcome = begin();
        awaitWaiting(outcome, 2);
        assertEnded(idle);
        CompletableFuture<Connection> late = CompletableFuture.supplyAsync(this::enter);
        // Longer than one rename keeps the door shut.
        Thread.sleep(Duration.ofSeconds(6));
        assertThat(late).isNotDone();
        assertThat(outcome).isNotDone();
        finishing.commit();
        awaitWaiting(outcome, 1);

        Restored restored = done(outcome);

        assertThat(restored.sent()).isEqualTo(new SentOut(1, 1, 1));
        assertEnded(lasting);
        assertThat(rows(name)).containsExactly("backed up");
        assertThat(rows(restored.keptAs())).containsExactly("backed up", "finished");
        assertThatThrownBy(late::get)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("3D000"));
        assertThat(told).anyMatch(t -> t.matches("waiting for 2 sessions to finish \\(\\d+ s\\)"));
    }

    /** The server may have it for a moment after it was given back. */
    @Test
    void theClaimOfTheRestoreItselfIsNobodyWhoWasSentOut() throws Exception {
        Connection leaving = guest("set application_name to 'belay/restore by ana@here pid 1'");
        leaving.commit();

        Restored restored = done(begin());

        assertThat(restored.sent()).isEqualTo(new SentOut(0, 0, 0));
        assertThat(told).doesNotContain(Messages.text("restore.sending", 1));
        assertEnded(leaving);
    }

    private Connection enter() {
        try {
            return server.admin(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRestoreThatIsStoppedWhileItWaitsLeavesTheDatabaseAndOpensItsDoor() throws Exception {
        Connection finishing = guest("insert into a values ('finished')");
        CompletableFuture<Outcome<Restored>> outcome = begin();
        awaitWaiting(outcome, 1);
        CompletableFuture<Connection> late = CompletableFuture.supplyAsync(this::enter);
        long start = System.nanoTime();
        stop.wish();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Cancelled.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        try (Connection entered = late.get(5, TimeUnit.SECONDS)) {
            assertThat(texts(entered, "select count(*) from a")).containsExactly("1");
        }
        finishing.commit();
        assertThat(rows(name)).containsExactly("backed up", "finished");
        assertThat(names()).containsExactly(name);
    }

    /** As after a kill -9: nobody tells the server that nobody waits any more. */
    @Test
    void aDoorWhoseKeeperIsGoneOpensByItself() throws Exception {
        Connection lasting = guest("insert into a values ('later')");
        Target other = server.target("postgres");
        try (Session one = shop.sessions.open(other, Purpose.WORK);
                Session two = shop.sessions.open(other, Purpose.WORK);
                Session asking = shop.sessions.open(other, Purpose.WORK);
                Door door =
                        new Door(
                                List.of(one, two),
                                name,
                                "alter database " + name + " rename to gone")) {
            Awaitility.await().until(() -> door.shut(asking));
            Thread.sleep(Duration.ofMillis(500));
            one.abort();
            two.abort();
        }
        CompletableFuture<Connection> late = CompletableFuture.supplyAsync(this::enter);
        late.get(12, TimeUnit.SECONDS).close();
        lasting.commit();
        assertThat(rows(name)).containsExactly("backed up", "later");
    }

    private List<String> names() throws SQLException {
        try (Connection connection = server.admin("postgres")) {
            return texts(
                    connection,
                    "select datname from pg_database where datname like '"
                            + name
                            + "%' or datname like 'belay_scratch_%'");
        }
    }
}
