package dev.belay.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.FileHolder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

@EnabledOnOs(value = OS.LINUX, disabledReason = "Only Linux tells who holds a lock")
class FileLocksTest {
    @TempDir Path folder;

    private List<String> words(LockHolder other) {
        return FileLocks.holders(new SqliteFile(folder.resolve("shop.db"))).stream()
                .filter(holder -> holder.pid() == other.pid())
                .peek(holder -> assertThat(holder.command()).startsWith("java"))
                .map(FileHolder::lock)
                .toList();
    }

    private LockHolder other(String... statements) throws Exception {
        return new LockHolder(folder.resolve("shop.db"), statements);
    }

    @Test
    void theWriterOfAWalDatabaseIsNamed() throws Exception {
        try (LockHolder writer =
                other("PRAGMA journal_mode = WAL", "CREATE TABLE t (x)", "BEGIN IMMEDIATE")) {
            assertThat(words(writer)).contains("write", "shared");
        }
        try (LockHolder idle = other("SELECT * FROM t")) {
            assertThat(words(idle)).contains("shared").doesNotContain("write");
        }
    }

    @Test
    void theWriterOfARollbackDatabaseIsNamed() throws Exception {
        try (LockHolder writer = other("CREATE TABLE t (x)", "BEGIN IMMEDIATE")) {
            assertThat(words(writer)).contains("reserved", "shared");
        }
        try (LockHolder writer = other("BEGIN EXCLUSIVE")) {
            assertThat(words(writer)).contains("exclusive");
        }
        try (LockHolder idle = other("SELECT * FROM t")) {
            assertThat(words(idle)).isEmpty();
        }
    }
}
