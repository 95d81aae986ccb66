package dev.belay.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.SmallDisk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class FileClaimTest {
    @TempDir Path folder;

    @Test
    void whereNothingCanBeWrittenOneClaimExcludesTheOtherAllTheSame() throws Exception {
        Path place = Files.createDirectory(folder.resolve("place"));
        Path claims = Files.createDirectory(folder.resolve("claims"));
        try (SmallDisk disk = new SmallDisk(place, "1m")) {
            SqliteFile file = new SqliteFile(Files.createFile(place.resolve("shop.db")));
            SqliteFile other = new SqliteFile(Files.createFile(place.resolve("other.db")));
            disk.readOnly();
            try (FileClaim one = new FileClaim(file, () -> claims, "one");
                    FileClaim two = new FileClaim(file, () -> claims, "two");
                    FileClaim third = new FileClaim(other, () -> claims, "third")) {
                assertThat(one.makes()).isFalse();
                assertThat(one.take()).isTrue();
                assertThat(two.take()).isFalse();
                assertThat(two.holder()).isEqualTo("one");
                assertThat(third.take()).isTrue();
                one.close();
                assertThat(two.take()).isTrue();
            }
        }
    }

    @Test
    void whereItCanBeWrittenItStandsBesideTheFile() throws Exception {
        SqliteFile file = new SqliteFile(Files.createFile(folder.resolve("shop.db")));
        try (FileClaim claim = new FileClaim(file, () -> folder.resolve("claims"), "one")) {
            assertThat(claim.makes()).isTrue();
            assertThat(claim.take()).isTrue();
            assertThat(claim.makes()).isFalse();
        }
        assertThat(file.claim()).exists();
        assertThat(folder.resolve("claims")).doesNotExist();
    }
}
