package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.belay.backup.Opening;
import dev.belay.backup.Stored;
import dev.belay.backup.Taken;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.ContentHash;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.testing.SmallDisk;
import dev.belay.tool.Program;
import dev.belay.tool.Tools;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A disk on which a backup, or the copy that a restore works with, finds room for its first bytes.
 */
class FullDiskBackupTest {
    private static final int POINTS = 20;
    private static final int EACH = 5;
    private static final int ROWS = 9000;

    @TempDir Path folder;
    private final PostgresServer server = PostgresServers.usual();
    private Workshop shop;
    private Target target;
    private Path small;
    private SmallDisk disk;

    @BeforeEach
    void open() throws Exception {
        small = Files.createDirectory(folder.resolve("small"));
        disk = new SmallDisk(small, "32m");
        shop = new Workshop(Files.createDirectory(folder.resolve("home")));
    }

    @AfterEach
    void close() throws Exception {
        if (shop != null) {
            shop.close();
            disk.close();
        }
    }

    private void filled(boolean file) throws Exception {
        Target live =
                file
                        ? new SqliteGround(folder, "wal").target()
                        : server.target(server.freshDatabase());
        target = live.withFolders(new Folders(null, null, small));
        assumeThat(file || Tools.ofMachine().first(Program.PG_DUMP).isPresent()).isTrue();
        shop.execute(
                target,
                "create table a (i int, t text)",
                "insert into a with recursive n(i) as (select 1 union all select i + 1 from n"
                        + " where i < "
                        + ROWS
                        + ") select i, "
                        + (file
                                ? "hex(randomblob(40))"
                                : "md5(random()::text) || md5(random()::text)")
                        + " from n");
    }

    private SortedMap<String, String> content() throws Exception {
        try (Session session = shop.sessions.open(target, Purpose.ASK)) {
            return ContentHash.of(session.connection(), "none");
        }
    }

    /** Runs with so little room from the moment it is approved. */
    private <R> Outcome<R> run(Operation<R> operation, long left) {
        return shop.runner.run(
                target,
                operation,
                Workshop.then(Workshop.typed(target.databaseName()), () -> disk.leave(left)),
                Workshop.manner());
    }

    private Backup backup(BackupChoice choice) {
        return new Backup(target, shop.histories, shop.archive, choice);
    }

    /** Every other one is encrypted. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereverABackupRunsOutOfRoomNothingOfItStays(boolean file) throws Exception {
        filled(file);
        SortedMap<String, String> before = content();
        long most = taken(BackupChoice.PLAIN).manifest().bytes();
        clear();
        int failed = 0;
        for (int point = 0; point < POINTS; point++) {
            BackupChoice choice = point % 2 == 0 ? BackupChoice.PLAIN : sealed();
            // Encrypted, a file takes its room twice before the plain one goes.
            Outcome<Taken> outcome =
                    run(backup(choice), most * point * (file && point % 2 == 1 ? 2 : 1) / POINTS);
            disk.free();
            assertThat(outcome).as("point %s: %s", point, outcome.problem()).isNotNull();
            if (outcome instanceof Outcome.Done<Taken> done) {
                whole(done.result());
                clear();
                continue;
            }
            failed++;
            named(outcome.problem(), point);
            try (Stream<Path> all = Files.walk(small)) {
                assertThat(all.filter(Files::isRegularFile)).as("point %s", point).isEmpty();
            }
        }
        assertThat(failed).isGreaterThanOrEqualTo(POINTS - 2);
        assertThat(content()).isEqualTo(before);
        whole(taken(BackupChoice.PLAIN), Opening.NONE);
    }

    private Path keys() {
        return folder.resolve("keys.txt");
    }

    /** Plain as well where the age command is missing. */
    private BackupChoice sealed() throws Exception {
        if (Tools.ofMachine().named("age-keygen").isEmpty()) {
            return BackupChoice.PLAIN;
        }
        if (!Files.exists(keys())) {
            new ProcessBuilder("age-keygen", "-o", keys().toString()).start().waitFor();
        }
        String recipient =
                Files.readAllLines(keys()).stream()
                        .filter(l -> l.startsWith("# public key: "))
                        .map(l -> l.substring(14))
                        .findFirst()
                        .orElseThrow();
        return new BackupChoice(List.of(recipient), false, null, 0, false);
    }

    private void named(Problem problem, int point) {
        assertThat(problem.exit())
                .as("point %s: %s", point, problem.line())
                .isIn(ExitCode.FAILED, ExitCode.REFUSED);
        assertThat(problem.line())
                .as("point %s", point)
                .contains(small.toString())
                .contains("free");
    }

    private Stored taken(BackupChoice choice) {
        Outcome<Taken> outcome =
                shop.runner.run(target, backup(choice), Workshop.given(), Workshop.manner());
        assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<Taken>) outcome).result().stored();
    }

    private void whole(Taken taken) {
        whole(taken.stored(), taken.opening());
    }

    private void whole(Stored stored, Opening opening) {
        try {
            shop.archive
                    .copies()
                    .verify(target, stored.file(), opening, PostgresqlRestoreTest.PATIENT);
        } catch (BelayException e) {
            throw new AssertionError(e.problem().line(), e);
        }
    }

    private void clear() throws IOException {
        try (Stream<Path> all = Files.walk(small)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    @Test
    void whereverARestoreOnAServerRunsOutOfRoomTheDatabaseStaysAsItWas() throws Exception {
        filled(false);
        for (BackupChoice choice : List.of(BackupChoice.PLAIN, sealed())) {
            Stored stored = taken(choice);
            shop.execute(target, "insert into a values (0, 'later')");
            SortedMap<String, String> before = content();
            Opening opening = choice.encrypted() ? Opening.ofIdentities(keys()) : Opening.NONE;
            int failed = 0;
            long most = stored.manifest().bytes() * (choice.encrypted() ? 2 : 1);
            for (int point = 0; point < EACH; point++) {
                Outcome<Restored> outcome =
                        run(shop.restore(target, stored.file(), opening), most * point / EACH);
                disk.free();
                assertThat(outcome).as("point %s", point).isInstanceOf(Outcome.Failed.class);
                failed++;
                named(outcome.problem(), point);
                assertThat(content()).as("point %s", point).isEqualTo(before);
                nothingIsLeft();
            }
            assertThat(failed).isEqualTo(EACH);
        }
    }

    private void nothingIsLeft() throws Exception {
        try (Stream<Path> all = Files.walk(small)) {
            assertThat(all.map(Path::toString))
                    .noneMatch(f -> f.contains("belay-scratch") || f.endsWith(".part"));
        }
        assertThat(
                        server.texts(
                                "postgres",
                                "select datname from pg_database where datname like"
                                        + " 'belay\\_scratch\\_%'"))
                .isEmpty();
    }

    /** What the server's own disk does is told by pg_restore, in the middle of its work. */
    @Test
    void aServerThatCannotTakeTheRowsLosesTheCopyAndNothingElse() throws Exception {
        filled(false);
        server.run(
                target.databaseName(),
                "create function room(i int) returns int language plpgsql immutable as $$ begin if"
                        + " current_database() like 'belay_scratch_%' then raise disk_full using"
                        + " message = 'could not extend file: No space left on device'; end if;"
                        + " return i; end $$",
                "create index on a (room(i))");
        Stored stored = taken(BackupChoice.PLAIN);
        SortedMap<String, String> before = content();
        Outcome<Restored> outcome = shop.run(target, shop.restore(target, stored.file()));
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.problem().exit()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.problem().line()).contains("No space left on device");
        assertThat(content()).isEqualTo(before);
        nothingIsLeft();
    }
}
