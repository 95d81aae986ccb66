package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.backup.Opening;
import dev.belay.backup.Stored;
import dev.belay.backup.Taken;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.tool.Tools;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/**
 * A process that opens and closes a SQLite file itself drops the locks that its connections hold on
 * it, and another process then writes into the middle of their transaction.
 *
 * @see <a
 *     href="https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_">SQLite:
 *     POSIX advisory locks canceled by a separate thread doing close()</a>
 */
class KeptLockTest {
    @TempDir Path folder;

    private static Path at(Path folder) {
        return folder.resolve("shop.db");
    }

    @Test
    void aLockOfThisProcessStillKeepsOthersOutAfterABackupAVerificationAndAPlanOfARestore()
            throws Exception {
        assumeTrue(Tools.ofMachine().named("sqlite3").isPresent(), "no sqlite3 here");
        for (String journal : new String[] {"wal", "delete"}) {
            kept(Files.createDirectories(folder.resolve(journal)), journal);
        }
    }

    private void kept(Path own, String journal) throws Exception {
        Target target =
                new SqliteGround(own, journal)
                        .target()
                        .withFolders(new Folders(null, null, own.resolve("backups")));
        try (Workshop shop = new Workshop(Files.createDirectories(own.resolve("home")));
                Connection held = DriverManager.getConnection("jdbc:sqlite:" + at(own));
                Statement writing = held.createStatement()) {
            writing.execute("create table a (i int)");
            writing.execute("insert into a values (1)");
            writing.execute("begin immediate");
            writing.execute("insert into a values (2)");
            assertThat(another(own)).as("locked").contains("locked");

            Outcome<Taken> outcome =
                    shop.runner.run(
                            target,
                            new Backup(target, shop.histories, shop.archive),
                            Workshop.given(),
                            Workshop.manner());
            assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Done.class);
            assertThat(another(own)).as("%s: after a backup", journal).contains("locked");

            Stored stored = ((Outcome.Done<Taken>) outcome).result().stored();
            shop.archive
                    .copies()
                    .verify(target, stored.file(), Opening.NONE, PostgresqlRestoreTest.PATIENT);
            assertThat(another(own)).as("%s: after a verification", journal).contains("locked");

            shop.runner.plan(target, shop.restore(target, stored.file()));
            assertThat(another(own)).as("%s: after a plan", journal).contains("locked");
            try (Session session = shop.sessions.open(target, Purpose.ASK)) {
                assertThat(session.identity()).isNotNull();
            }
            assertThat(another(own)).as("%s: after a reading", journal).contains("locked");
            if (journal.equals("delete")) {
                // What shows that the question is a good one.
                Files.newInputStream(at(own)).close();
                assertThat(another(own)).as("after a stream").isEmpty();
            }
        }
    }

    /** What another process is told that wants to write. */
    private static String another(Path own) throws Exception {
        Process process =
                new ProcessBuilder("sqlite3", at(own).toString(), "insert into a values (9)")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said;
    }
}
