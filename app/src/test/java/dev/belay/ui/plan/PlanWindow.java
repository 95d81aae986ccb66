package dev.belay.ui.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.operation.Request;
import dev.belay.operation.Running;
import dev.belay.target.Target;
import dev.belay.testing.Bench;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.Watching;
import dev.belay.ui.shell.Page;
import dev.belay.ui.shell.Shell;
import dev.belay.watch.Watches;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A real window with an empty page, and a sheet above it. */
final class PlanWindow implements AutoCloseable {
    private final Bench bench;
    private final Watches watches = Watching.watches();
    private final CssWarnings warnings = new CssWarnings();
    private final Theme theme;
    private final StallWatch stalls;
    final Shell shell;
    final Stage stage;
    PlanSheet sheet;

    PlanWindow(Bench bench) {
        this.bench = bench;
        theme = Toolkit.onFx(Theme::new);
        stalls = Toolkit.onFx(StallWatch::new);
        Page page = new Page("fleet", "Fleet", Icon.Shape.FLEET, Page.Place.TOP, t -> new Empty());
        shell =
                Toolkit.onFx(
                        () ->
                                new Shell(
                                        watches,
                                        theme,
                                        stalls,
                                        Clock.systemUTC(),
                                        bench.changes,
                                        running -> {},
                                        List.of(page),
                                        List.of()));
        stage = Toolkit.onFx(Stage::new);
        Toolkit.runOnFx(
                () -> {
                    theme.choose(Theme.Choice.DARK);
                    stage.setScene(shell.scene(Toolkit.WIDTH, Toolkit.HEIGHT));
                    shell.open("fleet");
                    stage.show();
                });
    }

    private static final class Empty implements Screen {
        private final StackPane node = new StackPane();

        @Override
        public Parent node() {
            return node;
        }

        @Override
        public void close() {}
    }

    /** Lays the sheet of a change above the page and waits for its plan. */
    void plan(Target target, Request request) {
        show(
                Toolkit.onFx(
                        () ->
                                new PlanSheet(
                                        bench.changes,
                                        target,
                                        request,
                                        Clock.systemUTC(),
                                        shell::closeSheet)));
        until(State.Shown.class);
    }

    void look(Running running) {
        show(
                Toolkit.onFx(
                        () ->
                                PlanSheet.of(
                                        bench.changes,
                                        running,
                                        Clock.systemUTC(),
                                        shell::closeSheet)));
    }

    void show(PlanSheet shown) {
        sheet = shown;
        Toolkit.runOnFx(() -> shell.showSheet(shown));
    }

    State state() {
        return Toolkit.onFx(sheet::state);
    }

    void until(Class<? extends State> state) {
        until(state::isInstance);
    }

    void until(Predicate<State> holds) {
        await().atMost(Duration.ofSeconds(40)).until(() -> holds.test(state()));
        Toolkit.settle();
    }

    /** All that can be read on the sheet. */
    String texts() {
        return Toolkit.onFx(
                () -> {
                    Node node = sheet.node();
                    node.applyCss();
                    return node.lookupAll(".label").stream()
                                    .map(l -> ((Label) l).getText())
                                    .collect(Collectors.joining("\n"))
                            + node.lookupAll("*").stream()
                                    .filter(Text.class::isInstance)
                                    .map(t -> ((Text) t).getText())
                                    .collect(Collectors.joining());
                });
    }

    /** The shapes of all that is told on the sheet. */
    List<StatusIcon.Kind> shapes() {
        return Toolkit.onFx(
                () -> {
                    sheet.node().applyCss();
                    return sheet.node().lookupAll(".status-icon").stream()
                            .map(icon -> ((StatusIcon) icon).kind())
                            .toList();
                });
    }

    /** What stands there to be read, cut where it is cut. */
    List<String> shown() {
        return Toolkit.onFx(
                () -> {
                    stage.getScene().getRoot().applyCss();
                    stage.getScene().getRoot().layout();
                    return sheet.node().lookupAll("*").stream()
                            .filter(Text.class::isInstance)
                            .map(t -> ((Text) t).getText())
                            .toList();
                });
    }

    /** What the foot says of operations. */
    String foot() {
        return Toolkit.onFx(
                () -> ((Labeled) stage.getScene().getRoot().lookup(".running-note")).getText());
    }

    @SuppressWarnings("unchecked")
    <N extends Node> N find(String css) {
        return (N) Toolkit.onFx(() -> sheet.node().lookup(css));
    }

    void pictures(String name) {
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            Toolkit.runOnFx(() -> theme.choose(choice));
            Toolkit.settle();
            Toolkit.write(stage.getScene(), name + "-" + (theme.isDark() ? "dark" : "light"));
        }
    }

    @Override
    public void close() {
        Toolkit.runOnFx(
                () -> {
                    shell.closeSheet();
                    stage.hide();
                    shell.close();
                });
        stalls.close();
        watches.close();
        warnings.close();
        assertThat(warnings.seen()).isEmpty();
    }
}
