package dev.belay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.message.BelayException;
import dev.belay.target.Target;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class DemoTest {
    @TempDir Path temporary;
    private Path folder;

    @BeforeEach
    void chooseAFolderThatDoesNotExistYet() {
        folder = temporary.resolve("home").resolve("demo");
    }

    @Test
    void itHasAHistoryOfSevenVersionsAndAViewAndNothingPending() throws Exception {
        Target target = Demo.make(folder);
        assertThat(target.name()).isEqualTo("demo");
        assertThat(target.databaseName()).isEqualTo("shop.db");
        assertThat(
                        rows(
                                "SELECT version, success FROM flyway_schema_history ORDER BY"
                                        + " installed_rank"))
                .containsExactly("1 1", "2 1", "3 1", "4 1", "5 1", "6 1", "7 1", "null 1");
        assertThat(target.migrations()).isDirectoryContaining("glob:**/V7__*.sql");
        assertThat(folder.resolve("seeds/base")).isNotEmptyDirectory();
    }

    @Test
    void aSecondRunChangesNothing() throws Exception {
        Demo.make(folder);
        List<String> before = counts();
        Demo.make(folder);
        assertThat(counts()).isEqualTo(before);
        assertThat(before.getFirst()).isEqualTo("7");
    }

    @Test
    void manyAtOnceMakeOneDemo() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
            List<Future<Target>> made = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                made.add(pool.submit(() -> Demo.make(folder)));
            }
            for (Future<Target> target : made) {
                assertThat(target.get()).isEqualTo(made.getFirst().get());
            }
        }
        assertThat(counts()).containsExactly("7", "5", "2000", "8");
    }

    @Test
    void itIsMadeAgainBesideARunningWorkload() throws Exception {
        Demo.make(folder);
        try (DemoWorkload _ = DemoWorkload.start(folder.resolve(Demo.FILE))) {
            for (int i = 0; i < 3; i++) {
                Demo.make(folder);
            }
        }
        assertThat(counts()).startsWith("7", "5");
    }

    @Test
    void onlyItsOwnerCanReadAnythingOfIt() throws Exception {
        Demo.make(folder);
        try (var all = Files.walk(folder)) {
            assertThat(all)
                    .allSatisfy(
                            path ->
                                    assertThat(Files.getPosixFilePermissions(path))
                                            .isEqualTo(
                                                    PosixFilePermissions.fromString(
                                                            Files.isDirectory(path)
                                                                    ? "rwx------"
                                                                    : "rw-------")));
        }
    }

    @Test
    void aScriptSomeoneChangedOrAddedInTheFolderStaysAndDoesNotStopIt() throws Exception {
        Demo.make(folder);
        Path changed = folder.resolve("migrations/V1__create_users.sql");
        Path added = folder.resolve("migrations/V8__try_something.sql");
        Files.writeString(changed, "-- mine");
        Files.writeString(added, "CREATE TABLE mine (id INTEGER);");
        Demo.make(folder);
        assertThat(changed).hasContent("-- mine");
        assertThat(added).exists();
        assertThat(rows("SELECT name FROM sqlite_master WHERE name = 'mine'")).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");
        BelayException failure =
                catchThrowableOfType(BelayException.class, () -> Demo.make(file.resolve("demo")));
        assertThat(failure.problem().line()).startsWith("make the demo on " + file);
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAsItIs() throws Exception {
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve(Demo.FILE), "my notes, not a database\n");
        BelayException failure =
                catchThrowableOfType(BelayException.class, () -> Demo.make(folder));
        assertThat(failure.problem().why()).contains("not a database");
        assertThat(file).hasContent("my notes, not a database\n");
    }

    private List<String> counts() throws Exception {
        return rows(
                "SELECT count(*) FROM users UNION ALL SELECT count(*) FROM projects"
                        + " UNION ALL SELECT count(*) FROM orders"
                        + " UNION ALL SELECT count(*) FROM flyway_schema_history");
    }

    private List<String> rows(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Demo.FILE));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                String row = result.getString(1);
                rows.add(
                        result.getMetaData().getColumnCount() > 1
                                ? row + " " + result.getString(2)
                                : row);
            }
        }
        return rows;
    }
}
