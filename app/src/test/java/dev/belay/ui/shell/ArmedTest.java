package dev.belay.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Forwarding;
import dev.belay.db.Retry;
import dev.belay.db.Sessions;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.operation.Armed;
import dev.belay.operation.Changes;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.testing.HandClock;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.Watching;
import dev.belay.watch.Watches;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

class ArmedTest {
    @TempDir Path folder;
    private final FxRobot robot = new FxRobot();
    private final CssWarnings warnings = new CssWarnings();
    private final HandClock clock = new HandClock();
    private final Changes changes = Watching.noChanges(clock);
    private StallWatch stalls;
    private Theme theme;
    private Watches watches;
    private Target target;
    private Shell shell;
    private Stage stage;
    private Scene scene;

    @BeforeEach
    void show() throws Exception {
        Path file = folder.resolve("shop.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (x)");
        }
        target = Target.of("shop", Engine.SQLITE, Environment.PRODUCTION, new Address.File(file));
        watches =
                new Watches(
                        new Sessions(e -> new SqliteDialect(), t -> null, Forwarding.NONE),
                        t -> null,
                        (s, t) -> null,
                        Clock.systemUTC(),
                        Retry.ONCE);
        watches.add(target);
        Toolkit.runOnFx(
                () -> {
                    theme = new Theme();
                    theme.choose(Theme.Choice.DARK);
                    stalls = new StallWatch();
                    shell =
                            new Shell(
                                    watches, theme, stalls, clock, changes, r -> {}, pages(),
                                    List.of());
                    scene = shell.scene(Toolkit.WIDTH, Toolkit.HEIGHT);
                    stage = new Stage();
                    stage.setScene(scene);
                    shell.open("fleet");
                    stage.show();
                });
    }

    private static List<Page> pages() {
        return List.of(
                new Page("fleet", "Fleet", Icon.Shape.FLEET, Page.Place.TOP, t -> new Leaf()),
                new Page(
                        "overview",
                        "Overview",
                        Icon.Shape.OVERVIEW,
                        Page.Place.TARGET,
                        t -> new Leaf()));
    }

    @AfterEach
    void hide() {
        Toolkit.runOnFx(
                () -> {
                    stage.hide();
                    shell.close();
                });
        stalls.close();
        warnings.close();
        watches.close();
    }

    private void toggle() {
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A)
                .release(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
        Toolkit.settle();
    }

    private String frame() {
        return robot.lookup(".armed-band .label").queryAs(Label.class).getText();
    }

    private boolean framed() {
        return robot.lookup(".armed-frame").query().isVisible();
    }

    @Test
    void withoutAnOpenTargetThereIsNothingToArm() {
        toggle();
        assertThat(framed()).isFalse();
        assertThat(changes.arming().of(target)).isEmpty();
    }

    @Test
    void theFrameNamesWhatIsArmedAndStaysOnEveryPage() {
        Toolkit.runOnFx(() -> shell.open("overview", "shop"));
        toggle();
        assertThat(changes.arming().of(target)).isPresent();
        assertThat(framed()).isTrue();
        assertThat(frame()).isEqualTo("Armed on shop, 15:00 left");
        clock.pass(Duration.ofSeconds(139));
        Awaitility.await().until(() -> frame().contains("12:41"));
        Toolkit.write(scene, "armed-dark");
        Toolkit.runOnFx(() -> theme.choose(Theme.Choice.LIGHT));
        Toolkit.write(scene, "armed-light");
        Toolkit.runOnFx(() -> shell.open("fleet"));
        assertThat(framed()).isTrue();
        toggle();
        assertThat(framed()).isFalse();
        assertThat(changes.arming().of(target)).isEmpty();
        assertThat(warnings.seen()).isEmpty();
    }

    @Test
    void afterItsTimeItIsOnlyWatchedAgain() {
        Toolkit.runOnFx(() -> shell.open("overview", "shop"));
        toggle();
        clock.pass(Armed.TIME);
        Awaitility.await().until(() -> !framed());
        assertThat(changes.arming().of(target)).isEmpty();
        assertThat(robot.lookup(".toast").queryAll()).hasSize(1);
    }

    @Test
    void aSheetHasKeysAndFocusToItselfUntilEsc() {
        Toolkit.runOnFx(() -> shell.open("overview", "shop"));
        TextField inside = Toolkit.onFx(TextField::new);
        Toolkit.runOnFx(() -> shell.showSheet(new Leaf(inside)));
        for (int i = 0; i < 12; i++) {
            robot.type(KeyCode.TAB);
        }
        Toolkit.settle();
        assertThat(scene.getFocusOwner()).isSameAs(inside);
        robot.press(KeyCode.ALT, KeyCode.DIGIT1).release(KeyCode.ALT, KeyCode.DIGIT1);
        Toolkit.settle();
        assertThat(shell.openPage()).isEqualTo("overview");
        robot.type(KeyCode.ESCAPE);
        Toolkit.settle();
        assertThat(shell.sheet()).isNull();
        assertThat(shell.openPage()).isEqualTo("overview");
    }

    private static final class Leaf implements Screen {
        private final VBox root;

        Leaf() {
            this(new TextField());
        }

        Leaf(TextField inside) {
            root = new VBox(inside);
            root.setMaxSize(400, 200);
        }

        @Override
        public Parent node() {
            return root;
        }

        @Override
        public void focusContent() {
            root.getChildren().getFirst().requestFocus();
        }

        @Override
        public void close() {}
    }
}
