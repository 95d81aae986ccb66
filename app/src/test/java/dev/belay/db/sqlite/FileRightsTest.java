package dev.belay.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

@EnabledOnOs(value = OS.LINUX, disabledReason = "Rights are taken away with Linux's tools")
class FileRightsTest {
    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void aDatabase() throws Exception {
        file = folder.resolve("shop.db");
        run("CREATE TABLE t (x)");
    }

    private void run(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @AfterEach
    void canBeRemoved() throws IOException {
        mode(folder, "rwx------");
    }

    @Test
    void aFileThatMayNotBeReadIsToldSo() throws Exception {
        mode(file, "-wx------");
        assertThat(FewRights.connect(file)).isEqualTo("sqlite.unreadable");
    }

    @Test
    void aReadOnlyFolderIsEnoughForAPlainDatabaseButNotInWalMode() throws Exception {
        mode(folder, "r-x------");
        assertThat(FewRights.connect(file)).isEqualTo("connected");
        mode(folder, "rwx------");
        run("PRAGMA journal_mode = WAL");
        mode(folder, "r-x------");
        assertThat(FewRights.connect(file)).isEqualTo("sqlite.wal-folder");
    }

    @Test
    void aFolderThatMayNotBeWrittenKeepsNobodyFromAClaim() throws Exception {
        Path claims = folder.resolve("claims");
        Files.createDirectory(claims);
        mode(folder, "r-x------");
        assertThat(FewRights.claim(file, claims)).isEqualTo("true");
        assertThat(folder.resolve("shop.db.belay-lock")).doesNotExist();
        assertThat(claims).isNotEmptyDirectory();
    }
}
