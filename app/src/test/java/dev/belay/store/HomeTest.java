package dev.belay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.store.Surroundings.Platform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

class HomeTest {
    @TempDir Path folder;

    private Home home(Platform platform, Map<String, String> environment) {
        return Home.of(new Surroundings(environment, folder, Path.of("/home/ada"), platform));
    }

    @Test
    void linuxHasXdg() {
        Home home = home(Platform.LINUX, Map.of());
        assertThat(home.store()).isEqualTo(Path.of("/home/ada/.local/share/belay/belay.db"));
        assertThat(home.logs()).isEqualTo(Path.of("/home/ada/.local/state/belay/logs"));
        assertThat(home(Platform.LINUX, Map.of("XDG_DATA_HOME", "/data")).data())
                .isEqualTo(Path.of("/data/belay"));
        assertThat(home(Platform.LINUX, Map.of("XDG_DATA_HOME", "relative")).data())
                .isEqualTo(Path.of("/home/ada/.local/share/belay"));
    }

    @Test
    void macosHasTheLibrary() {
        Home home = home(Platform.MACOS, Map.of());
        assertThat(home.data()).isEqualTo(Path.of("/home/ada/Library/Application Support/Belay"));
        assertThat(home.logs()).isEqualTo(Path.of("/home/ada/Library/Logs/Belay"));
    }

    @Test
    void windowsHasTheRoamingFolder() {
        assertThat(home(Platform.WINDOWS, Map.of("APPDATA", "/roaming")).data())
                .isEqualTo(Path.of("/roaming/Belay"));
    }

    @Test
    void belayHomeHoldsEverything() {
        Home home = home(Platform.LINUX, Map.of("BELAY_HOME", "own", "XDG_DATA_HOME", "/data"));
        assertThat(home.store()).isEqualTo(folder.resolve("own/belay.db"));
        assertThat(home.logs()).isEqualTo(folder.resolve("own/logs"));
    }

    @Test
    void newFoldersAreTheOwnersAndOldOnesKeepTheirMode() throws IOException {
        Path old = Files.createDirectory(folder.resolve("old"));
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
        home(Platform.LINUX, Map.of("BELAY_HOME", "old/new/newer")).create();
        assertThat(mode("old")).isEqualTo("rwxr-xr-x");
        assertThat(mode("old/new")).isEqualTo("rwx------");
        assertThat(mode("old/new/newer")).isEqualTo("rwx------");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        BelayException refused =
                catchThrowableOfType(
                        BelayException.class,
                        () -> home(Platform.LINUX, Map.of("BELAY_HOME", "file/x")).create());
        assertThat(refused.problem().exit()).isEqualTo(ExitCode.INCOMPATIBLE);
        assertThat(refused.problem().line()).contains(folder.resolve("file").toString());
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
    }
}
