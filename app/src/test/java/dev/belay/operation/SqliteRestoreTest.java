package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Opening;
import dev.belay.backup.Wish;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Restores of real SQLite files, some of them in use. */
class SqliteRestoreTest {
    @TempDir Path folder;
    private Workshop shop;
    private Path file;
    private Target target;

    @BeforeEach
    void start() {
        shop = new Workshop(folder.resolve("home"));
        file = folder.resolve("shop.db");
        target =
                Target.of("shop", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file))
                        .withFolders(new Folders(null, null, folder.resolve("backups")));
    }

    @AfterEach
    void end() {
        shop.close();
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = open(file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static long count(Path file, String table) throws SQLException {
        try (Connection connection = open(file)) {
            return count(connection, table);
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Path backup() {
        return shop.archive
                .copies()
                .backUp(target, Wish.plain("", "test"), PostgresqlRestoreTest.PATIENT)
                .stored()
                .file();
    }

    private Outcome<Restored> restore(Map<String, String> arguments) {
        SafetyCopies copies = new SafetyCopies(shop.archive.copies());
        Runner runner =
                new Runner(
                        shop.sessions,
                        shop.journal,
                        shop.audit,
                        copies,
                        java.time.Clock.systemUTC());
        Restore restore =
                shop.restores()
                        .of(target, new Request("restore", arguments, false), copies, Opening.NONE);
        return runner.run(target, restore, Workshop.typed("shop.db"), Workshop.manner());
    }

    private static Map<String, String> from(Object from, String... more) {
        Map<String, String> arguments = new HashMap<>(Map.of("from", from.toString()));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put(more[i], more[i + 1]);
        }
        return arguments;
    }

    private static Restored done(Outcome<Restored> outcome) {
        assertThat(outcome.problem()).isNull();
        return ((Outcome.Done<Restored>) outcome).result();
    }

    @ParameterizedTest
    @CsvSource({"wal, 4096, 4096", "wal, 4096, 8192", "delete, 4096, 4096", "delete, 4096, 1024"})
    void aRestoreReplacesTheContentOfAFileInUseAndAnUndoBringsItBack(
            String journal, int page, int other) throws Exception {
        run(
                "pragma page_size = " + other,
                "vacuum",
                "pragma journal_mode = " + journal,
                "create table a (x int)",
                "with recursive n(i) as (values (1) union all select i + 1 from n where i < 500)"
                        + " insert into a select i from n");
        Path backup = backup();
        Files.delete(file);
        Files.deleteIfExists(folder.resolve("shop.db-wal"));
        Files.deleteIfExists(folder.resolve("shop.db-shm"));
        run(
                "pragma page_size = " + page,
                "vacuum",
                "pragma journal_mode = " + journal,
                "create table a (x int)",
                "insert into a values (1), (2)",
                "create table b (y int)");
        try (Connection reader = open(file)) {
            assertThat(count(reader, "a")).isEqualTo(2);

            Restored restored = done(restore(from(backup)));

            assertThat(restored.rows()).containsEntry("a", 500L).hasSize(1);
            assertThat(count(reader, "a")).isEqualTo(500);
            assertThat(count(Path.of(restored.keptAs()), "b")).isZero();

            done(restore(Map.of("undo", "")));
            assertThat(count(reader, "a")).isEqualTo(2);
            assertThat(count(reader, "b")).isZero();

            done(restore(Map.of("undo", "")));
            assertThat(count(reader, "a")).isEqualTo(500);
            try (Statement statement = reader.createStatement();
                    ResultSet mode = statement.executeQuery("pragma journal_mode")) {
                assertThat(mode.getString(1)).isEqualTo(journal);
            }
        }
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.map(Path::toString).filter(f -> f.contains("belay-scratch"))).isEmpty();
        }
    }

    @Test
    void aRestoreBesideMakesANewFileOfItsOwnerAndLeavesTheTarget() throws Exception {
        run("create table a (x int)", "insert into a values (1)");
        Path backup = backup();
        run("insert into a values (2)");

        Restored restored = done(restore(from(backup, "as", "other.db")));

        Path other = folder.resolve("other.db");
        assertThat(restored.as()).isEqualTo(other.toString());
        assertThat(count(other, "a")).isEqualTo(1);
        assertThat(count(file, "a")).isEqualTo(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other)))
                .isEqualTo("rw-------");

        Problem refused =
                org.assertj.core.api.Assertions.catchThrowableOfType(
                                dev.belay.message.BelayException.class,
                                () -> restore(from(backup, "as", "other.db")))
                        .problem();
        assertThat(refused.exit()).isEqualTo(ExitCode.REFUSED);
    }
}
