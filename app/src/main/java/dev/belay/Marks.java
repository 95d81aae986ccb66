package dev.belay;

import dev.belay.watch.Watches;

import javafx.animation.AnimationTimer;
import javafx.stage.Stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Writes down when the window was first seen, with what is known of the targets, with what they
 * answer, and whole, in milliseconds since 1970: what the figures of the start are made of. Asked
 * for by a system property that names the file, by the bench alone.
 */
final class Marks extends AnimationTimer {
    private static final String WANTED = "belay.marks";

    /** The pulse that sees it, the one that lays it out and hands it to the painter, the next. */
    private static final int FRAMES = 2;

    private static final class Mark {
        private final String name;
        private final BooleanSupplier reached;
        private int frames;

        Mark(String name, BooleanSupplier reached) {
            this.name = name;
            this.reached = reached;
        }

        boolean painted() {
            if (frames > 0 || reached.getAsBoolean()) {
                frames++;
            }
            return frames > FRAMES;
        }
    }

    private final List<Mark> left;
    private final Runnable over;
    private final StringBuilder told = new StringBuilder();

    private Marks(List<Mark> marks, Runnable over) {
        left = new ArrayList<>(marks);
        this.over = over;
    }

    static boolean wanted() {
        return System.getProperty(WANTED) != null;
    }

    /**
     * To be called before the window is shown, on the JavaFX thread.
     *
     * @param over called after the last mark
     */
    static void begin(Watches watches, Stage stage, Runnable over) {
        List<Mark> marks =
                List.of(
                        new Mark("window", stage::isShowing),
                        new Mark("known", () -> stage.isShowing() && !watches.all().isEmpty()),
                        new Mark("live", () -> stage.isShowing() && live(watches)),
                        new Mark("whole", () -> whole(stage)));
        new Marks(marks, over).start();
    }

    private static boolean live(Watches watches) {
        return watches.all().stream().anyMatch(watch -> watch.view().last() != null);
    }

    /** The window can be worked with. */
    private static boolean whole(Stage stage) {
        return stage.isShowing() && stage.getScene().getFocusOwner() != null;
    }

    @Override
    public void handle(long now) {
        for (Mark mark : List.copyOf(left)) {
            if (mark.painted()) {
                told.append(mark.name).append(' ').append(System.currentTimeMillis()).append('\n');
                left.remove(mark);
            }
        }
        if (left.isEmpty()) {
            stop();
            write();
            over.run();
        }
    }

    private void write() {
        try {
            Files.writeString(Path.of(System.getProperty(WANTED)), told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
