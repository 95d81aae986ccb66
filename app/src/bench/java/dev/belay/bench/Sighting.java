package dev.belay.bench;

import dev.belay.ui.kit.Toolkit;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.Image;
import javafx.scene.robot.Robot;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** When a word comes onto the screen in some part of a window: laid out, then as pixels. */
final class Sighting {
    private final Scene scene;
    private final String part;
    private final Robot robot = new Robot();
    private String wanted;
    private Image before;
    private Rectangle2D place;
    private long laidOut;
    private CompletableFuture<Times> found = new CompletableFuture<>();

    /** By this machine's clock of nanoseconds. */
    record Times(long laidOut, long painted) {}

    /**
     * On the JavaFX thread.
     *
     * @param part a selector of the part of the window
     */
    Sighting(Scene scene, String part) {
        this.scene = scene;
        this.part = part;
        scene.addPostLayoutPulseListener(this::pulse);
    }

    /** From now on it is noted when a label with this text appears. */
    void expect(String text) {
        Toolkit.runOnFx(
                () -> {
                    before = picture(bounds(scene.getRoot()));
                    place = null;
                    found = new CompletableFuture<>();
                    wanted = text;
                });
    }

    Times await(Duration most) throws Exception {
        return found.get(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    void awaitGone(Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        while (Toolkit.onFx(() -> label().isPresent())) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(wanted + " stays on the screen");
            }
            Thread.sleep(20);
        }
        Toolkit.runOnFx(() -> wanted = null);
    }

    private void pulse() {
        if (wanted != null && place == null) {
            label().ifPresent(
                            label -> {
                                laidOut = System.nanoTime();
                                place = bounds(label);
                                Platform.runLater(this::look);
                            });
        }
    }

    private Optional<Node> label() {
        Node root = scene.getRoot().lookup(part);
        return root == null || wanted == null ? Optional.empty() : label(root);
    }

    private Optional<Node> label(Node node) {
        if (!node.isVisible()) {
            return Optional.empty();
        }
        if (node instanceof Labeled one && wanted.equals(one.getText())) {
            return Optional.of(node);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream()
                        .map(this::label)
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    /** Again and again between the frames, until its place shows something else than before. */
    private void look() {
        if (differs(picture(place))) {
            found.complete(new Times(laidOut, System.nanoTime()));
        } else {
            Platform.runLater(this::look);
        }
    }

    private boolean differs(Image now) {
        Rectangle2D whole = bounds(scene.getRoot());
        int left = (int) (place.getMinX() - whole.getMinX());
        int top = (int) (place.getMinY() - whole.getMinY());
        for (int y = 0; y < now.getHeight(); y++) {
            for (int x = 0; x < now.getWidth(); x++) {
                if (now.getPixelReader().getArgb(x, y)
                        != before.getPixelReader().getArgb(left + x, top + y)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Image picture(Rectangle2D of) {
        return robot.getScreenCapture(null, of);
    }

    private static Rectangle2D bounds(Node node) {
        Bounds on = node.localToScreen(node.getLayoutBounds());
        return new Rectangle2D(
                Math.floor(on.getMinX()),
                Math.floor(on.getMinY()),
                Math.ceil(on.getWidth()),
                Math.ceil(on.getHeight()));
    }
}
