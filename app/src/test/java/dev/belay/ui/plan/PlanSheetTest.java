package dev.belay.ui.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.demo.Demo;
import dev.belay.operation.Request;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;

import javafx.scene.Scene;
import javafx.scene.layout.StackPane;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

class PlanSheetTest {
    @TempDir Path folder;
    private Bench bench;
    private Target target;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder.resolve("home"));
        target = Demo.make(Files.createDirectories(folder.resolve("demo")));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void pictures(String name, PlanSheet sheet) {
        Theme theme = Toolkit.onFx(Theme::new);
        StackPane root =
                Toolkit.onFx(
                        () -> {
                            StackPane pane = new StackPane(sheet.node());
                            pane.setStyle("-fx-padding: 40;");
                            return pane;
                        });
        Scene scene = Toolkit.onFx(() -> new Scene(root, Toolkit.WIDTH, Toolkit.HEIGHT));
        Toolkit.runOnFx(() -> theme.dress(scene));
        for (Theme.Choice choice : List.of(Theme.Choice.DARK, Theme.Choice.LIGHT)) {
            Toolkit.runOnFx(() -> theme.choose(choice));
            Toolkit.settle();
            Toolkit.write(scene, name + "-" + (theme.isDark() ? "dark" : "light"));
        }
    }

    @Test
    void aRollbackIsShown() {
        try (CssWarnings warnings = new CssWarnings()) {
            PlanSheet sheet =
                    Toolkit.onFx(
                            () ->
                                    new PlanSheet(
                                            bench.changes,
                                            target.withEnvironment(Environment.PRODUCTION),
                                            Request.of("rollback", "to", "4"),
                                            Clock.systemUTC(),
                                            () -> {}));
            await().until(() -> Toolkit.onFx(() -> sheet.state() instanceof State.Shown));
            pictures("plan-rollback", sheet);
            assertThat(warnings.seen()).isEmpty();
            Toolkit.runOnFx(sheet::close);
        }
    }
}
