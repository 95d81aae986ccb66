package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.store.Surroundings;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.Around;
import dev.belay.testing.KillRounds;
import dev.belay.ui.ConsoleWindow;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.recovery.RecoveryBar;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A command that was really killed is told of by every window until somebody puts it away. */
class InterruptedWindowTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    @TempDir Path folder;
    private final FxRobot robot = new FxRobot();
    private final CssWarnings warnings = new CssWarnings();
    private final Map<ConsoleWindow, ConsoleParts> windows = new LinkedHashMap<>();
    private Surroundings around;
    private Path scripts;

    @BeforeEach
    void save() throws Exception {
        around = Around.homeIn(folder);
        scripts = Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(scripts.resolve("V1__a.sql"), "create table a (x int);");
        Files.writeString(scripts.resolve("V2__b.sql"), "create table b (x int);");
        Files.writeString(
                scripts.resolve("V3__slow.sql"),
                "create table c (x int);\ninsert into c with recursive n(i) as (select 1 union all"
                        + " select i + 1 from n where i < 2000000000) select max(i) from n;");
        for (int i = 1; i <= 3; i++) {
            Files.writeString(scripts.resolve("U" + i + "__x.sql"), "drop table x;");
        }
        try (Wiring wiring = new Wiring(around)) {
            wiring.targets()
                    .add(
                            Target.of(
                                            "webshop-stage",
                                            Engine.SQLITE,
                                            Environment.STAGING,
                                            new Address.File(folder.resolve("shop.db")))
                                    .withFolders(new Folders(scripts, null, null)));
        }
        KillRounds rounds = new KillRounds(folder.resolve("home"));
        KillRounds.Kill kill =
                rounds.kill(
                        () -> reached("V3__slow.sql"),
                        Duration.ZERO,
                        "migrate",
                        "-t",
                        "webshop-stage");
        assertThat(kill.killed()).isTrue();
        Files.writeString(scripts.resolve("V3__slow.sql"), "create table c (x int);");
    }

    private boolean reached(String note) {
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("home/belay.db"));
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select 1 from operation_phase where note = '" + note + "'")) {
            return rows.next();
        } catch (SQLException e) {
            return false;
        }
    }

    private ConsoleWindow open() {
        ConsoleParts parts = new Wiring(around).consoleParts(null);
        ConsoleWindow window = ConsoleWindow.open(parts.pages(() -> {}), parts.saved(), null);
        windows.put(window, parts);
        return window;
    }

    private void close(ConsoleWindow window) {
        window.close();
        windows.remove(window).close();
    }

    @AfterEach
    void closeAll() {
        List.copyOf(windows.keySet()).forEach(this::close);
        assertThat(warnings.seen()).isEmpty();
        warnings.close();
    }

    private static RecoveryBar bar(ConsoleWindow window) {
        return Toolkit.onFx(() -> (RecoveryBar) window.scene().getRoot().lookup(".recovery-bar"));
    }

    private static List<String> texts(Node of) {
        return Toolkit.onFx(
                () ->
                        of.lookupAll(".label").stream()
                                .map(n -> String.valueOf(((Label) n).getText()))
                                .toList());
    }

    private static void awaitTold(ConsoleWindow window) {
        await().atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(texts(bar(window)))
                                        .contains("Migrate on webshop-stage was interrupted")
                                        .anyMatch(
                                                t ->
                                                        t.startsWith(
                                                                "Part of it is done: V1, V2; left:"
                                                                        + " V3;"))
                                        .anyMatch(t -> t.contains("pid ")));
        assertThat(bar(window).isVisible()).isTrue();
    }

    private void run(String action) {
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.CONTROL, KeyCode.K);
        robot.write(action).type(KeyCode.ENTER);
        Toolkit.settle();
    }

    @Test
    void everyWindowTellsOfItUntilItIsPutAwayInOne() throws Exception {
        ConsoleWindow first = open();
        awaitTold(first);
        pictures(first);
        close(first);
        // Closed before anybody has read it: it is told at the next start, in both windows.
        ConsoleWindow second = open();
        ConsoleWindow third = open();
        awaitTold(second);
        awaitTold(third);
        robot.targetWindow(third.stage());
        run("put away");
        await().atMost(LONG).until(() -> !bar(third).isVisible());
        await().atMost(LONG).until(() -> !bar(second).isVisible());
        close(second);
        close(third);
        ConsoleWindow fourth = open();
        Thread.sleep(Duration.ofSeconds(7));
        assertThat(bar(fourth).isVisible()).isFalse();
    }

    @Test
    void fromThereItIsPlannedAgainByKeysAlone() {
        ConsoleWindow window = open();
        awaitTold(window);
        await().atMost(LONG)
                .until(
                        () ->
                                !windows.get(window)
                                        .pages(() -> {})
                                        .profiles()
                                        .watches()
                                        .all()
                                        .isEmpty());
        run("plan the interrupted");
        await().atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(texts(window.scene().getRoot()))
                                        .anyMatch(t -> t.contains("V3__slow.sql")));
        assertThat(window.console().shell().sheet()).isNotNull();
    }

    private void pictures(ConsoleWindow window) {
        Toolkit.runOnFx(() -> window.console().shell().open("overview", "webshop-stage"));
        await().atMost(LONG)
                .until(
                        () ->
                                windows.get(window)
                                                .pages(() -> {})
                                                .profiles()
                                                .watches()
                                                .find("webshop-stage")
                                                .orElseThrow()
                                                .view()
                                                .health()
                                        != null);
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            Toolkit.runOnFx(() -> window.console().theme().choose(choice));
            Toolkit.settle();
            Toolkit.write(
                    window.scene(),
                    "interrupted-" + (choice == Theme.Choice.DARK ? "dark" : "light"));
        }
        Toolkit.runOnFx(() -> window.console().shell().open("fleet"));
        Toolkit.settle();
        Toolkit.write(window.scene(), "interrupted-fleet-dark");
    }
}
