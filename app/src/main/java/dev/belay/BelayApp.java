package dev.belay;

import dev.belay.log.Report;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.store.Home;
import dev.belay.target.Target;
import dev.belay.ui.Console;
import dev.belay.ui.kit.Background;
import dev.belay.ui.shell.Quit;

import javafx.application.Application;
import javafx.application.HostServices;
import javafx.application.Platform;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The console's life: one window, from launch to a quit that waits for nobody. */
public final class BelayApp extends Application {
    private static final Logger LOG = LoggerFactory.getLogger(BelayApp.class);

    private static @Nullable ConsoleParts parts;
    private static @Nullable Target first;
    private static @Nullable HostServices desktop;
    private @Nullable Console console;

    /**
     * Opens the console and returns when it was closed.
     *
     * @param target opened at once, or null for the fleet
     */
    static void open(ConsoleParts with, @Nullable Target target) {
        parts = with;
        first = target;
        try {
            launch(BelayApp.class);
        } catch (UnsupportedOperationException e) {
            throw Problem.of("console.desktop", "", ExitCode.INCOMPATIBLE, why(e)).asException(e);
        }
    }

    private static String why(UnsupportedOperationException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void start(Stage stage) {
        desktop = getHostServices();
        ConsoleParts with = Objects.requireNonNull(parts);
        Console made = new Console(with.pages(this::quit));
        console = made;
        KeptTheme.follow(made.theme(), with.home());
        KeptArrangement.follow(made.arrangement(), with.home());
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, error) -> broke(with.home(), made, thread, error));
        made.show(stage);
        watch(with, made, this::quit);
        listen(with, made, stage);
    }

    /** After the first frame: the store is opened, and the saved targets are watched. */
    private static void watch(ConsoleParts with, Console made, Runnable quit) {
        Target opened = first;
        new Background()
                .run(
                        with::saved,
                        targets -> {
                            made.start(targets, opened);
                            if (Tour.wanted() && opened != null) {
                                Tour.begin(made.shell(), opened.name(), quit);
                            }
                            with.storeNotices().forEach(made.shell().toasts()::problem);
                        },
                        problem -> {
                            made.start(List.of(), opened);
                            made.shell().toasts().problem(problem);
                        });
    }

    /** A later start brings this window to the front. */
    private static void listen(ConsoleParts with, Console made, Stage stage) {
        new Background()
                .run(
                        () ->
                                OneConsole.listen(
                                        with.home().create(),
                                        target -> {
                                            Platform.runLater(() -> toFront(stage));
                                            open(with, made, target);
                                        }),
                        with::closeAtEnd,
                        problem -> {});
    }

    private static void toFront(Stage stage) {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    /** One that was saved a moment ago, as the demo at its first start, is watched before. */
    private static void open(ConsoleParts with, Console made, String target) {
        if (!target.isEmpty()) {
            with.afterLook(() -> Platform.runLater(() -> made.shell().open("overview", target)));
        }
    }

    /** The window goes on; what broke is written down for whoever mends it, by another thread. */
    private static void broke(Home home, Console made, Thread thread, Throwable error) {
        LOG.error("An error nobody has caught, in {}", thread.getName(), error);
        Thread.ofPlatform()
                .daemon()
                .name("belay-report")
                .start(
                        () -> {
                            Problem told = broke(home, thread, error);
                            Platform.runLater(() -> made.shell().toasts().problem(told));
                        });
    }

    private static Problem broke(Home home, Thread thread, Throwable error) {
        String code = Report.code(error);
        return Report.write(home.logs(), Main.version(), thread, error, Instant.now())
                .map(file -> broke("console.broke", code, file.toString()))
                .orElseGet(() -> broke("console.broke.untold", code, error.toString()));
    }

    private static Problem broke(String key, String code, String detail) {
        return Problem.of(key, "", ExitCode.FAILED, code, detail);
    }

    /** Shows a folder in the desktop's own window, where there is one. */
    static void openFolder(Path folder) {
        HostServices services = desktop;
        if (services != null) {
            services.showDocument(folder.toUri().toString());
        }
    }

    private void quit() {
        Console open = console;
        if (open != null) {
            open.close();
        }
        Quit.now(Objects.requireNonNull(parts)::close);
    }
}
