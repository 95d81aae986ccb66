package dev.belay;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;
import dev.belay.ui.Console;
import dev.belay.ui.fleet.Prelude;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Fonts;
import dev.belay.ui.kit.Roles;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.shell.Quit;
import dev.belay.ui.shell.Shell;
import dev.belay.watch.Watch;

import javafx.application.Application;
import javafx.application.HostServices;
import javafx.application.Platform;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The console's life: one window, from launch to a quit that waits for nobody. */
public final class BelayApp extends Application {
    private static final Logger LOG = LoggerFactory.getLogger(BelayApp.class);

    /** A store that another Belay migrates is not waited for: the window stands before. */
    private static final Duration SOON = Duration.ofMillis(300);

    /**
     * What a console is opened on.
     *
     * @param target opened at once, or null for the fleet
     * @param saved the saved targets, once the store has told them
     * @param one hears of later starts
     */
    private record Start(
            ConsoleParts parts,
            @Nullable Target target,
            CompletableFuture<List<Target>> saved,
            OneConsole one) {}

    private static final CompletableFuture<Start> WANTED = new CompletableFuture<>();
    private static final CompletableFuture<Void> BEGUN = new CompletableFuture<>();
    private static @Nullable HostServices desktop;
    private @Nullable Start asked;
    private @Nullable Console console;

    /**
     * Opens the console and returns when it was closed.
     *
     * @param target opened at once, or null for the fleet
     * @param one hears of later starts
     */
    static void open(ConsoleParts parts, @Nullable Target target, OneConsole one) {
        CompletableFuture<Void> over = JavaFx.begin();
        CompletableFuture<List<Target>> saved = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("belay-saved").start(() -> read(parts, target, saved));
        WANTED.complete(new Start(parts, target, saved, one));
        try {
            over.join();
        } catch (CompletionException e) {
            throw noDesktop(e);
        }
    }

    /** They connect while JavaFX starts, if the launcher has prepared for that. */
    private static void read(
            ConsoleParts parts, @Nullable Target target, CompletableFuture<List<Target>> saved) {
        if (!Main.preparedForWindow()) {
            BEGUN.join();
        }
        try {
            List<Target> all = parts.saved();
            all.forEach(parts.watches()::add);
            if (target != null) {
                parts.watches().addNew(target);
            }
            saved.complete(all);
        } catch (RuntimeException e) {
            saved.completeExceptionally(e);
        }
    }

    /** No display, or none of the libraries that a window needs; anything else as it is. */
    private static RuntimeException noDesktop(CompletionException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsupportedOperationException
                    || cause instanceof UnsatisfiedLinkError) {
                String why = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
                return Problem.of("console.desktop", "", ExitCode.INCOMPATIBLE, why).asException(e);
            }
        }
        return e;
    }

    /** On a thread of its own, beside the one that starts JavaFX. */
    @Override
    public void init() throws InterruptedException {
        BEGUN.complete(null);
        try {
            prepare();
        } catch (RuntimeException e) {
            if (Main.ends()) {
                // JavaFX would complain of what the end of the process has broken.
                Thread.sleep(Duration.ofMinutes(1));
            }
            throw e;
        }
    }

    private void prepare() {
        // What the first picture is made of, while the store is still being asked.
        Fonts.loadSans();
        Messages.has("app.name");
        Start start = WANTED.join();
        asked = start;
        try {
            start.saved().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | InterruptedException e) {
            LOG.debug("The window does not wait for the saved targets", e);
        }
    }

    @Override
    public void start(Stage stage) {
        desktop = getHostServices();
        Start start = Objects.requireNonNull(asked);
        List<Watch> watched = start.parts().watches().all();
        if (Marks.wanted()) {
            Marks.begin(start.parts().watches(), stage, this::quit);
        }
        if (watched.isEmpty()) {
            console(start, stage);
        } else {
            prelude(start, stage, watched);
        }
    }

    /** What is known of the targets is seen before the window's parts are made. */
    private void prelude(Start start, Stage stage, List<Watch> watched) {
        Roles roles = Roles.of(Theme.dark(KeptTheme.choice(start.parts().home())));
        Prelude prelude =
                new Prelude(
                        Shell.MIN_WIDTH,
                        Shell.MIN_HEIGHT,
                        roles,
                        watched,
                        Clock.systemUTC(),
                        () -> consoleInstead(start, stage));
        stage.setTitle(Messages.text("app.name"));
        stage.setScene(prelude.scene());
        stage.show();
        prelude.start();
    }

    /** Unless somebody has closed the window meanwhile; one that cannot be made ends the start. */
    private void consoleInstead(Start start, Stage stage) {
        if (stage.isShowing()) {
            try {
                console(start, stage);
            } catch (RuntimeException e) {
                JavaFx.begin().completeExceptionally(e);
                Platform.exit();
            }
        }
    }

    private void console(Start start, Stage stage) {
        ConsoleParts with = start.parts();
        Console made = new Console(with.pages(this::quit));
        console = made;
        KeptTheme.follow(made.theme(), with.home());
        KeptArrangement.follow(made.arrangement(), with.home());
        Uncaught.report(with.home(), made.shell().toasts()::problem);
        if (start.saved().isDone()) {
            watch(start, made);
            made.show(stage);
        } else {
            made.show(stage);
            start.saved().whenComplete((_, _) -> Platform.runLater(() -> watch(start, made)));
        }
        // What making the window took is nobody's wait for an answer of it.
        Platform.runLater(made::forgetPauses);
        if (Tour.wanted() && start.target() != null) {
            Tour.begin(made.shell(), start.target().name(), this::quit);
        }
        // A later start brings this window to the front.
        start.one()
                .listen(
                        target -> {
                            Platform.runLater(() -> toFront(stage));
                            overview(with, made, target);
                        });
    }

    private static void watch(Start start, Console made) {
        try {
            made.start(start.saved().join(), start.target());
            start.parts().storeNotices().forEach(made.shell().toasts()::problem);
        } catch (CompletionException e) {
            LOG.error("The saved targets cannot be read", e);
            Throwable why = Objects.requireNonNullElse(e.getCause(), e);
            made.start(List.of(), start.target());
            made.shell().toasts().problem(Background.problem(why));
        }
    }

    private static void toFront(Stage stage) {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    /** One that was saved a moment ago, as the demo at its first start, is watched before. */
    private static void overview(ConsoleParts with, Console made, String target) {
        if (!target.isEmpty()) {
            with.afterLook(() -> Platform.runLater(() -> made.shell().open("overview", target)));
        }
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
        Quit.now(Objects.requireNonNull(asked).parts()::close);
    }
}
