package dev.belay.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.db.ConnectFailure;
import dev.belay.db.Dialect;
import dev.belay.db.DialectContract;
import dev.belay.db.Metric;
import dev.belay.db.Session;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Secret;
import dev.belay.target.Target;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

class SqliteDialectTest extends DialectContract {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    @TempDir Path folder;
    private final SqliteDialect dialect = new SqliteDialect();

    @Override
    protected Dialect dialect() {
        return dialect;
    }

    static Target at(Path path) {
        return Target.of("shop", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(path));
    }

    @Override
    protected Target fresh() {
        return named("test" + COUNTER.incrementAndGet() + ".db");
    }

    @Override
    protected Target named(String name) {
        Path path = folder.resolve(name);
        try {
            // An empty file is an empty database.
            Files.createFile(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return at(path);
    }

    @Override
    protected String nameOf(Session session) throws SQLException {
        return session.select(
                        "SELECT file FROM pragma_database_list",
                        row -> Path.of(row.getString(1)).getFileName().toString())
                .getFirst();
    }

    @Override
    protected Target missing() {
        return at(folder.resolve("missing.db"));
    }

    @Override
    protected Connection owner(Target target) throws SQLException {
        return new SQLiteConfig()
                .createConnection("jdbc:sqlite:" + SqliteDialect.file(target).uri());
    }

    @Override
    protected String endless() {
        return "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n)"
                + " SELECT max(x) FROM n";
    }

    private ConnectFailure refused(Path path) {
        return refused(at(path), Secret.of(CANARY), Duration.ofSeconds(3));
    }

    private void isRefusedForGood(Path path, String key) {
        ConnectFailure failure = refused(path);
        assertThat(failure.problem().key()).isEqualTo("sqlite." + key);
        assertThat(failure.permanent()).isTrue();
    }

    @Test
    void lookingAtAMissingFileDoesNotMakeIt() {
        isRefusedForGood(folder.resolve("missing.db"), "missing");
        assertThat(folder.resolve("missing.db")).doesNotExist();
        isRefusedForGood(folder.resolve("no/such/folder.db"), "folder-missing");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void aFolderIsToldFromAFile() {
        isRefusedForGood(folder, "directory");
    }

    @Test
    void whatIsNoDatabaseOrEncryptedIsToldSo() throws IOException {
        Path text = folder.resolve("text.db");
        Files.writeString(text, "Dear diary, ".repeat(1000));
        isRefusedForGood(text, "foreign");
        assertThat(Files.readString(text)).startsWith("Dear diary, ").hasSize(12_000);
    }

    @Test
    void aDamagedFileIsToldSo() throws Exception {
        Target target = fresh();
        run(target, "CREATE TABLE t (x)", "INSERT INTO t VALUES (zeroblob(20000))");
        Path path = SqliteDialect.file(target).path();
        byte[] bytes = Files.readAllBytes(path);
        // The first page's b-tree header stands after the 100 bytes of the file's.
        java.util.Arrays.fill(bytes, 100, 200, (byte) 0x7f);
        Files.write(path, bytes);
        isRefusedForGood(path, "corrupt");
    }

    @Test
    void aFileThatAWriterHoldsIsBusyForTheMoment() throws Exception {
        Target target = fresh();
        run(target, "CREATE TABLE t (x)");
        try (Connection writer = owner(target);
                Statement statement = writer.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            ConnectFailure failure = refused(target, Secret.of(CANARY), Duration.ofSeconds(3));
            assertThat(failure.problem().key()).isEqualTo("sqlite.busy");
            assertThat(failure.problem().why())
                    .contains("pid " + ProcessHandle.current().pid(), "exclusive");
            assertThat(failure.permanent()).isFalse();
        }
    }

    @Test
    void aWalDatabaseIsReadAndItsLogMeasured() throws Exception {
        Target target = fresh();
        try (Connection writer = owner(target);
                Statement statement = writer.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE t (x)");
            statement.execute("INSERT INTO t VALUES (zeroblob(100000))");
            try (Session session = open(target)) {
                assertThat(session.dialect().vitals(session).orNaN(Metric.WAL))
                        .isGreaterThan(100_000);
                assertThat(session.dialect().vitals(session).orNaN(Metric.CHECKPOINT_LAG))
                        .isGreaterThan(100_000);
            }
        }
    }

    @Test
    void aReplacedFileIsNoticedAndTheOldOneLeft() throws Exception {
        Target target = fresh();
        Target other = fresh();
        try (Session session = open(target)) {
            dialect.vitals(session);
            Files.move(
                    SqliteDialect.file(other).path(),
                    SqliteDialect.file(target).path(),
                    StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> dialect.vitals(session))
                    .satisfies(
                            e -> {
                                ConnectFailure failure = dialect.failure(target, (SQLException) e);
                                assertThat(failure.problem().key()).isEqualTo("sqlite.replaced");
                                assertThat(failure.permanent()).isFalse();
                            });
            assertThat(session.connection().isClosed()).isTrue();
        }
    }

    @Test
    void noExtensionIsLoadedAndNoSchemaTrusted() throws Exception {
        try (Session session = open(fresh())) {
            assertThatThrownBy(() -> session.select("SELECT load_extension('x')", r -> r))
                    .hasMessageContaining("not authorized");
            for (String off : new String[] {"trusted_schema", "mmap_size"}) {
                assertThat(session.select("PRAGMA " + off, row -> row.getInt(1)))
                        .as(off)
                        .allMatch(value -> value == 0);
            }
            assertThat(session.select("PRAGMA cell_size_check", row -> row.getInt(1)))
                    .containsExactly(1);
        }
    }

    @Test
    void freeDiskIsKnown() throws Exception {
        try (Session session = open(fresh())) {
            assertThat(dialect.freeDisk(session).orElseThrow()).isPositive();
        }
    }
}
