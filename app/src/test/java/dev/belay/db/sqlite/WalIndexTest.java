package dev.belay.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.FileHolder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;

/** The checkpoint lag of a real log, held against what SQLite itself says of its frames. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Only Linux lets a process read its own memory")
class WalIndexTest {
    private static final int HEAD = 32;
    private static final int FRAME_HEAD = 24;

    @TempDir Path folder;
    private SqliteFile file;
    private Connection writer;

    @BeforeEach
    void open() throws SQLException {
        file = new SqliteFile(folder.resolve("a shop's.db"));
        writer = connect();
    }

    @AfterEach
    void close() throws SQLException {
        writer.close();
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.path());
        execute(connection, "PRAGMA wal_autocheckpoint = 0");
        return connection;
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void log(int pageSize) throws SQLException {
        execute(
                writer,
                "PRAGMA page_size = " + pageSize,
                "PRAGMA journal_mode = WAL",
                "CREATE TABLE t (x)",
                "INSERT INTO t VALUES (zeroblob(200000))");
    }

    /** Frames that are left after a checkpoint that waits for nobody, by SQLite's own count. */
    private long left() throws SQLException {
        try (Statement statement = writer.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
            row.next();
            return row.getLong("log") - row.getLong("checkpointed");
        }
    }

    private long lag() {
        return WalIndex.lag(file).orElseThrow();
    }

    @Test
    void allOfALogThatWasNeverCopiedBackWaits() throws Exception {
        for (int page : List.of(512, 4096, 65_536)) {
            close();
            Files.deleteIfExists(file.path());
            open();
            log(page);
            long frames = (Files.size(file.wal()) - HEAD) / (FRAME_HEAD + page);
            assertThat(lag()).as("pages of %d", page).isEqualTo(frames * page);
        }
    }

    @Test
    void whatAReaderKeepsFromBeingCopiedBackIsWhatIsLeft() throws Exception {
        log(4096);
        try (Connection reader = connect()) {
            reader.setAutoCommit(false);
            try (Statement statement = reader.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM t")) {
                row.next();
                execute(writer, "INSERT INTO t VALUES (zeroblob(90000))");
                long left = left();
                assertThat(left).isGreaterThan(20);
                assertThat(lag()).isEqualTo(left * 4096);
            }
            reader.rollback();
        }
        assertThat(left()).isZero();
        assertThat(lag()).isZero();
        assertThat(file.walSize().orElseThrow()).isPositive();
        execute(writer, "INSERT INTO t VALUES (1)");
        assertThat(lag()).isPositive();
    }

    @Test
    void whatAnotherProcessWritesIsSeenAsWell() throws Exception {
        log(4096);
        left();
        try (LockHolder other =
                new LockHolder(
                        file.path(),
                        "PRAGMA wal_autocheckpoint = 0",
                        "INSERT INTO t VALUES (zeroblob(90000))")) {
            assertThat(other.pid()).isPositive();
            assertThat(lag()).isGreaterThan(80_000);
        }
    }

    /** Closing the file in this process would drop them all. */
    @Test
    void lookingDropsNoLockOfThisProcess() throws Exception {
        log(4096);
        execute(writer, "BEGIN IMMEDIATE");
        for (int i = 0; i < 20; i++) {
            lag();
        }
        assertThat(FileLocks.holders(file))
                .filteredOn(h -> h.pid() == ProcessHandle.current().pid())
                .extracting(FileHolder::lock)
                .contains("write", "shared");
        execute(writer, "ROLLBACK");
    }

    @Test
    void withoutAConnectionToItNothingIsKnown() throws Exception {
        assertThat(WalIndex.lag(file)).isEqualTo(OptionalLong.empty());
        log(4096);
        assertThat(lag()).isPositive();
        writer.close();
        assertThat(WalIndex.lag(file)).isEqualTo(OptionalLong.empty());
    }
}
