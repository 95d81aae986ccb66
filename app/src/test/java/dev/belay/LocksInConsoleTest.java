package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.db.Metric;
import dev.belay.target.Target;
import dev.belay.testing.Around;
import dev.belay.testing.LockQueue;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.ui.ConsoleWindow;
import dev.belay.ui.kit.FastTable;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.plan.PlanSheet;
import dev.belay.watch.View;

import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** From a wait to the plan of its end, by three keys. */
class LocksInConsoleTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path folder;
    private final FxRobot robot = new FxRobot();

    @Test
    void aWaitIsFoundByItsKeyAndThePlanOfItsEndNamesThatVerySession() throws Exception {
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        Target target = server.target(database);
        Wiring wiring = new Wiring(Around.homeIn(folder));
        ConsoleParts parts = wiring.consoleParts(null);
        try (LockQueue queue = new LockQueue(server, database).fill(2, Duration.ZERO);
                ConsoleWindow window =
                        ConsoleWindow.open(parts.pages(() -> {}), List.of(target), target)) {
            await().atMost(LONG).until(() -> waiting(parts, target) == 6);
            robot.type(KeyCode.L);
            await().atMost(LONG).until(() -> rows(window) == 8);
            assertThat(window.console().shell().openPage()).isEqualTo("locks");
            await().atMost(LONG).until(() -> badges(window).contains("6"));
            Toolkit.write(window.scene(), "locks-console-dark");
            robot.type(KeyCode.K);
            await().atMost(LONG).until(() -> window.console().shell().sheet() instanceof PlanSheet);
            String pid = Integer.toString(queue.pid("billing-worker"));
            await().atMost(LONG).until(() -> sheet(window).contains(pid));
            Toolkit.write(window.scene(), "locks-kill-dark");
        } finally {
            parts.close();
        }
    }

    private static double waiting(ConsoleParts parts, Target target) {
        View view =
                parts.pages(() -> {}).profiles().watches().find(target.name()).orElseThrow().view();
        return view.last() == null ? -1 : view.last().vitals().orNaN(Metric.WAITING);
    }

    private static int rows(ConsoleWindow window) {
        return Toolkit.onFx(
                () ->
                        window.scene().getRoot().lookup(".locks-table") instanceof FastTable<?> t
                                ? t.rows().size()
                                : -1);
    }

    /** The numbers beside the pages that are in the colour of trouble. */
    private static List<String> badges(ConsoleWindow window) {
        return Toolkit.onFx(
                () ->
                        window
                                .scene()
                                .getRoot()
                                .lookupAll(".navigation-entry .label.fail-text")
                                .stream()
                                .map(n -> ((Label) n).getText())
                                .toList());
    }

    private static String sheet(ConsoleWindow window) {
        return Toolkit.onFx(
                () -> {
                    window.scene().getRoot().applyCss();
                    window.scene().getRoot().layout();
                    StringBuilder text = new StringBuilder();
                    window.console()
                            .shell()
                            .sheet()
                            .node()
                            .lookupAll(".label")
                            .forEach(n -> text.append(((Label) n).getText()).append('\n'));
                    return text.toString();
                });
    }
}
