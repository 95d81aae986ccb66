package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.db.Session;
import dev.belay.db.Vitals;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.watch.Check;
import dev.belay.watch.Health;
import dev.belay.watch.Reading;
import dev.belay.watch.Status;
import dev.belay.watch.Trails;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Checks of who does what: sessions, transactions, locks. */
class PostgresSessionsTest {
    private final PostgresServer server = PostgresServers.usual();
    private final String database = server.freshDatabase();
    private final Target target = Examined.impatient(server.target(database));
    private Connection culprit;
    private String pid;

    @BeforeEach
    void begin() throws SQLException {
        server.run(database, "CREATE TABLE orders (id int)");
        culprit = server.admin(database);
        culprit.setClientInfo("ApplicationName", "billing-worker");
        try (var row = culprit.createStatement().executeQuery("SELECT pg_backend_pid()::text")) {
            row.next();
            pid = row.getString(1);
        }
    }

    @AfterEach
    void end() throws SQLException {
        culprit.close();
    }

    private void lockOrders() throws SQLException, InterruptedException {
        culprit.setAutoCommit(false);
        culprit.createStatement().execute("LOCK TABLE orders");
        Thread.sleep(120);
    }

    @Test
    void nobodyInATransactionIsSaidSo() throws SQLException {
        Check idle = Examined.check(target, "idle_in_transaction");
        assertThat(idle.status()).isEqualTo(Status.OK);
        assertThat(idle.value()).isEqualTo("none");
    }

    @Test
    void whoIsIdleInATransactionIsNamed() throws Exception {
        lockOrders();
        Check idle = Examined.check(target, "idle_in_transaction");
        assertThat(idle.status()).isEqualTo(Status.WARN);
        assertThat(idle.value()).endsWith("ms");
        assertThat(idle.detail())
                .isEqualTo("pid " + pid + ", billing-worker; also the longest transaction");
        Check longest = Examined.check(target, "longest_transaction");
        assertThat(longest.status()).isEqualTo(Status.WARN);
        assertThat(longest.detail()).isEqualTo("pid " + pid + ", billing-worker");
    }

    @Test
    void aYoungTransactionIsNoTrouble() throws Exception {
        lockOrders();
        Check longest = Examined.check(server.target(database), "longest_transaction");
        assertThat(longest.status()).isEqualTo(Status.OK);
        assertThat(longest.detail()).contains(pid);
    }

    @Test
    void anApplicationsNameCannotBreakTheLine() throws Exception {
        culprit.setClientInfo("ApplicationName", "x\u001b[2J{0}'\ny");
        lockOrders();
        assertThat(Examined.check(target, "longest_transaction").detail())
                .doesNotContain("\u001b", "\n")
                .contains("{0}'");
    }

    @Test
    void whoWaitsBehindWhomIsSaid() throws Exception {
        assertThat(Examined.check(target, "lock_waits").detail()).isEqualTo("nobody waits");
        lockOrders();
        Thread waiter = Thread.ofVirtual().start(this::insert);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(Examined.check(target, "lock_waits"))
                                        .returns(Status.WARN, Check::status)
                                        .returns(
                                                "1 waits on orders, behind pid " + pid,
                                                Check::detail));
        culprit.rollback();
        waiter.join();
    }

    @Test
    void aReadingThatShowsAWaitMakesTheHealthTellItAndItsEnd() throws Exception {
        HealthRound round = new HealthRound(Clock.systemUTC());
        try (Session session = Examined.open(target)) {
            assertThat(read(round, session, true).status()).isEqualTo(Status.OK);
            lockOrders();
            Thread waiter = Thread.ofVirtual().start(this::insert);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () ->
                                    assertThat(read(round, session, false))
                                            .returns(Status.WARN, Check::status)
                                            .returns(
                                                    "1 waits on orders, behind pid " + pid,
                                                    Check::detail));
            culprit.rollback();
            waiter.join();
            assertThat(read(round, session, false).detail()).isEqualTo("nobody waits");
        }
    }

    @Test
    void whoeverStandsInMostWaysIsNamed() throws Exception {
        server.run(database, "CREATE TABLE bills (id int)");
        lockOrders();
        List<Thread> waiters = new ArrayList<>();
        waiters.add(Thread.ofVirtual().start(this::insert));
        Thread.sleep(300);
        try (Connection worse = server.admin(database)) {
            worse.setAutoCommit(false);
            worse.createStatement().execute("LOCK TABLE bills");
            for (int i = 0; i < 2; i++) {
                waiters.add(Thread.ofVirtual().start(() -> insert("bills")));
            }
            String root = Integer.toString(worse.unwrap(PGConnection.class).getBackendPID());
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () ->
                                    assertThat(Examined.check(target, "lock_waits").detail())
                                            .isEqualTo(
                                                    "2 wait on bills, behind pid "
                                                            + root
                                                            + "; 1 more waits behind others"));
            worse.rollback();
        }
        culprit.rollback();
        for (Thread each : waiters) {
            each.join();
        }
    }

    @Test
    void troubleThatGoesOnAsItIsIsAskedAboutEveryFewSecondsOnly() throws Exception {
        Clock clock = Clock.systemUTC();
        HealthRound later = new HealthRound(clock);
        try (Session session = Examined.open(target)) {
            read(later, session, true);
            lockOrders();
            Thread waiter = Thread.ofVirtual().start(this::insert);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> read(later, session, false).status() == Status.WARN);
            int before = session.statements();
            int looks = 0;
            Instant asked = read(later, session, false).at();
            while (read(later, session, false).at().equals(asked)) {
                looks++;
                Thread.sleep(100);
            }
            assertThat(looks).isGreaterThan(10);
            // The readings are statements, too; and it was asked once more.
            assertThat(session.statements() - before).isLessThanOrEqualTo(looks + 2 + 3);
            culprit.rollback();
            waiter.join();
            assertThat(read(later, session, false).detail()).isEqualTo("nobody waits");
        }
    }

    private static Check read(HealthRound round, Session session, boolean examine)
            throws SQLException {
        Vitals vitals = session.dialect().vitals(session);
        Reading.Sample sample = new Reading.Sample(Instant.now(), Duration.ofMillis(1), vitals);
        Health health =
                examine
                        ? round.examine(session, sample, Trails.of(sample), null)
                        : round.follow(session, sample, Trails.of(sample));
        return Examined.named(health, "lock_waits");
    }

    private void insert() {
        insert("orders");
    }

    private void insert(String table) {
        try (var connection = server.admin(database)) {
            connection.createStatement().execute("INSERT INTO " + table + " VALUES (1)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void connectionsAreHeldAgainstThePoolsLines() throws SQLException {
        Check above = Examined.check(Examined.pool(target, 1, 90), "connections");
        assertThat(above.status()).isEqualTo(Status.WARN);
        assertThat(above.detail()).isEqualTo("above 1");
        Check over = Examined.check(Examined.pool(target, 0, 1), "connections");
        assertThat(over.status()).isEqualTo(Status.FAIL);
        assertThat(over.detail()).isEqualTo("above the pool's limit of 1");
    }

    @Test
    void aDatabasesOwnLimitCountsWhereItIsNearer() throws SQLException {
        server.run("postgres", "ALTER DATABASE " + database + " CONNECTION LIMIT 2");
        Check full = Examined.check(target, "connections");
        assertThat(full.value()).isEqualTo("2 of 2");
        assertThat(full.status()).isEqualTo(Status.FAIL);
        assertThat(full.detail()).startsWith("no place left");
    }
}
