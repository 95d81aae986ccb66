package dev.belay.ui;

import dev.belay.target.Target;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;

import javafx.scene.Scene;
import javafx.stage.Stage;

import java.util.List;

/** A console in a window of its own, as a person has it: dark, shown and started. */
public record ConsoleWindow(Console console, Scene scene, Stage stage) implements AutoCloseable {
    /**
     * @param named the target that Belay is started with, or null
     */
    public static ConsoleWindow open(Console.Parts parts, List<Target> saved, Target named) {
        return open(parts, saved, named, Toolkit.WIDTH, Toolkit.HEIGHT);
    }

    static ConsoleWindow open(
            Console.Parts parts, List<Target> saved, Target named, int width, int height) {
        return Toolkit.onFx(
                () -> {
                    Console console = new Console(parts);
                    console.theme().choose(Theme.Choice.DARK);
                    Scene scene = console.scene(width, height);
                    Stage stage = new Stage();
                    stage.setScene(scene);
                    stage.show();
                    console.start(saved, named);
                    return new ConsoleWindow(console, scene, stage);
                });
    }

    @Override
    public void close() {
        Toolkit.runOnFx(
                () -> {
                    stage.hide();
                    console.close();
                });
    }
}
