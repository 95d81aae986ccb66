package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.store.Surroundings;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.testing.Around;
import dev.belay.testing.BelayProcess;
import dev.belay.ui.ConsoleWindow;
import dev.belay.ui.kit.Toolkit;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.scene.control.Labeled;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;

/** A console that is open while targets are added, edited and removed elsewhere. */
class RosterTest {
    private static final Duration SOON = Duration.ofSeconds(6);

    @TempDir Path folder;
    private Surroundings around;
    private ConsoleParts parts;
    private Watches watches;
    private ConsoleWindow window;

    @BeforeEach
    void open() throws Exception {
        around = Around.homeIn(folder);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.execute("create table users (id integer primary key)");
        }
        parts = new Wiring(around).consoleParts(null);
        watches = parts.pages(() -> {}).profiles().watches();
        window = ConsoleWindow.open(parts.pages(() -> {}), parts.saved(), null);
    }

    @AfterEach
    void close() {
        window.close();
        parts.close();
    }

    private Path file() {
        return folder.resolve("shop.db");
    }

    private void belay(String... arguments) throws Exception {
        Path told = folder.resolve("told");
        Process command = BelayProcess.start(folder.resolve("home"), told, arguments);
        assertThat(command.waitFor()).as(Files.readString(told)).isZero();
    }

    private boolean tells(String text) {
        return Toolkit.onFx(
                () ->
                        window.scene().getRoot().lookupAll(".label").stream()
                                .anyMatch(n -> n instanceof Labeled l && text.equals(l.getText())));
    }

    @Test
    void aTargetThatACommandAddsAppearsAndOneThatItRemovesGoes() throws Exception {
        belay("target", "add", "shop", "--url", "sqlite:" + file());
        await().atMost(SOON).until(() -> watches.find("shop").isPresent());
        await().atMost(SOON).until(() -> tells("shop"));
        Toolkit.runOnFx(() -> window.console().shell().open("overview", "shop"));
        belay("target", "remove", "shop");
        await().atMost(SOON).until(() -> watches.find("shop").isEmpty());
        await().atMost(SOON)
                .until(() -> Toolkit.onFx(window.console().shell()::openTarget).isEmpty());
        await().atMost(SOON).until(() -> !tells("shop"));
    }

    @Test
    void anEditElsewhereIsWatchedAnewAndWhatIsTheSameStays() throws Exception {
        try (Wiring other = new Wiring(around)) {
            Target shop = other.targets().add(target("shop"));
            other.targets().add(target("till"));
            await().atMost(SOON).until(() -> watches.all().size() == 2);
            Watch till = watches.find("till").orElseThrow();
            Toolkit.runOnFx(() -> window.console().shell().open("targets"));
            other.targets().save("shop", shop.withEnvironment(Environment.PRODUCTION));
            await().atMost(SOON).until(() -> environment("shop") == Environment.PRODUCTION);
            await().atMost(SOON).until(() -> tells("PROD"));
            assertThat(watches.find("till")).containsSame(till);
        }
    }

    @Test
    void whatThisConsoleSavesIsWatchedOnce() throws Exception {
        Target shop = parts.pages(() -> {}).profiles().watches().add(saved("shop")).target();
        Watch own = watches.find("shop").orElseThrow();
        try (Wiring other = new Wiring(around)) {
            other.targets().add(target("till"));
            await().atMost(SOON).until(() -> watches.find("till").isPresent());
        }
        assertThat(watches.find("shop")).containsSame(own);
        assertThat(shop.version()).isEqualTo(1);
    }

    private Target saved(String name) {
        try (Wiring other = new Wiring(around)) {
            return other.targets().add(target(name));
        }
    }

    private Target target(String name) {
        return Target.of(name, Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file()));
    }

    private Environment environment(String name) {
        return watches.find(name).orElseThrow().target().environment();
    }
}
