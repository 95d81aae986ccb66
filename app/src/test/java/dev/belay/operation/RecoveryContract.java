package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Folders;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** What is found of operations whose journal ends in the middle, on every engine's real server. */
abstract class RecoveryContract {
    @TempDir Path folder;
    Workshop shop;
    Target target;
    private Path scripts;
    Path seeds;

    abstract Target fresh();

    abstract Connection outside(Target target) throws SQLException;

    /** A statement that bears no transaction. */
    abstract String bare();

    @BeforeEach
    void open() throws IOException {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        scripts = Files.createDirectories(folder.resolve("migrations"));
        seeds = Files.createDirectories(folder.resolve("seeds"));
        target = fresh().withFolders(new Folders(scripts, seeds, null));
        for (int i = 1; i <= 3; i++) {
            script("V" + i + "__t.sql", "create table t" + i + " (x int);");
            script("U" + i + "__t.sql", "drop table t" + i + ";");
        }
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void script(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), sql);
    }

    private void set(String name, String file, String text) throws IOException {
        Files.writeString(Files.createDirectories(seeds.resolve(name)).resolve(file), text);
    }

    static Journal.Reached at(Phase phase, String note) {
        return new Journal.Reached(phase, Instant.EPOCH, note);
    }

    static Journal.Reached began(String piece) {
        return at(Phase.EXECUTING, piece);
    }

    /** Writes the journal of an operation whose process is gone. */
    final String killed(Operation<?> operation, Journal.Reached... reached) {
        String id = UUID.randomUUID().toString();
        Plan plan = shop.runner.plan(target, operation);
        Operator own = Operator.ofProcess();
        Operator gone = new Operator("ana", own.host(), own.pid(), own.began().minusSeconds(60));
        shop.journal.begin(id, plan, gone);
        shop.audit.add(id, plan, gone, AuditEvent.BEGUN, "typed " + Instant.now(), "");
        Arrays.stream(reached).forEach(r -> shop.journal.reached(id, r.phase(), r.note()));
        return id;
    }

    private void migrate(@Nullable String to) {
        OperationContract.done(
                shop.run(target, new Migrate(target, shop.histories, shop.waived, to)));
    }

    final Found found() {
        List<Interrupted> looked = shop.recovery().look(t -> true);
        assertThat(looked).hasSize(1);
        assertThat(looked.getFirst().sentence()).contains("was interrupted", "begun by ana");
        return looked.getFirst().found();
    }

    @Test
    void whatIsDoneAndWhatIsLeftIsNamed() {
        migrate("1");
        killed(
                shop.migrate(target),
                began("V2__t.sql"),
                at(Phase.COMMITTING, ""),
                began("V3__t.sql"));
        migrate("2");
        Found found = found();
        assertThat(found.state()).isEqualTo(Found.State.PARTLY);
        assertThat(found.done()).containsExactly("V2__t.sql");
        assertThat(found.left()).containsExactly("V3__t.sql");
        assertThat(found.sentence()).startsWith("part of it is done: V2; left: V3");
        AuditEntry told = shop.audit.list().getFirst();
        assertThat(told.event()).isEqualTo("interrupted");
        assertThat(told.outcome()).isEqualTo(found.sentence());
        assertThat(told.plan()).contains("V3__t.sql:1");
        assertThat(told.approval()).startsWith("typed ");
        assertThat(shop.audit.verify().intact()).isTrue();
    }

    @Test
    void aRollbackNamesWhatIsUndone() {
        migrate(null);
        killed(shop.rollback(target, "0"), began("U3__t.sql"), began("U2__t.sql"));
        shop.run(target, shop.rollback(target, "2"));
        assertThat(found().sentence()).startsWith("part of it is done: V3; left: V2, V1");
    }

    @Test
    void nothingAndAllAreToldAsSuch() {
        killed(shop.migrate(target), began("V1__t.sql"));
        assertThat(found().state()).isEqualTo(Found.State.BEFORE);
        killed(shop.migrate(target), began("V1__t.sql"), began("V2__t.sql"), began("V3__t.sql"));
        migrate(null);
        assertThat(found().state()).isEqualTo(Found.State.DONE);
    }

    @Test
    void whatOthersChangedSinceIsNotTakenForItsOwn() {
        killed(shop.rollback(target, "0"));
        migrate(null);
        Found found = found();
        assertThat(found.state()).isEqualTo(Found.State.BEFORE);
        assertThat(found.sentence()).contains("changed by others since");
    }

    @Test
    void ofAScriptWithoutATransactionNobodyCanTellHowMuchIsDone() throws Exception {
        migrate("1");
        script("V2__t.sql", bare());
        killed(shop.migrate(target), began("V2__t.sql"));
        Found found = found();
        assertThat(found.state()).isEqualTo(Found.State.UNDECIDED);
        assertThat(found.sentence()).contains("whether V2 is done", "bears no transaction");
        for (int i = 0; i < 2; i++) {
            assertThat(undecided(shop.migrate(target))).contains(found.sentence());
        }
        migrate(null);
        assertThat(undecided(shop.migrate(target))).isEmpty();
    }

    /** What a plan says of it, empty for nothing. */
    final String undecided(Operation<?> operation) {
        return shop.runner.plan(target, operation).findings(Finding.Undecided.class).stream()
                .map(Finding::text)
                .collect(Collectors.joining());
    }

    @Test
    void setsOfScriptsThatCameToTheirEndAreDoneThoughTheyAreDueAgain() throws Exception {
        migrate(null);
        set("a", "1.sql", "delete from t1 where x = 1; insert into t1 values (1);");
        set("b", "1.sql", "delete from t2 where x = 1; insert into t2 values (1);");
        Seed seed = new Seed(target, shop.waived, List.of());
        killed(
                seed,
                began("Seed set a"),
                at(Phase.COMMITTING, ""),
                began("Seed set b"),
                at(Phase.COMMITTING, ""),
                at(Phase.VERIFYING, ""));
        assertThat(found().state()).isEqualTo(Found.State.DONE);
        killed(seed, began("Seed set a"), at(Phase.COMMITTING, ""), began("Seed set b"));
        Found found = found();
        assertThat(found.sentence()).startsWith("part of it is done: Seed set a; left: Seed set b");
        killed(seed, began("Seed set a"));
        assertThat(found().state()).isEqualTo(Found.State.BEFORE);
    }

    @Test
    void itIsToldByOneCommandAndByWindowsUntilItIsAcknowledged() {
        String id = killed(shop.migrate(target));
        try (Workshop other = new Workshop(folder.resolve("home"))) {
            assertThat(shop.recovery().unread()).isEmpty();
            assertThat(shop.recovery().untold(t -> false)).isEmpty();
            List<Interrupted> untold = shop.recovery().untold(t -> true);
            assertThat(untold).hasSize(1);
            assertThat(other.recovery().untold(t -> true)).as("nobody was told").hasSize(1);
            shop.recovery().told(untold.getFirst());
            assertThat(other.recovery().untold(t -> true)).isEmpty();
            assertThat(ids(shop)).containsExactly(id);
            assertThat(ids(other)).containsExactly(id);
            Interrupted read = other.recovery().unread().getFirst();
            other.recovery().acknowledge(read.entry(), Operator.ofProcess());
            assertThat(ids(shop)).isEmpty();
            assertThat(ids(other)).isEmpty();
        }
    }

    private static List<String> ids(Workshop of) {
        return of.recovery().unread().stream().map(i -> i.entry().id()).toList();
    }

    @Test
    void whileAnotherOperationWorksNothingIsSaidOfTheTarget() throws Exception {
        String id = killed(shop.migrate(target), began("V1__t.sql"));
        try (var claim = shop.sessions.claim(target, "migrate by eva@ws-7 pid 12")) {
            assertThat(claim.take()).isTrue();
            Found found = found();
            assertThat(found.state()).isEqualTo(Found.State.UNDERWAY);
            assertThat(found.sentence()).contains("eva@ws-7");
            assertThat(shop.journal.isOpen(id)).isTrue();
            assertThat(shop.recovery().unread()).isEmpty();
        }
        assertThat(found().established()).isTrue();
    }

    @Test
    void manyThatLookAtOnceFindItOnceTogether() throws Exception {
        killed(shop.migrate(target));
        try (Workshop other = new Workshop(folder.resolve("home"))) {
            var first = CompletableFuture.supplyAsync(() -> shop.recovery().look(t -> true));
            var second = CompletableFuture.supplyAsync(() -> other.recovery().look(t -> true));
            first.get();
            second.get();
        }
        assertThat(shop.audit.list()).filteredOn(e -> e.event().equals("interrupted")).hasSize(1);
        assertThat(shop.recovery().unread()).hasSize(1);
    }

    @Test
    void oneThatCannotBeLookedAtStaysOpenWithTheReason() throws Exception {
        String id = killed(shop.migrate(target));
        gone();
        Found found = found();
        // A database that is not there any more is no passing hindrance.
        assertThat(found.state()).isIn(Found.State.UNKNOWN, Found.State.BARRED);
        assertThat(found.sentence()).startsWith("how the database stands could not be found out (");
        assertThat(shop.journal.isOpen(id)).isTrue();
    }

    /** Makes the database unreachable. */
    abstract void gone() throws Exception;
}
