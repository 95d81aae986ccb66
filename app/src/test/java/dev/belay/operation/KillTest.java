package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.activity.Activity;
import dev.belay.db.Claim;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.lint.Risk;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sessions that are killed on a real server, and those that are left alone. */
class KillTest {
    private static final String UPDATE = "update orders set n = n + 1 where id = 1";

    @TempDir Path folder;
    private final PostgresServer server = PostgresServers.usual();
    private Workshop shop;
    private Blockade blockade;
    private Target target;

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        blockade = new Blockade(server, shop);
        target = blockade.target();
    }

    @AfterEach
    void close() throws Exception {
        blockade.close();
        shop.close();
    }

    private static Kill cancel(Target target, Victim... victims) {
        return new Kill(target, Victims.cancel(List.of(victims)));
    }

    private static Kill terminate(Target target, Victim... victims) {
        return new Kill(target, Victims.terminate(List.of(victims)));
    }

    private Killed done(Kill kill) {
        return OperationContract.done(shop.run(target, kill));
    }

    private Problem refused(Kill kill) {
        try {
            Outcome<Killed> outcome = shop.run(target, kill);
            throw new AssertionError(outcome);
        } catch (BelayException e) {
            assertThat(e.problem().exit()).isEqualTo(ExitCode.REFUSED);
            return e.problem();
        }
    }

    @Test
    void thePlanSaysWhoItIsWhatIsLostAndWhoIsFreed() throws Exception {
        blockade.idle("billing", UPDATE);
        blockade.waiters(5);
        Victim victim = blockade.victim("billing");
        Plan plan = shop.runner.plan(target, terminate(target, victim.anyTransaction()));
        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.risk()).isEqualTo(Risk.DESTRUCTIVE);
        assertThat(plan.confirm()).isEqualTo(target.databaseName());
        assertThat(plan.parts()).hasSize(1);
        assertThat(plan.parts().getFirst().title())
                .isEqualTo("End the session of pid " + victim.pid());
        assertThat(plan.steps().getFirst().sql())
                .contains("pg_terminate_backend", victim.pid() + "::int", "Z'::timestamptz")
                .doesNotContain("?");
        assertThat(plan.warnings()).hasSize(1);
        assertThat(plan.warnings().getFirst())
                .startsWith("pid " + victim.pid() + ", billing of postgres from 127.0.0.1, idle in")
                .contains("has written: all of that is rolled back")
                .contains("5 sessions wait for it, and for nobody else but each other")
                .endsWith("its last query: " + UPDATE);
        assertThat(blockade.all()).filteredOn(Activity::blocked).hasSize(5);
    }

    @Test
    void whatIsEndedIsGoneAndThoseWhoWaitedAreCounted() throws Exception {
        Connection blocker = blockade.idle("billing", UPDATE);
        blockade.waiters(5);
        Killed killed = done(terminate(target, blockade.victim("billing")));
        assertThat(killed.ends()).extracting(Killed.End::gone).containsExactly(true);
        assertThat(killed.waited()).isEqualTo(5);
        assertThat(killed.freed()).isEqualTo(5);
        assertThat(blocker.isValid(1)).isFalse();
        assertThat(KilledWords.of(killed))
                .containsExactly(
                        "pid "
                                + killed.ends().getFirst().pid()
                                + " was ended; 5 sessions wait no more");
        assertThat(shop.audit.list().getFirst().event()).isEqualTo("done");
        assertThat(shop.audit.list().getFirst().outcome()).contains("5 sessions wait no more");
    }

    @Test
    void whoWaitsForSomebodyElseThenIsNotCountedAsFreed() throws Exception {
        blockade.idle("billing", UPDATE);
        blockade.idle("other", "select 1 from orders where id = 2 for update");
        blockade.running(
                "first",
                "begin; update orders set n = 1 where id = 1;"
                        + " update orders set n = 1 where id = 2; commit");
        blockade.active("first");
        blockade.running("second", UPDATE);
        blockade.active("second");
        Thread.sleep(200);
        Killed killed = done(terminate(target, blockade.victim("billing")));
        assertThat(killed.waited()).isEqualTo(2);
        assertThat(killed.freed()).isZero();
        assertThat(KilledWords.of(killed).getFirst())
                .endsWith("nobody goes on yet, 2 wait for others still");
    }

    @Test
    void aCancelEndsWhatRunsAndLeavesTheSession() throws Exception {
        var end = blockade.running("report", "select pg_sleep(60)");
        Victim victim = Victim.of(blockade.active("report")).orElseThrow();
        Killed killed = done(cancel(target, victim));
        assertThat(killed.ends().getFirst().gone()).isTrue();
        assertThat(end.get()).isEqualTo("57014");
        assertThat(blockade.seen("report").state()).isEqualTo("idle");
    }

    @Test
    void aCancelOfAnIdleSessionIsRefusedAndTheOtherWayNamed() throws Exception {
        Connection idle = blockade.idle("billing", "select 1 from orders");
        Victim victim = blockade.victim("billing");
        Problem problem = refused(cancel(target, victim));
        assertThat(problem.why()).contains("idle in transaction and runs nothing");
        assertThat(problem.next())
                .contains("belay kill " + victim.pid() + " --started ", " --terminate -t ")
                .endsWith(" --confirm " + target.databaseName());
        assertThat(idle.isValid(1)).isTrue();
        assertThat(shop.runner.plan(target, terminate(target, victim)).warnings().getFirst())
                .contains("has written nothing, so nothing is lost", "nobody waits for it");
    }

    @Test
    void anotherSessionOrTransactionIsLeftAlone() throws Exception {
        Connection session = blockade.idle("billing", UPDATE);
        Victim is = blockade.victim("billing");
        Instant early = is.started().minusNanos(1_000);
        assertThat(refused(terminate(target, new Victim(is.pid(), early, null))).why())
                .contains("is another session by now");
        assertThat(refused(terminate(target, new Victim(1, is.started(), null))).why())
                .isEqualTo("no session of this server has pid 1, or not any more");
        session.commit();
        assertThat(refused(terminate(target, is)).why()).contains("is in no transaction any more");
        Blockade.execute(session, UPDATE);
        assertThat(refused(terminate(target, is)).why()).contains("is in another transaction");
        assertThat(refused(cancel(target, is)).why()).contains("is in another transaction");
        assertThat(session.isValid(1)).isTrue();
        assertThat(shop.audit.list()).allMatch(e -> e.event().equals("refused"));
    }

    static final List<Integer> MAJORS = PostgresServers.MAJORS;

    @ParameterizedTest
    @FieldSource("MAJORS")
    void everyServerComparesInTheStatementThatSignals(int major) throws Exception {
        PostgresServer other = PostgresServers.of(major);
        try (Blockade there = new Blockade(other, shop);
                Session session = shop.sessions.open(there.target(), Purpose.WORK)) {
            Connection idle = there.idle("billing", UPDATE);
            Victim is = there.victim("billing");
            Instant early = is.started().minusNanos(1_000);
            Instant later = is.transaction().plusNanos(1_000);
            for (Victim wrong :
                    List.of(
                            new Victim(is.pid(), early, is.transaction()),
                            new Victim(is.pid(), is.started(), later))) {
                assertThat(Signal.send(session, wrong, true).kind()).isEqualTo(Signal.Kind.CHANGED);
                assertThat(Signal.send(session, wrong, false).kind())
                        .isEqualTo(Signal.Kind.CHANGED);
            }
            assertThat(Signal.send(session, is.anyTransaction(), false).kind())
                    .isEqualTo(Signal.Kind.CHANGED);
            assertThat(Signal.send(session, new Victim(1, early, null), true).kind())
                    .isEqualTo(Signal.Kind.GONE);
            assertThat(idle.isValid(1)).isTrue();
            assertThat(Signal.send(session, is, false).sent()).isTrue();
            assertThat(Signal.send(session, is.anyTransaction(), true).sent()).isTrue();
            Awaitility.await().until(() -> !idle.isValid(1));
            session.connection().setAutoCommit(false);
            assertThatThrownBy(() -> Signal.send(session, is, true))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    /** The plan was right, and a moment later it is not: the server itself compares again. */
    @Test
    void whatChangesBetweenPlanAndSignalIsLeftAlone() throws Exception {
        Connection session = blockade.idle("billing", UPDATE);
        Kill kill = terminate(target, blockade.victim("billing"));
        Approver late =
                plan -> {
                    Approval approval = Workshop.typed(target.databaseName()).approve(plan);
                    try {
                        session.commit();
                        Blockade.execute(session, UPDATE);
                    } catch (java.sql.SQLException e) {
                        throw new IllegalStateException(e);
                    }
                    return approval;
                };
        Outcome<Killed> outcome = shop.runner.run(target, kill, late, Workshop.manner());
        assertThat(outcome.problem().exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.problem().why()).contains("came to another transaction");
        assertThat(kill.result()).isEmpty();
        assertThat(session.isValid(1)).isTrue();
    }

    /** As the window does it: what is run is planned anew, and was approved as it was read. */
    private Outcome<Killed> approvedBefore(Request request, Plan approved) {
        return shop.runner.run(
                target,
                (Kill) shop.operations().of(target, request),
                now -> Workshop.typed(target.databaseName()).approve(approved).stillFor(now),
                Workshop.manner());
    }

    @Test
    void severalAreOnePlanAndWhoHasGoneOnIsLeftAlone() throws Exception {
        for (int i = 1; i <= 3; i++) {
            blockade.idle("shop", "update orders set n = 1 where id = " + i);
        }
        blockade.idle("other", "update orders set n = 1 where id = 9");
        Connection moved = blockade.idle("shop", "update orders set n = 1 where id = 4");
        Thread.sleep(300);
        List<Victim> found =
                Victims.idleInTransaction(blockade.all(), "shop", Duration.ofMillis(200));
        assertThat(found).hasSize(4);
        assertThat(Victims.idleInTransaction(blockade.all(), "shop", Duration.ofMinutes(10)))
                .isEmpty();
        assertThat(Victims.idleInTransaction(blockade.all(), null, Duration.ofMillis(200)))
                .hasSize(5);
        Request request = Victims.terminate(found).request();
        Kill kill = (Kill) shop.operations().of(target, request);
        Plan approved = shop.runner.plan(target, kill);
        assertThat(approved.parts()).hasSize(4);
        assertThat(approved.findings())
                .extracting(Finding::text)
                .contains("all 4 together: nobody else waits for them");
        int pid = Blockade.pid(moved);
        moved.commit();
        Outcome<Killed> outcome = approvedBefore(request, approved);
        Killed killed = OperationContract.done(outcome);
        assertThat(killed.gone()).hasSize(3).doesNotContain(pid);
        assertThat(KilledWords.of(killed))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("left alone: pid " + pid);
        assertThat(moved.isValid(1)).isTrue();
        assertThat(blockade.all()).extracting(Activity::application).containsOnly("shop", "other");
    }

    @Test
    void oneThatWentOnAfterItsPlanWasReadIsLeftAloneAndTold() throws Exception {
        Connection moved = blockade.idle("shop", UPDATE);
        Request request = Victims.terminate(List.of(blockade.victim("shop"))).request();
        Plan approved = shop.runner.plan(target, (Kill) shop.operations().of(target, request));
        moved.commit();
        moved.createStatement().execute("select 1");
        Outcome<Killed> outcome = approvedBefore(request, approved);
        assertThat(outcome.problem().exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.problem().why()).contains("is in another transaction by now");
        assertThat(moved.isValid(1)).isTrue();
    }

    @Test
    void whatCatchesACancelIsToldAndTheNextStepNamed() throws Exception {
        var end =
                blockade.running(
                        "stubborn",
                        "do $$ begin for i in 1..8 loop begin perform pg_sleep(2); exception when"
                                + " query_canceled then null; end; end loop; end $$");
        Victim victim = Victim.of(blockade.active("stubborn")).orElseThrow();
        Kill kill = cancel(target, victim);
        Outcome<Killed> outcome = shop.run(target, kill);
        assertThat(outcome.problem().exit()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.problem().why()).contains("goes on after 5.0 s");
        assertThat(outcome.problem().next())
                .contains(
                        "belay kill " + victim.pid(),
                        " --terminate -t ",
                        " --confirm " + target.databaseName());
        assertThat(kill.result().orElseThrow().ends())
                .containsExactly(new Killed.End(victim.pid(), true, false, null));
        done(terminate(target, victim));
        assertThat(end.get()).isEqualTo("57P01");
    }

    @Test
    void whoBlocksARunningOperationCanBeEnded() throws Exception {
        blockade.idle("billing", UPDATE);
        try (Claim claim = shop.sessions.claim(target, "migrate by eva@ws-7 pid 12")) {
            assertThat(claim.take()).isTrue();
            assertThat(done(terminate(target, blockade.victim("billing"))).gone()).hasSize(1);
            assertThat(claim.held()).isTrue();
        }
    }

    private Target as(String role) {
        return server.target(target.databaseName(), role);
    }

    /** A role that is let in without a password. */
    private String role(String... grants) throws Exception {
        String role = server.freshRole("secret");
        for (String grant : grants) {
            server.run("postgres", "grant " + grant + " to " + role);
        }
        return role;
    }

    private Problem blocker(String role, Kill kill) {
        return plan(role, kill).blockers().getFirst();
    }

    /** As that role plans it. */
    private Plan plan(String role, Kill kill) {
        try (var session = new RoleSessions(role, "secret").open(as(role))) {
            return kill.plan(session);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRoleWithTooLittleRightIsToldWhichGrantHelps() throws Exception {
        String owner = role();
        Connection plain =
                blockade.connect(server.connect(blockade.database, owner, "secret"), "app");
        plain.setAutoCommit(false);
        Blockade.execute(plain, "select 1");
        Victim app = blockade.victim("app");
        String none = role();
        assertThat(blocker(none, terminate(target, app)).why()).contains("may not see when");
        assertThat(blocker(none, terminate(target, app)).next())
                .contains("GRANT pg_monitor, pg_signal_backend TO \"" + none);
        String watcher = role("pg_monitor");
        Problem lacks = blocker(watcher, terminate(target, app));
        assertThat(lacks.exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(lacks.next()).contains("GRANT pg_signal_backend TO \"" + watcher);
        String signaller = role("pg_signal_backend");
        assertThat(blocker(signaller, terminate(target, app)).next())
                .contains("GRANT pg_monitor TO \"" + signaller);
        String both = role("pg_monitor", "pg_signal_backend");
        assertThat(plan(both, terminate(target, app)).blockers()).isEmpty();
        assertThat(plan(owner, terminate(target, app)).blockers()).isEmpty();

        blockade.idle("root", UPDATE);
        Victim root = blockade.victim("root");
        assertThat(blocker(both, terminate(target, root)).why())
                .contains("a superuser's session", both);
        try (var session = new RoleSessions(both, "secret").open(as(both))) {
            session.connection().setReadOnly(false);
            assertThat(Signal.send(session, root, true).kind()).isEqualTo(Signal.Kind.DENIED);
            assertThat(Signal.send(session, app, true).kind()).isEqualTo(Signal.Kind.SENT);
        }
    }

    @Test
    void whatFeedsAStandbyAndWhatIsBelaysOwnIsSaid() throws Exception {
        blockade.idle("belay/work", UPDATE);
        assertThat(
                        shop.runner
                                .plan(target, terminate(target, blockade.victim("belay/work")))
                                .warnings())
                .anyMatch(w -> w.contains("a session of Belay itself (work)"));
        Target elsewhere = server.target("postgres");
        assertThat(
                        shop.runner
                                .plan(
                                        elsewhere,
                                        terminate(elsewhere, blockade.victim("belay/work")))
                                .warnings())
                .anyMatch(w -> w.contains("another database of this server than postgres"));
    }

    @Test
    void aFileHasNoSessionsAndWhoHoldsItIsNamed() throws Exception {
        Path file = folder.resolve("shop.db");
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Blockade.execute(c, "create table a (x int)");
        }
        Target sqlite =
                Target.of(
                        "shop",
                        Engine.SQLITE,
                        Environment.DEVELOPMENT,
                        new Address.File(file.toAbsolutePath()));
        Victim any = new Victim(12, Instant.now(), null);
        assertThatThrownBy(() -> shop.run(sqlite, terminate(sqlite, any)))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> {
                            assertThat(e.problem().exit()).isEqualTo(ExitCode.INCOMPATIBLE);
                            assertThat(e.problem().why())
                                    .contains("SQLite has no sessions", "does not end processes");
                        });
    }
}
