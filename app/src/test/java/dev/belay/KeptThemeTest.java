package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.store.Home;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class KeptThemeTest {
    @TempDir Path folder;

    private Theme started(Home home) {
        return Toolkit.onFx(
                () -> {
                    Theme theme = new Theme();
                    KeptTheme.follow(theme, home);
                    return theme;
                });
    }

    @Test
    void whatWasChosenIsTheLookOfTheNextStart() {
        Home home = new Home(folder.resolve("data"), folder.resolve("logs"));
        Theme first = started(home);
        assertThat(first.choice()).isEqualTo(Theme.Choice.SYSTEM);
        Toolkit.runOnFx(() -> first.choose(Theme.Choice.LIGHT));
        Path kept = home.data().resolve("theme");
        Awaitility.await().until(() -> Files.exists(kept) && Files.size(kept) > 0);
        assertThat(started(home).choice()).isEqualTo(Theme.Choice.LIGHT);
    }

    @Test
    void aFileThatSaysNothingKnownIsNoChoice() throws Exception {
        Files.writeString(folder.resolve("theme"), "purple");
        assertThat(started(new Home(folder, folder)).choice()).isEqualTo(Theme.Choice.SYSTEM);
    }
}
