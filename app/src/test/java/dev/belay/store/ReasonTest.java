package dev.belay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.message.BelayException;
import dev.belay.testing.Around;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

class ReasonTest {
    @TempDir Path folder;

    @Test
    void aFileInTheFoldersPlaceIsSaidSo() throws IOException {
        Path file = Files.createFile(folder.resolve("home"));
        Surroundings around = Around.in(folder, "BELAY_HOME", file.toString());
        assertThatThrownBy(() -> Home.of(around).create())
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e ->
                                assertThat(e.problem().why())
                                        .isEqualTo(file + " is a file, where a folder is needed"));
    }

    @Test
    void anotherUsersFolderAndAFullDiskAreSentences() {
        Throwable denied = new IllegalStateException(new AccessDeniedException("/srv/belay"));
        assertThat(Reason.of(denied, folder))
                .isEqualTo("/srv/belay belongs to another user or forbids it: access denied");
        Throwable full = new SQLiteException("full", SQLiteErrorCode.SQLITE_FULL);
        assertThat(Reason.of(full, folder)).isEqualTo("the disk that holds " + folder + " is full");
    }
}
