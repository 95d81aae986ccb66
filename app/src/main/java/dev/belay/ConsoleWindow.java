package dev.belay;

import dev.belay.message.Messages;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.tool.Program;
import dev.belay.tool.Tool;
import dev.belay.ui.fleet.FleetScreen;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.chart.TimeBar;
import dev.belay.ui.kit.chart.TimeWindow;
import dev.belay.ui.migrations.MigrationsScreen;
import dev.belay.ui.overview.OverviewScreen;
import dev.belay.ui.shell.AboutScreen;
import dev.belay.ui.shell.Page;
import dev.belay.ui.shell.Shell;
import dev.belay.ui.targets.FirstStart;
import dev.belay.ui.targets.TargetsScreen;
import dev.belay.watch.View;
import dev.belay.watch.Watches;

import javafx.application.Platform;
import javafx.scene.Scene;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pages of the console joined into one window; made and used on the JavaFX thread. */
public final class ConsoleWindow implements AutoCloseable {
    private final ConsoleParts parts;
    private final Watches watches;
    private final Clock clock = Clock.systemUTC();
    private final Theme theme = new Theme();
    private final StallWatch stalls = new StallWatch();
    private final Background background = new Background();
    private final TimeWindow window = new TimeWindow(clock.instant());
    private final Shell shell;

    /**
     * @param quit ends the program, asked for by an action
     */
    ConsoleWindow(ConsoleParts parts, Runnable quit) {
        this.parts = parts;
        this.watches = parts.watches();
        shell =
                new Shell(
                        watches,
                        theme,
                        stalls,
                        clock,
                        pages(),
                        List.of(Action.of(Messages.text("console.quit"), "Ctrl+Q", quit)));
        shell.showTimeBar(new TimeBar(window, clock));
        shell.open("fleet");
    }

    private List<Page> pages() {
        return List.of(
                new Page("fleet", title("fleet"), Icon.Shape.FLEET, Page.Place.TOP, t -> fleet()),
                new Page(
                        "overview",
                        title("overview"),
                        Icon.Shape.OVERVIEW,
                        Page.Place.TARGET,
                        this::overview),
                new Page(
                        "migrations",
                        title("migrations"),
                        Icon.Shape.MIGRATIONS,
                        Page.Place.TARGET,
                        target -> new MigrationsScreen(watches, target, clock),
                        ConsoleWindow::pending),
                new Page(
                        "targets",
                        title("targets"),
                        Icon.Shape.TARGETS,
                        Page.Place.BOTTOM,
                        t -> new TargetsScreen(parts.profiles(), shell)),
                new Page(
                        "about",
                        title("about"),
                        Icon.Shape.INFO,
                        Page.Place.PALETTE_ONLY,
                        t -> new AboutScreen(watches, stalls, parts.places())));
    }

    private static String title(String page) {
        return Messages.text("console.page." + page);
    }

    private static String pending(View view) {
        long waiting = view.history() == null ? 0 : view.history().pending();
        return waiting == 0 ? "" : Long.toString(waiting);
    }

    private Screen fleet() {
        FirstStart first =
                new FirstStart(
                        parts.profiles(),
                        new FirstStart.Ways() {
                            @Override
                            public void demo() {
                                startDemo();
                            }

                            @Override
                            public void add(TargetUrl url) {
                                targets().add(url);
                            }

                            @Override
                            public void add() {
                                targets().add();
                            }
                        },
                        this::found);
        return new FleetScreen(watches, shell, clock, window, first, () -> targets().add());
    }

    private Screen overview(String target) {
        return new OverviewScreen(watches, target, shell, clock, window, parts.asking());
    }

    private TargetsScreen targets() {
        shell.open("targets");
        return (TargetsScreen) shell.screen();
    }

    private void startDemo() {
        background.run(
                parts::startDemo,
                target -> shell.open("overview", target.name()),
                shell.toasts()::problem);
    }

    private Map<String, String> found() {
        Map<String, String> found = new LinkedHashMap<>();
        List<Program> asked = List.of(Program.PG_DUMP, Program.PG_RESTORE, Program.INITDB);
        List<Tool> tools = parts.tools().find(asked);
        for (Program program : asked) {
            String version =
                    tools.stream()
                            .filter(t -> t.name().equals(program.title()))
                            .map(t -> t.version() == null ? "" : t.version())
                            .findFirst()
                            .orElse(Messages.text("first.found.not"));
            found.put(program.title(), version);
        }
        return found;
    }

    /** Opens a target's overview, as when the console was started on it. */
    void open(Target target) {
        shell.open("overview", target.name());
    }

    Scene scene(double width, double height) {
        return shell.scene(width, height);
    }

    Shell shell() {
        return shell;
    }

    Theme theme() {
        return theme;
    }

    StallWatch stalls() {
        return stalls;
    }

    @Override
    public void close() {
        stalls.close();
        background.close();
        if (Platform.isFxApplicationThread()) {
            shell.close();
        }
    }
}
