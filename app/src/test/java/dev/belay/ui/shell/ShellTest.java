package dev.belay.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Forwarding;
import dev.belay.db.Retry;
import dev.belay.db.Sessions;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.Watching;
import dev.belay.watch.Watches;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class ShellTest {
    private final FxRobot robot = new FxRobot();
    private final CssWarnings warnings = new CssWarnings();
    private final List<String> done = new ArrayList<>();
    private final Watches watches =
            new Watches(
                    new Sessions(
                            e -> {
                                throw new IllegalStateException("no target here");
                            },
                            t -> null,
                            Forwarding.NONE),
                    t -> null,
                    (s, t) -> null,
                    Clock.systemUTC(),
                    Retry.ONCE);
    private Theme theme;
    private Shell shell;
    private StallWatch stalls;
    private Stage stage;
    private Scene scene;

    @BeforeEach
    void show() {
        Toolkit.runOnFx(
                () -> {
                    theme = new Theme();
                    theme.choose(Theme.Choice.DARK);
                    stalls = new StallWatch();
                    List<Page> pages =
                            List.of(
                                    new Page(
                                            "fleet",
                                            "Fleet",
                                            Icon.Shape.FLEET,
                                            Page.Place.TOP,
                                            t -> new Leaf("fleet")),
                                    new Page(
                                            "overview",
                                            "Overview",
                                            Icon.Shape.OVERVIEW,
                                            Page.Place.TARGET,
                                            t -> new Leaf("overview")),
                                    new Page(
                                            "targets",
                                            "Targets",
                                            Icon.Shape.TARGETS,
                                            Page.Place.BOTTOM,
                                            t -> new Leaf("targets")),
                                    new Page(
                                            "about",
                                            "About",
                                            Icon.Shape.INFO,
                                            Page.Place.PALETTE_ONLY,
                                            t ->
                                                    new AboutScreen(
                                                            watches,
                                                            stalls,
                                                            Map.of("Log", "/var/log/belay"))));
                    shell =
                            new Shell(
                                    watches,
                                    theme,
                                    stalls,
                                    Clock.systemUTC(),
                                    Watching.noChanges(Clock.systemUTC()),
                                    running -> {},
                                    pages,
                                    List.of());
                    scene = shell.scene(1000, 700);
                    stage = new Stage();
                    stage.setScene(scene);
                    shell.open("fleet");
                    stage.show();
                });
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

    @Test
    void thePaletteRunsWhatWasTypedByKeyboardAlone() {
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.CONTROL, KeyCode.K);
        robot.write("abou");
        Toolkit.write(scene, "palette-dark");
        robot.type(KeyCode.ENTER);
        Toolkit.settle();
        assertThat(shell.openPage()).isEqualTo("about");
        Toolkit.write(scene, "about-dark");
        robot.type(KeyCode.ESCAPE);
        Toolkit.settle();
        assertThat(shell.openPage()).isEqualTo("fleet");
        assertThat(warnings.seen()).isEmpty();
    }

    @Test
    void aMessageLiesAboveASheet() {
        List<Node> layers = scene.getRoot().getChildrenUnmodifiable();
        Node sheets = scene.getRoot().lookup(".dimmed");
        assertThat(layers.indexOf(shell.toasts())).isGreaterThan(layers.indexOf(sheets));
    }

    @Test
    void aMessageLeavesTheButtonsOfASheetFree() {
        Toolkit.runOnFx(
                () -> {
                    shell.toasts().note("its 15 minutes are over");
                    shell.showSheet(new Leaf("sheet"));
                });
        Toolkit.settle();
        assertThat(belowMessages()).isLessThan(20);
        Toolkit.runOnFx(shell::closeSheet);
        Toolkit.settle();
        assertThat(belowMessages()).as("room for time bar and foot").isGreaterThan(70);
    }

    private double belowMessages() {
        return Toolkit.onFx(
                () -> {
                    scene.getRoot().applyCss();
                    scene.getRoot().layout();
                    Node last = shell.toasts().getChildren().getLast();
                    return scene.getHeight() - last.localToScene(last.getLayoutBounds()).getMaxY();
                });
    }

    @Test
    void digitsOpenThePagesOfTheNavigation() {
        robot.press(KeyCode.ALT, KeyCode.DIGIT2).release(KeyCode.ALT, KeyCode.DIGIT2);
        Toolkit.settle();
        assertThat(shell.openPage()).isEqualTo("targets");
        robot.press(KeyCode.ALT, KeyCode.DIGIT1).release(KeyCode.ALT, KeyCode.DIGIT1);
        Toolkit.settle();
        assertThat(shell.openPage()).isEqualTo("fleet");
    }

    @Test
    void lettersAreKeysOnlyOutsideOfTextFields() {
        robot.write("x");
        Toolkit.settle();
        assertThat(done).containsExactly("x");
        robot.write("/");
        robot.write("xy");
        Toolkit.settle();
        assertThat(done).containsExactly("x");
        assertThat(robot.lookup("#filter").queryAs(TextField.class).getText()).isEqualTo("xy");
    }

    @Test
    void f1ShowsTheKeysAndTheThemeIsSwitchedFromThePalette() {
        robot.type(KeyCode.F1);
        Toolkit.write(scene, "help-dark");
        robot.type(KeyCode.ESCAPE);
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.CONTROL, KeyCode.K);
        robot.write("theme light").type(KeyCode.ENTER);
        Toolkit.settle();
        assertThat(theme.isDark()).isFalse();
        Toolkit.write(scene, "shell-light");
        robot.type(KeyCode.F1);
        Toolkit.write(scene, "help-light");
        robot.type(KeyCode.ESCAPE);
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.CONTROL, KeyCode.K);
        robot.write("abou");
        Toolkit.write(scene, "palette-light");
        robot.type(KeyCode.ENTER);
        Toolkit.settle();
        Toolkit.write(scene, "about-light");
        assertThat(warnings.seen()).isEmpty();
    }

    private final class Leaf implements Screen {
        private final TextField filter = new TextField();
        private final VBox root;

        Leaf(String name) {
            filter.setId("filter");
            root = new VBox(Texts.line(name), filter);
            root.setFocusTraversable(true);
        }

        @Override
        public Parent node() {
            return root;
        }

        @Override
        public boolean focusFilter() {
            filter.requestFocus();
            return true;
        }

        @Override
        public List<Action> actions() {
            return List.of(Action.of("Note an x", "x", () -> done.add("x")));
        }

        @Override
        public void close() {}
    }
}
