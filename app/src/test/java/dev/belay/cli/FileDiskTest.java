package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;
import dev.belay.testing.SmallDisk;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * SQLite files where nothing can be written, and what is made beside those that are not worked on.
 */
class FileDiskTest {
    @TempDir Path folder;
    private Spoken belay;
    private Path place;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        belay = new Spoken(folder);
        place = Files.createDirectory(folder.resolve("place"));
        file = place.resolve("shop.db");
    }

    @AfterEach
    void close() {
        belay.close();
    }

    private void made(String journal) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = " + journal);
            statement.execute("create table a (i integer primary key)");
            statement.execute("insert into a values (1), (2)");
        }
    }

    private String url() {
        return "sqlite:" + file;
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> all = Files.list(place)) {
            return all.map(f -> f.getFileName().toString()).toList();
        }
    }

    @Test
    void onAReadOnlyFileSystemItIsBackedUpAndNotChanged() throws Exception {
        try (SmallDisk disk = new SmallDisk(place, "2m")) {
            made("delete");
            disk.readOnly();
            belay.run(ExitCode.DONE, "backup", "-t", url());
            belay.run(ExitCode.DONE, "backups", "check", "-t", url());
            assertThat(belay.wiring.home().claims()).isNotEmptyDirectory();
            String id = belay.out().replaceAll("(?s).*newest backup ([0-9_]+).*", "$1");
            belay.run(
                    ExitCode.REFUSED, "restore", "--from", id, "-t", url(), "--confirm", "shop.db");
            assertThat(belay.err()).contains("it can only be read: the file system is mounted");
            Path copy = folder.resolve("copy.db");
            belay.run(ExitCode.DONE, "restore", "--from", id, "-t", url(), "--as", copy.toString());
            assertThat(copy).exists();
            assertThat(beside()).containsExactly("shop.db");
        }
    }

    @Test
    void aFullDiskIsNamedAndIsNoFailedConnection() throws Exception {
        try (SmallDisk disk = new SmallDisk(place, "2m")) {
            made("wal");
            disk.fill();
            belay.run(ExitCode.FAILED, "backup", "-t", url());
            assertThat(belay.err()).contains("the disk of " + place + " is full (0 B free)");
            belay.run(ExitCode.NO_CONNECTION, "health", "-t", url());
            disk.free();
            belay.run(ExitCode.DONE, "backup", "-t", url());
        }
    }

    /** It is read all the same, and its backup stands on another disk. */
    @Test
    void aFullDiskKeepsNoPlainFileFromBeingBackedUp() throws Exception {
        try (SmallDisk disk = new SmallDisk(place, "2m")) {
            made("delete");
            disk.fill();
            belay.run(ExitCode.DONE, "backup", "-t", url());
        }
    }

    @Test
    void besideWhatIsNoDatabaseAndWhatIsNotToBeChangedNothingIsMade() throws Exception {
        Files.writeString(file, "root:x:0:0:root:/root:/bin/bash\n".repeat(40));
        belay.run(ExitCode.NO_CONNECTION, "backup", "-t", url());
        belay.run(ExitCode.NO_CONNECTION, "restore", "--from", "x", "-t", url());
        Files.delete(file);
        Files.createDirectory(file);
        belay.run(ExitCode.NO_CONNECTION, "backup", "-t", url());
        Files.delete(file);
        made("delete");
        belay.run(ExitCode.NOT_FOUND, "restore", "--from", "x", "-t", url());
        belay.run(ExitCode.REFUSED, "restore", "--undo", "-t", url(), "--confirm", "shop.db");
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("V1__a.sql"), "drop table a;");
        Files.writeString(scripts.resolve("U1__a.sql"), "create table a (i int);");
        String[] migrate = {
            "migrate", "-t", url(), "--migrations", scripts.toString(), "--env", "production"
        };
        belay.run(ExitCode.REFUSED, migrate);
        assertThat(beside()).containsExactly("shop.db");

        belay.run(ExitCode.DONE, "backup", "-t", url());
        assertThat(beside()).containsExactlyInAnyOrder("shop.db", "shop.db.belay-lock");
        belay.run(ExitCode.REFUSED, migrate);
    }

    @Test
    void whoRestoresAFileThatIsGoneIsToldTheCommandThatBringsItBack() throws Exception {
        made("delete");
        belay.run(ExitCode.DONE, "backup", "-t", url());
        belay.run(ExitCode.DONE, "backups", "check", "-t", url());
        String id = belay.out().replaceAll("(?s).*newest backup ([0-9_]+).*", "$1");
        Files.delete(file);
        Files.delete(place.resolve("shop.db.belay-lock"));
        Files.delete(place);
        String[] restore = {"restore", "--from", id, "-t", url(), "--confirm", "shop.db"};
        belay.run(ExitCode.NO_CONNECTION, restore);
        assertThat(belay.err()).contains("make the folder again");
        Files.createDirectory(place);
        belay.run(ExitCode.NO_CONNECTION, restore);
        assertThat(beside()).isEmpty();

        String command =
                belay.err().replaceAll("(?s).*in its place: belay ([^\\n(]+) \\(BLY.*", "$1");
        Path wal = Files.writeString(place.resolve("shop.db-wal"), "left behind");
        belay.run(ExitCode.REFUSED, command.split(" "));
        assertThat(belay.err()).contains("left of a database");
        Files.delete(wal);
        belay.run(ExitCode.DONE, command.split(" "));

        belay.run(ExitCode.DONE, "backup", "-t", url());
        assertThat(belay.out()).contains("2 rows");
    }

    @Test
    void noFolderIsMadeUnasked() throws Exception {
        made("delete");
        belay.run(ExitCode.DONE, "backup", "-t", url());
        belay.run(ExitCode.DONE, "backups", "check", "-t", url());
        String id = belay.out().replaceAll("(?s).*newest backup ([0-9_]+).*", "$1");
        Path into = folder.resolve("nope/new.db");
        belay.run(ExitCode.REFUSED, "restore", "--from", id, "-t", url(), "--as", into.toString());
        assertThat(belay.err()).contains("there is no folder " + into.getParent());
        assertThat(into.getParent()).doesNotExist();
    }
}
