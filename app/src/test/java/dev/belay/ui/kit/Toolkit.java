package dev.belay.ui.kit;

import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

/** JavaFX for tests: started once, without a display; and pictures of what it would show. */
public final class Toolkit {
    /** The smallest window, and a wide one. */
    public static final int WIDTH = 1280;

    public static final int HEIGHT = 720;
    private static boolean started;

    private Toolkit() {}

    /** Starts the toolkit if nobody has yet. */
    public static synchronized void start() {
        if (started) {
            return;
        }
        CountDownLatch ready = new CountDownLatch(1);
        try {
            Platform.startup(ready::countDown);
            if (!ready.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("JavaFX did not start");
            }
        } catch (IllegalStateException alreadyStarted) {
            ready.countDown();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Platform.setImplicitExit(false);
        started = true;
    }

    /** Runs on the JavaFX thread and waits for the result, at most 60 s. */
    public static <T> T onFx(Callable<T> work) {
        start();
        if (Platform.isFxApplicationThread()) {
            try {
                return work.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static void runOnFx(Runnable work) {
        onFx(
                () -> {
                    work.run();
                    return true;
                });
    }

    /** Waits until everything queued on the JavaFX thread so far has run. */
    public static void settle() {
        runOnFx(() -> {});
        runOnFx(() -> {});
    }

    /**
     * Writes {@code screenshots/<name>-dark.png} and {@code -light.png} of a root, in a scene of
     * the given size. The root is made and laid out on the JavaFX thread.
     */
    public static void picture(String name, int width, int height, Callable<Parent> maker) {
        Parent root = onFx(maker);
        Theme theme = onFx(Theme::new);
        Scene scene = onFx(() -> new Scene(root, width, height));
        runOnFx(() -> theme.dress(scene));
        for (Theme.Choice choice : new Theme.Choice[] {Theme.Choice.DARK, Theme.Choice.LIGHT}) {
            runOnFx(() -> theme.choose(choice));
            settle();
            write(scene, name + (choice == Theme.Choice.DARK ? "-dark" : "-light"));
        }
    }

    /** Writes {@code screenshots/<name>.png} of a scene, shown or not. */
    public static Path write(Scene scene, String name) {
        WritableImage image =
                onFx(
                        () -> {
                            scene.getRoot().applyCss();
                            scene.getRoot().layout();
                            return scene.snapshot(null);
                        });
        Path file =
                Path.of(System.getProperty("belay.build", "target"), "screenshots", name + ".png");
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
