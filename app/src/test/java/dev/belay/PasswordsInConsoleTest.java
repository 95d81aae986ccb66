package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.db.ConnectFailure.Remedy;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.testing.Around;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.ui.ConsoleWindow;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.watch.Link;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** The console, as it is wired, on a real server that asks for passwords. */
class PasswordsInConsoleTest {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final String RIGHT = "r1ght";

    @TempDir Path folder;
    private final PostgresServer server = PostgresServers.usual();
    private final FxRobot robot = new FxRobot();
    private ConsoleParts parts;
    private Watches watches;
    private @Nullable ConsoleWindow window;

    @AfterEach
    void close() {
        if (window != null) {
            window.close();
        }
        parts.close();
    }

    private Target target() {
        return server.target(server.freshDatabase(), server.freshRole(RIGHT))
                .withEnvironment(Environment.PRODUCTION);
    }

    private void start(@Nullable Target named, String... variables) {
        parts = new Wiring(Around.homeIn(folder, variables)).consoleParts(named);
        watches = parts.pages(() -> {}).profiles().watches();
    }

    private void show(Target target) {
        window = ConsoleWindow.open(parts.pages(() -> {}), List.of(), target);
    }

    private static void refused(Watch watch) {
        await().atMost(LONG)
                .until(
                        () ->
                                watch.view().link() instanceof Link.Refused r
                                        && r.remedy() == Remedy.PASSWORD);
    }

    private static void answers(Watch watch) {
        await().atMost(LONG).until(() -> watch.view().link() instanceof Link.Live);
    }

    @Test
    void aPasswordIsTypedWhereItsLackIsToldAndAWrongOneIsAskedForAgain() {
        try (CssWarnings warnings = new CssWarnings()) {
            Target target = target();
            start(null);
            show(target);
            Watch watch = watches.find(target.name()).orElseThrow();
            refused(watch);
            awaitText("Kept in memory until Belay is closed.");
            await().atMost(LONG).until(this::fieldHasFocus);
            pictures("password");
            robot.write("wrong").type(KeyCode.ENTER);
            awaitText("Not accepted. Type it again.");
            refused(watch);
            assertThat(texts()).anyMatch(t -> t.startsWith("The server does not accept"));
            assertThat(fieldHasFocus()).isTrue();
            assertThat(Toolkit.onFx(() -> field().getText())).isEmpty();
            pictures("password-wrong");
            robot.write(RIGHT).type(KeyCode.ENTER);
            answers(watch);
            awaitText("Write access");
            assertThat(warnings.seen()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordThatWasTypedDoesNotStandBeforeALaterOneOfAFile() throws Exception {
        Target target = target();
        start(null);
        show(target);
        Watch watch = watches.find(target.name()).orElseThrow();
        refused(watch);
        await().atMost(LONG).until(this::fieldHasFocus);
        robot.write("wrong").type(KeyCode.ENTER);
        awaitText("Not accepted. Type it again.");
        Path file = folder.resolve(".pgpass");
        Files.writeString(file, "*:*:*:*:" + RIGHT + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        watch.tryNow();
        answers(watch);
    }

    @Test
    void thePasswordOfTheEnvironmentGoesToTheNamedTargetAlone() {
        Target named = target();
        Target other = target();
        start(named, "BELAY_PASSWORD", RIGHT);
        answers(watches.add(named));
        refused(watches.add(other));
    }

    @Test
    void withoutANamedTargetItGoesToTheOneWhoseUrlIsBesideIt() {
        Target ofUrl = target();
        Target other = target();
        start(null, "PGPASSWORD", RIGHT, "DATABASE_URL", "postgresql://" + ofUrl.place());
        answers(watches.add(ofUrl));
        refused(watches.add(other));
    }

    @Test
    void whereNoneIsNamedNoServerGetsIt() {
        Target target = target();
        start(null, "BELAY_PASSWORD", RIGHT, "PGPASSWORD", RIGHT);
        refused(watches.add(target));
    }

    private PasswordField field() {
        return (PasswordField) window.scene().getRoot().lookup(".password-field");
    }

    private boolean fieldHasFocus() {
        return Toolkit.onFx(() -> window.scene().getFocusOwner() instanceof PasswordField);
    }

    private void awaitText(String text) {
        await().atMost(LONG).until(() -> texts().contains(text));
    }

    private List<String> texts() {
        return Toolkit.onFx(
                () ->
                        window.scene().getRoot().lookupAll(".label").stream()
                                .map(n -> String.valueOf(((Label) n).getText()))
                                .toList());
    }

    private void pictures(String name) {
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            Toolkit.runOnFx(() -> window.console().theme().choose(choice));
            Toolkit.settle();
            Toolkit.write(
                    window.scene(), name + (choice == Theme.Choice.DARK ? "-dark" : "-light"));
        }
    }
}
