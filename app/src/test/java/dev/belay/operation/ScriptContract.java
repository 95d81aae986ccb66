package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.db.Session;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Folders;
import dev.belay.target.Target;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What scripts that are wrong do on every engine's real server: nothing, or what is told. */
abstract class ScriptContract {
    @TempDir Path folder;
    Workshop shop;
    Target target;
    Path scripts;

    /** An empty database of this engine. */
    abstract Target fresh();

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

    final void script(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), sql);
    }

    /** Has the script run in no transaction. */
    final void bare(String name) throws IOException {
        script(name + ".conf", "executeInTransaction=false\n");
    }

    final History history() throws Exception {
        try (Session session = shop.ask(target)) {
            return shop.histories.read(session, target);
        }
    }

    final boolean there(String table) throws Exception {
        try (Session session = shop.ask(target)) {
            return session.all("table-names", row -> row.getString("name")).contains(table);
        }
    }

    final Problem refused(Operation<?> operation) {
        Problem[] problem = new Problem[1];
        assertThatThrownBy(() -> shop.run(target, operation))
                .isInstanceOfSatisfying(BelayException.class, e -> problem[0] = e.problem());
        assertThat(problem[0].exit()).isEqualTo(ExitCode.REFUSED);
        return problem[0];
    }

    final Init init() {
        return new Init(target, shop.sessions, shop.histories, shop.waived);
    }

    final MigrationState state(String version) throws Exception {
        return history().migrations().stream()
                .filter(m -> version.equals(m.version()))
                .map(Migration::state)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    @Test
    void aMigrationThatCommitsByItselfIsRefusedBeforeItRuns() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        OperationContract.done(shop.run(target, shop.migrate(target)));
        for (String control : List.of("COMMIT", "rollback", "begin; select 1; end")) {
            script("V2__z.sql", "create table z (x int);\n" + control + ";\nselect x from nope;");
            Problem problem = refused(shop.migrate(target));
            assertThat(problem.key()).isEqualTo("operation.transaction");
            assertThat(problem.why()).contains("V2__z.sql:2");
            assertThat(problem.next()).contains("executeInTransaction=false");
            assertThat(refused(init()).key()).isEqualTo("operation.transaction");
        }
        assertThat(there("z")).isFalse();
        assertThat(state("2")).isEqualTo(MigrationState.PENDING);
    }

    @Test
    void anUndoScriptThatCommitsByItselfIsRefusedBeforeItRuns() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        script("V2__b.sql", "create table b (x int);");
        script("U2__b.sql", "drop table b;\n/* now */ commit work;\ndrop table nope;");
        OperationContract.done(shop.run(target, shop.migrate(target)));
        Problem problem = refused(shop.rollback(target, "1"));
        assertThat(problem.why()).contains("U2__b.sql:2 says COMMIT");
        assertThat(there("b")).isTrue();
        assertThat(state("2")).isEqualTo(MigrationState.SUCCESS);
    }

    /** A script with a body whose words end no transaction. */
    abstract String body();

    @Test
    void savepointsAndBodiesEndNoTransaction() throws Exception {
        script(
                "V1__a.sql",
                "create table a (x int);\nsavepoint s;\ninsert into a values (1);\n"
                        + "rollback to savepoint s;\nrelease savepoint s;\n"
                        + body());
        OperationContract.done(shop.run(target, shop.migrate(target)));
        assertThat(there("a")).isTrue();
    }

    @Test
    void aScriptThatNobodyCanTakeApartIsNamedInThePlan() throws Exception {
        script("V1__a.sql", "create table a (x int);\nselect '${nobody}';");
        Plan plan = shop.runner.plan(target, shop.migrate(target));
        assertThat(plan.blockers()).singleElement().satisfies(this::namesTheScript);
        namesTheScript(refused(init()));
    }

    private void namesTheScript(Problem blocker) {
        assertThat(blocker.key()).isEqualTo("operation.unreadable");
        assertThat(blocker.why()).contains("V1__a.sql");
    }

    @Test
    void aBareScriptThatFailsTellsWhatStandsAndWhatTheHistorySays() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        script(
                "V2__b.sql",
                "create table b (x int);\ncreate table c (x int);\ninsert into nope values (1);\n"
                        + "create table d (x int);\n");
        bare("V2__b.sql");
        Problem problem = OperationContract.failed(shop.run(target, shop.migrate(target)));
        assertThat(problem.why())
                .contains("V2__b.sql:3")
                .contains("its first 2 statements stand (of 4, the last one in line 2)")
                .contains("the history says that it failed");
        assertThat(problem.next()).contains("belay repair");
        assertThat(state("2")).isEqualTo(MigrationState.FAILED);
        Repair repair = new Repair(target, shop.histories);
        assertThat(shop.runner.plan(target, repair).warnings())
                .anyMatch(w -> w.contains("V2__b.sql failed") && w.contains("b, c is there"));
        assertThat(OperationContract.done(shop.run(target, repair)).get("removed")).hasSize(1);
    }

    @Test
    void aBareUndoThatFailsTellsWhatIsGoneAndRepairNamesIt() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        script("V2__b.sql", "create table b (x int);");
        script("U2__b.sql", "drop table b;\ndrop table nope;");
        bare("U2__b.sql");
        OperationContract.done(shop.run(target, shop.migrate(target)));
        Problem problem = OperationContract.failed(shop.run(target, shop.rollback(target, "1")));
        assertThat(problem.why())
                .contains("U2__b.sql:2")
                .contains("its first statement stands")
                .contains("still has its version as applied");
        Outcome<?> repaired = shop.run(target, new Repair(target, shop.histories));
        assertThat(((Outcome.Done<?>) repaired).told())
                .contains("V2__b.sql:1 was to make b, and it is not there");
    }

    @Test
    void aScriptInATransactionThatFailsTellsThatNothingOfItStands() throws Exception {
        script("V1__a.sql", "create table a (x int);\ninsert into\n  a values (1, nope);");
        Problem problem = OperationContract.failed(shop.run(target, shop.migrate(target)));
        assertThat(problem.why())
                .contains("V1__a.sql:" + spot())
                .contains("rolled back whole, and the history does not have it");
    }

    @Test
    void whatAVersionMadeAndItsUndoScriptForgetsIsTold() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        script(
                "V2__b.sql",
                "create table if not exists a (x int);\nalter table a add y int;\n"
                        + "create table b (x int);\ncreate table c (x int);");
        script("U2__b.sql", "drop table c;");
        script("V3__d.sql", "alter table c rename to d;\ncreate table e (x int);");
        script("U3__d.sql", "drop table e;\nalter table d rename to c;");
        OperationContract.done(shop.run(target, shop.migrate(target)));
        Outcome<?> undone = shop.run(target, shop.rollback(target, "1"));
        assertThat(((Outcome.Done<?>) undone).told())
                .filteredOn(t -> t.contains("still there"))
                .containsExactlyInAnyOrder(
                        "table b, which V2 made, is still there: U2__b.sql does not drop it",
                        "column a.y, which V2 made, is still there: U2__b.sql does not drop it");
    }

    @Test
    void anUndoScriptWithoutAStatementIsWarnedOf() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        script("U1__a.sql", "-- to be written");
        OperationContract.done(shop.run(target, shop.migrate(target)));
        assertThat(shop.runner.plan(target, shop.rollback(target, "0")).warnings())
                .anyMatch(w -> w.startsWith("U1__a.sql holds no statement"));
    }

    /** The place of the word nope in line 3, column 16, as far as the engine tells it. */
    abstract String spot();
}
