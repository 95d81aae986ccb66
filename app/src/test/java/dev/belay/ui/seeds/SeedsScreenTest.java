package dev.belay.ui.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.demo.Demo;
import dev.belay.operation.Request;
import dev.belay.target.Target;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.Watching;
import dev.belay.ui.shell.Page;
import dev.belay.ui.shell.Shell;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

class SeedsScreenTest {
    @TempDir Path folder;
    private final FxRobot robot = new FxRobot();
    private final List<Request> planned = new ArrayList<>();

    @Test
    void everySetIsShownAndTheChosenOneIsPlannedByItsName() throws Exception {
        Target target = Demo.make(folder);
        Path broken = Files.createDirectories(target.seeds().resolve("broken"));
        Files.writeString(broken.resolve("users.csv"), "id,name\n1,\"Ann\n");
        try (Watches watches = Watching.watches();
                StallWatch stalls = Toolkit.onFx(StallWatch::new);
                CssWarnings warnings = new CssWarnings()) {
            Watch watch = watches.add(target);
            await().atMost(Duration.ofSeconds(30)).until(() -> watch.view().health() != null);
            Theme theme = Toolkit.onFx(Theme::new);
            Clock clock = Clock.systemUTC();
            Shell shell =
                    Toolkit.onFx(
                            () ->
                                    new Shell(
                                            watches,
                                            theme,
                                            stalls,
                                            clock,
                                            Watching.noChanges(clock),
                                            running -> {},
                                            pages(watches),
                                            List.of()));
            Scene scene = Toolkit.onFx(() -> shell.scene(Toolkit.WIDTH, Toolkit.HEIGHT));
            Stage stage =
                    Toolkit.onFx(
                            () -> {
                                Stage made = new Stage();
                                made.setScene(scene);
                                made.show();
                                shell.open("seeds", target.name());
                                return made;
                            });
            TableView<SetLine> table = robot.lookup(".table-view").queryTableView();
            await().until(() -> table.getItems().size() == 3);
            assertThat(table.getItems())
                    .extracting(SetLine::name)
                    .containsExactly("base", "broken", "sample");
            robot.type(KeyCode.DOWN);
            for (Theme.Choice choice : List.of(Theme.Choice.DARK, Theme.Choice.LIGHT)) {
                Toolkit.runOnFx(() -> theme.choose(choice));
                Toolkit.settle();
                Toolkit.write(scene, "seeds-" + (theme.isDark() ? "dark" : "light"));
            }
            assertThat(robot.lookup(".problem").queryAll()).hasSize(1);
            assertThat(robot.lookup("Seed broken…").queryButton().isDisabled()).isTrue();
            assertThat(robot.lookup("broken cannot be read").queryAll()).isNotEmpty();
            robot.type(KeyCode.DOWN);
            assertThat(robot.lookup("broken cannot be read").queryAll()).isEmpty();
            Toolkit.write(scene, "seeds-sample-light");
            Toolkit.runOnFx(() -> robot.lookup("Seed sample…").queryButton().fire());
            robot.write("s");
            Toolkit.settle();
            assertThat(planned)
                    .containsExactly(Request.of("seed", "set", "sample"), Request.of("seed"));
            emptied(target);
            robot.type(KeyCode.F5);
            await().until(() -> table.getItems().isEmpty());
            robot.write("s");
            Toolkit.settle();
            assertThat(planned).as("nothing is there to seed").hasSize(2);
            assertThat(robot.lookup("Seed all that are due…").queryButton().isDisabled()).isTrue();
            assertThat(robot.lookup("there is no set to seed").queryAll()).isNotEmpty();
            Toolkit.write(scene, "seeds-none-light");
            assertThat(warnings.seen()).isEmpty();
            Toolkit.runOnFx(
                    () -> {
                        stage.hide();
                        shell.close();
                    });
        }
    }

    private static void emptied(Target target) throws IOException {
        try (Stream<Path> all = Files.walk(target.seeds())) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!each.equals(target.seeds())) {
                    Files.delete(each);
                }
            }
        }
    }

    private List<Page> pages(Watches watches) {
        return List.of(
                new Page("fleet", "Fleet", Icon.Shape.FLEET, Page.Place.TOP, t -> null),
                new Page(
                        "seeds",
                        "Seeds",
                        Icon.Shape.SEEDS,
                        Page.Place.TARGET,
                        t -> new SeedsScreen(watches, t, planned::add)));
    }
}
