package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.schema.SchemaDifference;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.DemoScripts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a rehearsal keeps to, on every engine's real server. */
abstract class RehearsalContract {
    static final Rehearsal.Where USUAL = new Rehearsal.Where.Usual();

    @TempDir Path folder;
    Workshop shop;
    Target target;
    Path scripts;

    /** An empty database of this engine. */
    abstract Target fresh();

    /** What rehearsals left on the disk or the server. */
    abstract List<String> scratches() throws Exception;

    /** A connection of an application's own. */
    abstract Connection outside(Target target) throws SQLException;

    /** A statement that takes many seconds and can be stopped. */
    abstract String slow();

    @BeforeEach
    void open() throws IOException {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        scripts = Files.createDirectories(folder.resolve("migrations"));
        target = fresh().withFolders(new Folders(scripts, null, folder.resolve("backups")));
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        shop.close();
        assertThat(scratches()).isEmpty();
    }

    final void demo() throws IOException {
        try (Stream<Path> files = Files.list(DemoScripts.of(target.engine()))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, scripts.resolve(file.getFileName()));
            }
        }
    }

    final void script(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), sql);
    }

    final Rehearsed rehearse(Operation<?> operation) {
        Plan plan = shop.runner.plan(target, operation);
        return shop.rehearsal().rehearse(plan, USUAL, (what, share) -> {}, new Stop());
    }

    final String current() throws Exception {
        try (var session = shop.ask(target)) {
            return shop.histories.read(session, target).current();
        }
    }

    final void migrated() {
        assertThat(shop.run(target, shop.migrate(target))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void eachVersionOfTheDemoIsRehearsedThereAndBack() throws Exception {
        demo();
        migrated();
        for (String to : List.of("6", "4", "1", "0")) {
            Rehearsed rehearsed = rehearse(shop.rollback(target, to));
            assertThat(rehearsed.passed()).as("%s: %s", to, rehearsed.lines()).isTrue();
            assertThat(rehearsed.back()).isTrue();
            assertThat(current()).isEqualTo("7");
        }
    }

    @Test
    void aMigrationFromNothingIsRehearsedAndLeavesTheTargetEmpty() throws Exception {
        demo();
        if (target.engine() == dev.belay.target.Engine.SQLITE) {
            Files.deleteIfExists(Path.of(target.place()));
        }
        Rehearsed rehearsed = rehearse(shop.migrate(target));
        assertThat(rehearsed.passed()).as("%s", rehearsed.lines()).isTrue();
        assertThat(rehearsed.ran())
                .extracting(Rehearsed.Ran::name)
                .contains("V1", "V7", "U7", "U1");
        assertThat(rehearsed.sentence()).contains("schema equal").containsPattern("[VU]\\d took");
        if (target.engine() == dev.belay.target.Engine.SQLITE) {
            assertThat(Path.of(target.place())).doesNotExist();
        } else {
            assertThat(current()).isNull();
        }
        assertThat(shop.audit.list()).extracting(AuditEntry::event).containsExactly("rehearsed");
    }

    @Test
    void anUndoScriptThatForgetsSomethingFailsWithTheDifference() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        migrated();
        script("V2__b.sql", "create table b (x int);\ncreate index a_x on a (x);");
        script("U2__b.sql", "drop table b;");
        Rehearsed rehearsed = rehearse(shop.migrate(target));
        assertThat(rehearsed.passed()).isFalse();
        assertThat(rehearsed.differences())
                .extracting(SchemaDifference::name)
                .singleElement()
                .asString()
                .contains("a_x");
        assertThat(rehearsed.problem().exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(rehearsed.problem().why()).contains("index").contains("a_x");
        assertThat(current()).isEqualTo("1");
        assertThat(shop.audit.list().getFirst().event()).isEqualTo("rehearsal failed");
    }

    @Test
    void aScriptThatFailsIsToldWithItsPlaceAndTheTargetIsAsItWas() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        migrated();
        script("V2__b.sql", "create table b (x int);\n\ninsert into nowhere values (1);");
        Rehearsed rehearsed = rehearse(shop.migrate(target));
        assertThat(rehearsed.passed()).isFalse();
        assertThat(rehearsed.problem().why()).contains("V2__b.sql:3", "nowhere");
        assertThat(current()).isEqualTo("1");
    }

    @Test
    void withoutAnUndoScriptOnlyTheMigrationIsRehearsedAndTheScriptIsNamed() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        script("U1__a.sql", "drop table a;");
        script("V2__b.sql", "create table b (x int);");
        Rehearsed rehearsed = rehearse(shop.migrate(target));
        assertThat(rehearsed.passed()).as("%s", rehearsed.lines()).isTrue();
        assertThat(rehearsed.back()).isFalse();
        assertThat(rehearsed.notes()).anyMatch(n -> n.contains("V2__b.sql"));
        assertThat(rehearsed.sentence()).contains("one way");
    }

    @Test
    void whatARepeatableMakesAnewIsANoteAndNoDifference() throws Exception {
        script("V1__a.sql", "create table a (x int, y int);");
        script("R__v.sql", "drop view if exists v; create view v as select x from a;");
        migrated();
        script("R__v.sql", "drop view if exists v; create view v as select x, y from a;");
        script("V2__b.sql", "create table b (x int);");
        script("U2__b.sql", "drop table b;");
        Rehearsed rehearsed = rehearse(shop.migrate(target));
        assertThat(rehearsed.passed()).as("%s", rehearsed.lines()).isTrue();
        assertThat(rehearsed.notes()).anyMatch(n -> n.contains("R__v.sql"));
    }

    @Test
    void aScriptThatReachesBeyondItsDatabaseIsNotRun() throws Exception {
        script("V1__a.sql", beyond());
        Rehearsed rehearsed = rehearse(shop.migrate(target));
        assertThat(rehearsed.passed()).isFalse();
        assertThat(rehearsed.problem().exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(rehearsed.ran()).isEmpty();
    }

    /** A statement that works on more than its database. */
    abstract String beyond();

    @Test
    void stoppingEndsItAndTakesItsScratchAway() throws Exception {
        script("V1__slow.sql", "create table b (x int);\n" + slow());
        Plan plan = shop.runner.plan(target, shop.migrate(target));
        Stop stop = new Stop();
        CountDownLatch atWork = new CountDownLatch(1);
        var running =
                CompletableFuture.supplyAsync(
                        () ->
                                shop.rehearsal()
                                        .rehearse(
                                                plan,
                                                USUAL,
                                                (what, share) -> {
                                                    if (what.contains("V1")) {
                                                        atWork.countDown();
                                                    }
                                                },
                                                stop));
        assertThat(atWork.await(30, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(300);
        stop.wish();
        assertThatThrownBy(() -> running.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().exit()).isEqualTo(ExitCode.CANCELLED));
        assertThat(scratches()).isEmpty();
    }

    @Test
    void itsTimeIsThatOfTheScripts() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        Rehearsed rehearsed = rehearse(shop.migrate(target));
        assertThat(rehearsed.took()).isGreaterThan(Duration.ZERO);
        assertThat(rehearsed.ran()).extracting(Rehearsed.Ran::name).containsExactly("V1");
    }
}
