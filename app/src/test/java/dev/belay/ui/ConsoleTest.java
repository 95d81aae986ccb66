package dev.belay.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.db.Sessions;
import dev.belay.demo.Demo;
import dev.belay.operation.Audit;
import dev.belay.operation.AuditSeal;
import dev.belay.store.Store;
import dev.belay.store.Surroundings;
import dev.belay.target.RememberedPasswords;
import dev.belay.target.Targets;
import dev.belay.testing.Around;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.Watching;
import dev.belay.ui.overview.Asking;
import dev.belay.ui.targets.Profiles;
import dev.belay.watch.Watches;
import dev.belay.watch.check.OnDemand;

import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class ConsoleTest {
    @TempDir Path folder;
    private final FxRobot robot = new FxRobot();
    private final CssWarnings warnings = new CssWarnings();
    private Store store;
    private Watches watches;
    private ConsoleWindow window;
    private Console console;
    private Scene scene;
    private boolean asked;

    @BeforeEach
    void open() {
        Surroundings around = Around.homeIn(folder);
        store = Store.open(around);
        watches = Watching.watches();
        Sessions sessions = Watching.sessions();
        Clock clock = Clock.systemUTC();
        Targets targets = new Targets(store);
        Console.Parts parts =
                new Console.Parts(
                        new Profiles(
                                () -> targets,
                                watches,
                                sessions,
                                new RememberedPasswords(),
                                around),
                        new Asking(new OnDemand(sessions, clock), sessions),
                        () -> targets.add(Demo.make(folder.resolve("demo"))),
                        () -> Map.of("pg_dump", "15.18"),
                        () ->
                                new Audit(
                                        store,
                                        new AuditSeal(folder.resolve("home")),
                                        Clock.systemUTC()),
                        () -> {
                            throw new IllegalStateException("no backups here");
                        },
                        () -> {
                            throw new IllegalStateException("no backups here");
                        },
                        path -> {},
                        Map.of("Store", "belay.db"),
                        Watching.noChanges(clock),
                        Watching.interruptions(store, clock),
                        clock,
                        () -> asked = true);
        window = ConsoleWindow.open(parts, List.of(), null, 1000, 700);
        console = window.console();
        scene = window.scene();
    }

    @AfterEach
    void close() {
        window.close();
        watches.close();
        store.close();
        warnings.close();
    }

    @Test
    void aNewcomerStartsTheDemoFromTheKeyboardAndWatchesARealDatabase() {
        Toolkit.write(scene, "console-first-start-dark");
        assertThat(scene.getRoot().lookup(".hour-strip").isVisible()).isFalse();
        assertThat(scene.getFocusOwner().getPseudoClassStates())
                .contains(PseudoClass.getPseudoClass("ringed"));
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.CONTROL, KeyCode.K);
        robot.write("start the demo").type(KeyCode.ENTER);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> console.shell().openTarget().equals(Demo.NAME));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> watches.find(Demo.NAME).orElseThrow().view().health() != null);
        Toolkit.settle();
        Toolkit.write(scene, "console-overview-dark");
        robot.press(KeyCode.ALT, KeyCode.DIGIT7).release(KeyCode.ALT, KeyCode.DIGIT7);
        Toolkit.settle();
        assertThat(console.shell().openPage()).isEqualTo("migrations");
        robot.press(KeyCode.ALT, KeyCode.DIGIT1).release(KeyCode.ALT, KeyCode.DIGIT1);
        Toolkit.settle();
        assertThat(console.shell().openPage()).isEqualTo("fleet");
        assertThat(scene.getRoot().lookup(".hour-strip").isVisible()).isTrue();
        assertThat(warnings.seen()).isEmpty();
    }

    @Test
    void aTargetThatIsRemovedLeavesTheWindow() throws Exception {
        var demo = Demo.make(folder.resolve("demo"));
        Toolkit.runOnFx(() -> console.start(List.of(demo), demo));
        assertThat(console.shell().openPage()).isEqualTo("overview");
        watches.remove(Demo.NAME);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> console.shell().openPage().equals("fleet"));
    }

    @Test
    void theWaysInGoByTheirNumbersAndNoNumberFallsIntoAField() {
        robot.type(KeyCode.DIGIT2);
        Toolkit.settle();
        assertThat(scene.getFocusOwner()).isInstanceOf(TextField.class);
        assertThat(((TextField) scene.getFocusOwner()).getText()).isEmpty();
        robot.write("3");
        assertThat(((TextField) scene.getFocusOwner()).getText()).isEqualTo("3");
        robot.type(KeyCode.TAB).type(KeyCode.TAB).type(KeyCode.DIGIT3);
        Toolkit.settle();
        assertThat(console.shell().openPage()).isEqualTo("targets");
        assertThat(scene.getFocusOwner()).isInstanceOf(TextField.class);
        robot.write("x");
        assertThat(((TextField) scene.getFocusOwner()).getText()).isEqualTo("x");
    }

    @Test
    void arrowsAndEnterReachTheLinesOfEveryPage() throws Exception {
        var demo = Demo.make(folder.resolve("demo"));
        Toolkit.runOnFx(() -> console.start(List.of(demo), demo));
        robot.press(KeyCode.ALT, KeyCode.DIGIT7).release(KeyCode.ALT, KeyCode.DIGIT7);
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                scene.getFocusOwner() instanceof TableView<?> table
                                        && table.getItems().size() > 5);
        TableView<?> migrations = (TableView<?>) scene.getFocusOwner();
        int before = migrations.getSelectionModel().getSelectedIndex();
        robot.type(KeyCode.DOWN);
        assertThat(migrations.getSelectionModel().getSelectedIndex()).isEqualTo(before + 1);
        robot.press(KeyCode.ALT, KeyCode.DIGIT1).release(KeyCode.ALT, KeyCode.DIGIT1);
        robot.write("/").write("dem").type(KeyCode.ENTER).type(KeyCode.ENTER);
        Toolkit.settle();
        assertThat(console.shell().openTarget()).isEqualTo(Demo.NAME);
    }

    @Test
    void quittingIsAKey() {
        robot.press(KeyCode.CONTROL, KeyCode.Q).release(KeyCode.CONTROL, KeyCode.Q);
        Toolkit.settle();
        assertThat(asked).isTrue();
    }
}
