package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Opening;
import dev.belay.backup.Wish;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.ContentHash;
import dev.belay.testing.SmallDisk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/** A disk on which a restore finds room for its first bytes, but not for all. */
class FullDiskRestoreTest {
    private static final int POINTS = 20;
    private static final String ROWS =
            "insert into a with recursive n(i) as (select 1 union all select i + 1 from n where i <"
                    + " 9000) select i, hex(randomblob(40)) from n";

    @TempDir Path folder;
    private Workshop shop;
    private Target target;

    private SortedMap<String, String> content() throws Exception {
        try (Session session = shop.sessions.open(target, Purpose.WORK)) {
            return ContentHash.of(session.connection(), "none");
        }
    }

    @Test
    void whereverARestoreRunsOutOfRoomTheFileStaysAsItWas() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        try (SmallDisk disk = new SmallDisk(small, "32m");
                Workshop workshop = new Workshop(Files.createDirectory(folder.resolve("home")))) {
            shop = workshop;
            target =
                    new SqliteGround(small, "delete")
                            .target()
                            .withFolders(new Folders(null, null, small.resolve("backups")));
            shop.execute(target, "create table a (x int, t text)", ROWS);
            Path backup =
                    shop.archive
                            .copies()
                            .backUp(target, Wish.plain("", "test"), PostgresqlRestoreTest.PATIENT)
                            .stored()
                            .file();
            shop.execute(target, "create table later (x int)", "update a set t = t || 'x'");
            SortedMap<String, String> before = content();
            long most = Files.size(backup) * 4;
            int failed = 0;
            for (int point = 0; point < POINTS; point++) {
                Outcome<Restored> outcome = restored(backup, disk, most * point / POINTS);
                disk.free();
                if (outcome instanceof Outcome.Done) {
                    assertThat(content().keySet()).noneMatch(t -> t.contains("later"));
                    break;
                }
                failed++;
                Problem problem = outcome.problem();
                assertThat(problem.exit())
                        .as(problem.line())
                        .isIn(ExitCode.FAILED, ExitCode.REFUSED);
                assertThat(problem.line()).contains("free");
                assertThat(content()).as("point %s", point).isEqualTo(before);
                nothingIsLeft(small);
            }
            assertThat(failed).isBetween(POINTS / 3, POINTS - 1);
        }
    }

    private Outcome<Restored> restored(Path backup, SmallDisk disk, long left) {
        SafetyCopies copies = new SafetyCopies(shop.archive);
        return shop.copying(copies)
                .run(
                        target,
                        shop.restore(
                                target, Map.of("from", backup.toString()), copies, Opening.NONE),
                        Workshop.then(
                                Workshop.typed(target.databaseName()), () -> disk.leave(left)),
                        Workshop.manner());
    }

    private static void nothingIsLeft(Path small) throws IOException {
        try (Stream<Path> all = Files.walk(small)) {
            assertThat(all.map(Path::toString))
                    .noneMatch(f -> f.contains("belay-scratch") || f.endsWith(".part"));
        }
        try (Stream<Path> all = Files.walk(small.resolve("backups"))) {
            for (Path each : all.filter(f -> f.toString().contains("/safety/")).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
