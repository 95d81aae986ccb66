package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** What is said of a change that was not begun. */
class RefusedChangeTest {
    @TempDir Path folder;
    private Spoken command;

    @BeforeEach
    void open() throws Exception {
        command = new Spoken(folder);
        script("V1__a.sql", "create table a (x int); insert into a values (1);");
    }

    @AfterEach
    void close() {
        command.close();
    }

    private void script(String name, String sql) throws Exception {
        Path scripts = Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(scripts.resolve(name), sql);
    }

    private void migrate(ExitCode expected, String environment) {
        command.run(
                expected,
                "migrate",
                "-t",
                "sqlite:shop.db",
                "--env",
                environment,
                "--migrations",
                folder.resolve("migrations").toString());
    }

    @Test
    void itIsSaidForWhichReasonANameHasToBeTyped() throws Exception {
        migrate(ExitCode.REFUSED, "production");
        assertThat(command.err()).contains("changes a production target, and was not confirmed");
        assertThat(command.err()).doesNotContain("destructive");
        migrate(ExitCode.DONE, "development");
        script("V2__b.sql", "drop table a;");
        migrate(ExitCode.REFUSED, "development");
        assertThat(command.err()).contains("is destructive, and was not confirmed");
        assertThat(command.err()).doesNotContain("production");
        migrate(ExitCode.REFUSED, "production");
        assertThat(command.err()).contains("is destructive, changes a production target");
    }

    @Test
    void aLockThatCannotBeWrittenIsNoWordOfSqlites() throws Exception {
        migrate(ExitCode.DONE, "development");
        script("V2__b.sql", "create table b (x int);");
        Path lock = folder.resolve("shop.db.belay-lock");
        Files.delete(lock);
        Files.createDirectory(lock);
        migrate(ExitCode.FAILED, "development");
        assertThat(command.err()).contains("lock beside it cannot be written");
        assertThat(command.err()).containsOnlyOnce(lock.toString()).doesNotContain("SQLite says");
    }

    @Test
    void theHelpNamesEveryExitCode() {
        command.run(ExitCode.DONE, "help");
        for (ExitCode code : ExitCode.values()) {
            assertThat(command.out()).containsPattern("\\b" + code.number() + " [a-z]");
        }
    }
}
