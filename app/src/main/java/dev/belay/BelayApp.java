package dev.belay;

import dev.belay.message.Messages;
import dev.belay.target.Target;
import dev.belay.ui.kit.Background;
import dev.belay.ui.shell.Quit;
import dev.belay.ui.shell.Shell;

import javafx.application.Application;
import javafx.scene.image.Image;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** The console's life: one window, from launch to a quit that waits for nobody. */
public final class BelayApp extends Application {
    private static final List<Integer> ICON_SIZES = List.of(16, 32, 48, 128, 256);
    private static @Nullable ConsoleParts parts;
    private static @Nullable Target first;
    private @Nullable ConsoleWindow window;

    /**
     * Opens the console and returns when it was closed.
     *
     * @param target opened at once, or null for the fleet
     */
    static void open(ConsoleParts with, @Nullable Target target) {
        parts = with;
        first = target;
        launch(BelayApp.class);
    }

    @Override
    public void start(Stage stage) {
        ConsoleParts with = Objects.requireNonNull(parts);
        ConsoleWindow made = new ConsoleWindow(with, this::quit);
        window = made;
        stage.setTitle(Messages.text("app.name"));
        ICON_SIZES.forEach(size -> icon(stage, size));
        stage.setScene(made.scene(Shell.MIN_WIDTH, Shell.MIN_HEIGHT));
        stage.setMinWidth(640);
        stage.setMinHeight(420);
        stage.setOnCloseRequest(
                e -> {
                    e.consume();
                    quit();
                });
        stage.show();
        watch(with, made);
    }

    /** After the first frame: the store is opened and the saved targets are watched. */
    private static void watch(ConsoleParts with, ConsoleWindow made) {
        Target opened = first;
        new Background()
                .run(
                        () -> {
                            with.watchAll(opened);
                            return true;
                        },
                        done -> {
                            if (opened != null) {
                                made.open(opened);
                            }
                        },
                        made.shell().toasts()::problem);
    }

    private static void icon(Stage stage, int size) {
        String file = "/icons/belay-" + size + ".png";
        var in = BelayApp.class.getResourceAsStream(file);
        if (in != null) {
            stage.getIcons().add(new Image(in));
        }
    }

    private void quit() {
        ConsoleWindow open = window;
        ConsoleParts with = Objects.requireNonNull(parts);
        if (open != null) {
            open.close();
        }
        Quit.now(with::close);
    }
}
