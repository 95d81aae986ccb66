package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.db.Session;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.lint.Risk;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.DemoScripts;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What every operation keeps to, on every engine's real server. */
abstract class OperationContract {
    @TempDir Path folder;
    Workshop shop;
    Target target;
    Path scripts;

    /** An empty database of this engine. */
    abstract Target fresh();

    /** All objects of the database as its own catalogue tells them, the history's table aside. */
    abstract List<String> catalogue(Target target) throws Exception;

    /** A connection of an application's own. */
    abstract Connection outside(Target target) throws SQLException;

    abstract FluentConfiguration flyway(Target target);

    /** A statement that takes many seconds and can be stopped. */
    abstract String slow();

    @BeforeEach
    void open() throws IOException {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        scripts = Files.createDirectories(folder.resolve("migrations"));
        target = fresh().withFolders(new Folders(scripts, null, null));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /** Lays the demo's scripts out. */
    final void demo() throws IOException {
        Path demo = DemoScripts.of(target.engine());
        try (Stream<Path> files = Files.list(demo)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, scripts.resolve(file.getFileName()));
            }
        }
    }

    final void script(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), sql);
    }

    final History history() throws Exception {
        try (Session session = shop.ask(target)) {
            return shop.histories.read(session, target);
        }
    }

    static Problem failed(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed<?>) outcome).problem();
    }

    static <R> R done(Outcome<R> outcome) {
        assertThat(outcome).as(String.valueOf(outcome)).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<R>) outcome).result();
    }

    @Test
    void migrateAppliesWhatIsPendingOnce() throws Exception {
        demo();
        Migrated first = done(shop.run(target, shop.migrate(target)));
        assertThat(first.applied()).hasSize(8);
        assertThat(first.to()).isEqualTo("7");
        Outcome<Migrated> second = shop.run(target, shop.migrate(target));
        assertThat(((Outcome.Done<Migrated>) second).did()).isFalse();
        assertThat(flyway(target).load().validateWithResult().validationSuccessful).isTrue();
    }

    @Test
    void rollbackByOneAndMigrateLeaveTheSameSchema() throws Exception {
        demo();
        done(shop.run(target, shop.migrate(target)));
        for (String to : List.of("6", "5", "4", "3", "2", "1", "0")) {
            List<String> before = catalogue(target);
            done(shop.run(target, shop.rollback(target, to)));
            assertThat(catalogue(target)).isNotEqualTo(before);
            done(shop.run(target, shop.migrate(target)));
            assertThat(catalogue(target)).as("after a rollback to %s", to).isEqualTo(before);
        }
    }

    @Test
    void theOfficialFlywayReadsTheTableAfterARollbackAndGoesOn() throws Exception {
        demo();
        done(shop.run(target, shop.migrate(target)));
        List<String> before = catalogue(target);
        RolledBack back = done(shop.run(target, shop.rollback(target, "2")));
        assertThat(back.undone())
                .extracting(RolledBack.Undone::version)
                .containsExactly("7", "6", "5", "4", "3");
        Flyway official = flyway(target).load();
        assertThat(official.info().current().getVersion().toString()).isEqualTo("2");
        assertThat(official.migrate().migrationsExecuted).isEqualTo(6);
        assertThat(official.validateWithResult().validationSuccessful).isTrue();
        assertThat(catalogue(target)).isEqualTo(before);
        assertThat(history().migrations())
                .filteredOn(m -> m.state() == MigrationState.UNDONE)
                .extracting(Migration::version)
                .containsExactly("3", "4", "5", "6", "7");
    }

    @Test
    void aViewOfARepeatableThatIsInTheWayIsMadeAgain() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        script("V2__b.sql", "alter table a add column y int;");
        script("U2__b.sql", "alter table a drop column y;");
        script("R__v.sql", "drop view if exists v; create view v as select * from a;");
        done(shop.run(target, shop.migrate(target)));
        RolledBack back = done(shop.run(target, shop.rollback(target, "1")));
        assertThat(back.left()).isEmpty();
        done(shop.run(target, shop.migrate(target)));
        try (Connection c = outside(target);
                var statement = c.createStatement();
                var rows = statement.executeQuery("select y from v")) {
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void aViewOfARepeatableGoesWithTheTableItReads() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        script("U1__a.sql", "drop table a;");
        script("V2__b.sql", "create table b (x int, y int);");
        script("U2__b.sql", "drop table b;");
        script("R__v.sql", "drop view if exists v; create view v as select * from b;");
        done(shop.run(target, shop.migrate(target)));
        RolledBack back = done(shop.run(target, shop.rollback(target, "1")));
        assertThat(back.left()).containsExactly("R__v.sql");
        assertThat(catalogue(target)).noneMatch(o -> o.contains("view v"));
        try (Connection c = outside(target);
                var statement = c.createStatement()) {
            statement.execute("alter table a rename to another");
            statement.execute("alter table another rename to a");
        }
        done(shop.run(target, shop.migrate(target)));
        assertThat(catalogue(target)).anyMatch(o -> o.contains("v"));
    }

    @Test
    void aMissingUndoScriptRefusesAndIsNamed() throws Exception {
        demo();
        done(shop.run(target, shop.migrate(target)));
        Files.delete(scripts.resolve("U5__add_version_to_projects.sql"));
        List<String> before = catalogue(target);
        assertThatThrownBy(() -> shop.run(target, shop.rollback(target, "4")))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> {
                            assertThat(e.problem().exit()).isEqualTo(ExitCode.REFUSED);
                            assertThat(e.problem().why())
                                    .contains("V5__add_version_to_projects.sql");
                        });
        assertThat(catalogue(target)).isEqualTo(before);
    }

    @Test
    void theLossIsCountedInThePlan() throws Exception {
        script("V1__a.sql", "create table a (x int); insert into a values (1), (2), (null);");
        script("U1__a.sql", "drop table a;");
        done(shop.run(target, shop.migrate(target)));
        Plan plan = shop.runner.plan(target, shop.rollback(target, "0"));
        assertThat(plan.warnings())
                .anyMatch(w -> w.contains("the table a") && w.contains("3 rows"));
        assertThat(plan.risk()).isEqualTo(Risk.DESTRUCTIVE);
        assertThat(plan.confirm()).isEqualTo(target.databaseName());
    }

    @Test
    void aFailedScriptLeavesNothingAndTellsItsPlace() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        script("V2__b.sql", "create table b (x int);\n\ninsert into nowhere values (1);\n");
        Problem problem = failed(shop.run(target, shop.migrate(target)));
        assertThat(problem.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(problem.why()).contains("V2__b.sql:3", "insert into nowhere");
        assertThat(history().current()).isEqualTo("1");
        assertThat(catalogue(target)).noneMatch(o -> o.contains("table b"));
    }

    @Test
    void whatIsNotConfirmedSendsNothing() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        Target production = target.withEnvironment(Environment.PRODUCTION);
        for (Approver approver : List.of(Workshop.given(), Workshop.typed("other"))) {
            assertThatThrownBy(
                            () ->
                                    shop.runner.run(
                                            production,
                                            shop.migrate(production),
                                            approver,
                                            Workshop.manner()))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> assertThat(e.problem().exit()).isEqualTo(ExitCode.REFUSED));
        }
        assertThat(catalogue(target)).isEmpty();
        assertThat(shop.audit.list()).extracting(AuditEntry::event).containsOnly("refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table a (x int, y int);",
                "create table a (x int);\n-- the history keeps a checksum of this as well"
            })
    void scriptsThatChangedSinceTheApprovalAreRefused(String since) throws Exception {
        script("V1__a.sql", "create table a (x int);");
        Plan shown = shop.runner.plan(target, shop.migrate(target));
        Approval approval = Workshop.given().approve(shown);
        script("V1__a.sql", since);
        assertThatThrownBy(
                        () ->
                                shop.runner.run(
                                        target,
                                        shop.migrate(target),
                                        approval::stillFor,
                                        Workshop.manner()))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().key()).isEqualTo("operation.changed"));
        assertThat(catalogue(target)).isEmpty();
    }

    @Test
    void anotherOperationOnTheTargetIsNamed() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        try (var claim = shop.sessions.claim(target, "migrate by ana@ws-12 pid 1")) {
            assertThat(claim.take()).isTrue();
            assertThatThrownBy(() -> shop.run(target, shop.migrate(target)))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> {
                                assertThat(e.problem().exit()).isEqualTo(ExitCode.LOCKED);
                                assertThat(e.problem().why()).contains("ana@ws-12");
                            });
        }
        done(shop.run(target, shop.migrate(target)));
    }

    @Test
    void stoppingBringsBackWhatWasBefore() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        script("V2__slow.sql", "create table b (x int);\n" + slow());
        Stop stop = new Stop();
        CountDownLatch atWork = new CountDownLatch(1);
        Progress progress =
                (phase, what, share, left) -> {
                    if (what.contains("V2")) {
                        atWork.countDown();
                    }
                };
        var running =
                CompletableFuture.supplyAsync(
                        () ->
                                shop.runner.run(
                                        target,
                                        shop.migrate(target),
                                        Workshop.typed(target.databaseName()),
                                        new Runner.Manner(progress, stop, Duration.ZERO)));
        assertThat(atWork.await(20, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(300);
        stop.wish();
        assertThat(running.get(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Cancelled.class);
        assertThat(history().current()).isEqualTo("1");
        assertThat(catalogue(target)).noneMatch(o -> o.contains("table b"));
        assertThat(shop.audit.list().getFirst().event()).isEqualTo("cancelled");
    }

    @Test
    void theAuditTellsWhatWasDone() throws Exception {
        demo();
        done(shop.run(target, shop.migrate(target)));
        assertThat(shop.audit.list())
                .extracting(AuditEntry::event)
                .containsExactly("done", "begun");
        AuditEntry entry = shop.audit.list().getFirst();
        assertThat(entry.plan()).contains("V1__create_users.sql");
        assertThat(Objects.requireNonNull(entry.fingerprint())).isNotEmpty();
        assertThat(shop.audit.verify().intact()).isTrue();
        assertThat(shop.journal.interrupted()).isEmpty();
    }

    @Test
    void baselineAndRepairDoWhatFlywayDoes() throws Exception {
        try (Connection c = outside(target);
                var s = c.createStatement()) {
            s.execute("create table a (x int)");
        }
        script("V1__a.sql", "create table a (x int);");
        script("V2__b.sql", "create table b (x int);");
        done(shop.run(target, new Baseline(target, shop.histories, "1")));
        assertThat(done(shop.run(target, shop.migrate(target))).applied()).hasSize(1);
        script("V2__b.sql", "create table b (x int, y int);");
        assertThatThrownBy(() -> shop.run(target, shop.migrate(target)))
                .isInstanceOf(BelayException.class);
        done(shop.run(target, new Repair(target, shop.histories)));
        assertThat(flyway(target).load().validateWithResult().validationSuccessful).isTrue();
    }

    private Init init(Target of) {
        return new Init(of, shop.sessions, shop.histories, shop.waived);
    }

    @Test
    void initRecognisesTablesThatAnApplicationMade() throws Exception {
        script("V1__a.sql", "create table a (x int primary key);");
        script("V2__b.sql", "create table b (x int, y varchar(20) not null);");
        script("V3__c.sql", "create table c (x int);");
        try (Connection c = outside(target);
                var s = c.createStatement()) {
            s.execute("create table a (x int primary key)");
            s.execute("create table b (x int, y varchar(20) not null)");
            s.execute("insert into a values (1)");
        }
        Initialised result = done(shop.run(target, init(target)));
        assertThat(result.baseline()).isEqualTo("2");
        assertThat(result.applied()).hasSize(1);
        assertThat(history().current()).isEqualTo("3");
        assertThat(flyway(target).load().validateWithResult().validationSuccessful).isTrue();
    }

    @Test
    void initRecognisesAVersionWithWhatIsRepeatableAtIt() throws Exception {
        demo();
        done(shop.run(target, new Migrate(target, shop.histories, shop.waived, "5")));
        List<String> before = catalogue(target);
        try (Connection c = outside(target);
                var s = c.createStatement()) {
            s.execute("drop table flyway_schema_history");
        }
        assertThat(shop.runner.plan(target, init(target)).parts().getFirst().title())
                .isEqualTo("Begin the history at V5");
        assertThat(catalogue(target)).isEqualTo(before);
        assertThat(done(shop.run(target, init(target))).baseline()).isEqualTo("5");
        assertThat(history().current()).isEqualTo("7");
    }

    @Test
    void migrateOnTablesWithoutAHistoryIsRefusedInThePlan() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        try (Connection c = outside(target);
                var s = c.createStatement()) {
            s.execute("create table mine (x int)");
        }
        Plan plan = shop.runner.plan(target, shop.migrate(target));
        assertThat(plan.blockers())
                .singleElement()
                .satisfies(
                        b -> {
                            assertThat(b.key()).isEqualTo("migrate.foreign");
                            assertThat(b.exit()).isEqualTo(ExitCode.REFUSED);
                            assertThat(b.next()).contains("belay init", "baseline --at");
                        });
        assertThatThrownBy(() -> flyway(target).load().migrate())
                .hasMessageContaining("non-empty schema");
    }

    @Test
    void initRefusesTablesThatNoVersionBuildsAndNamesTheDifference() throws Exception {
        script("V1__a.sql", "create table a (x int primary key);");
        try (Connection c = outside(target);
                var s = c.createStatement()) {
            s.execute("create table a (x int primary key, surplus int)");
        }
        assertThatThrownBy(() -> shop.run(target, init(target)))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> {
                            assertThat(e.problem().exit()).isEqualTo(ExitCode.REFUSED);
                            assertThat(e.problem().why()).contains("table");
                            assertThat(e.problem().next()).contains("baseline --at");
                        });
        assertThat(shop.runner.plan(target, init(target)).warnings())
                .anyMatch(w -> w.contains("surplus"));
        assertThat(history().table()).isNull();
    }

    @Test
    void initSeedsWhatIsDueOnce() throws Exception {
        script("V1__a.sql", "create table a (x int primary key, name varchar(20));");
        Path seeds = Files.createDirectories(folder.resolve("seeds/base"));
        Files.writeString(seeds.resolve("a.csv"), "x,name\n1,one\n2,two\n");
        Target seeded = target.withFolders(new Folders(scripts, seeds.getParent(), null));
        Initialised first = done(shop.run(seeded, init(seeded)));
        assertThat(first.did()).isTrue();
        assertThat(first.seeded().get("base").inserted()).isEqualTo(2);
        Initialised second = done(shop.run(seeded, init(seeded)));
        assertThat(second.did()).isFalse();
    }

    /** A script that ends well and leaves no table b, though it says that it makes one. */
    abstract String emptyPromise();

    @Test
    void aScriptThatEndsWellAndLeavesNothingIsFoundOut() throws Exception {
        script("V1__a.sql", "create table a (x int, y int);");
        script("V2__b.sql", emptyPromise());
        Problem problem = failed(shop.run(target, shop.migrate(target)));
        assertThat(problem.key()).isEqualTo("operation.verify");
        assertThat(problem.why()).contains("V2__b.sql:1 was to make b");
    }

    @Test
    void whatLaterScriptsDropOrRenameIsNotMissed() throws Exception {
        script("V1__a.sql", "create table a (x int, y int); create index a_x on a (x);");
        script("V2__b.sql", "create table b (x int); alter table a add z int;");
        script("V3__c.sql", "alter table b rename to c; alter table a rename column z to w;");
        script("V4__d.sql", "drop index a_x; drop table c; create view v as select w from a;");
        assertThat(done(shop.run(target, shop.migrate(target))).applied()).hasSize(4);
    }

    @Test
    void aStepOfARollbackHasItsOwnRiskAndAllOfItIsDestructive() throws Exception {
        script("V1__a.sql", "create table a (x int); create index a_x on a (x);");
        script("V2__a.sql", "drop index a_x;");
        script("U2__a.sql", "create index a_x on a (x);");
        done(shop.run(target, shop.migrate(target)));
        Plan plan = shop.runner.plan(target, shop.rollback(target, "1"));
        assertThat(plan.steps()).extracting(Step::risk).containsExactly(Risk.ADDITIVE);
        assertThat(plan.risk()).isEqualTo(Risk.DESTRUCTIVE);
        assertThat(plan.confirm()).isEqualTo(target.databaseName());
    }

    @Test
    void aFailureSpeaksOfTheCommandThatWasRun() throws Exception {
        script("V1__a.sql", "create table a (x int); insert into nowhere values (1);");
        assertThat(failed(shop.run(target, init(target))).next()).contains("'belay init'");
        assertThat(failed(shop.run(target, shop.migrate(target))).next())
                .contains("'belay migrate'");
    }

    /** A statement that fails as where a disk is full. */
    abstract String fullDisk();

    @Test
    void aFullDiskIsNoFaultOfTheScript() throws Exception {
        script("V1__a.sql", "create table a (x text);\n" + fullDisk());
        Problem problem = failed(shop.run(target, shop.migrate(target)));
        assertThat(problem.why()).contains("V1__a.sql:2").contains("is full");
        assertThat(problem.next()).contains("Make room").contains("the same command again");
    }

    @Test
    void aHalfMadeInitIsFinishedThoughAScriptDropsAColumnWithRows() throws Exception {
        script(
                "V1__a.sql",
                "create table a (x int, y int, at timestamp default current_timestamp);"
                        + " insert into a (x, y) values (1, 2), (3, 4);");
        script("V2__a.sql", "alter table a drop column y;");
        done(shop.run(target, new Migrate(target, shop.histories, shop.waived, "1")));
        assertThat(shop.runner.plan(target, shop.migrate(target)).risk())
                .isEqualTo(Risk.DESTRUCTIVE);
        try (Connection c = outside(target);
                var s = c.createStatement()) {
            s.execute("update a set y = 5 where x = 3");
            assertThat(shop.runner.plan(target, init(target)).confirm()).isNotNull();
            s.execute("update a set y = 4 where x = 3");
        }
        assertThat(shop.runner.plan(target, init(target)).confirm()).isNull();
        assertThat(shop.runner.run(target, init(target), Workshop.given(), Workshop.manner()))
                .isInstanceOf(Outcome.Done.class);
        assertThat(history().current()).isEqualTo("2");
    }
}
