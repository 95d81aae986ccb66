package dev.belay.ui.kit;

import dev.belay.message.Problem;

import javafx.animation.PauseTransition;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Short messages above the status bar, each gone by itself after some seconds. */
public final class Toasts extends VBox {
    private static final Duration SHORT = Duration.seconds(4);
    private static final Duration LONG = Duration.seconds(12);
    private static final int MOST = 3;

    public Toasts() {
        super(8);
        setAlignment(Pos.BOTTOM_RIGHT);
        low(false);
        setPickOnBounds(false);
    }

    /** Clear of the time bar and the foot; below a sheet, whose buttons stand where they were. */
    public void low(boolean underSheet) {
        setPadding(new Insets(12, 16, underSheet ? 8 : 86, 12));
    }

    /** Tells that something was done. */
    public void done(String sentence) {
        show(StatusIcon.Kind.OK, sentence, SHORT);
    }

    /** Tells something worth knowing. */
    public void note(String sentence) {
        show(StatusIcon.Kind.NOTE, sentence, SHORT);
    }

    public void problem(Problem problem) {
        show(StatusIcon.Kind.FAIL, problem.line() + " (" + problem.code() + ")", LONG);
    }

    private void show(StatusIcon.Kind kind, String sentence, Duration time) {
        HBox toast = new HBox(10, new StatusIcon(kind), Texts.wrapped(sentence));
        toast.getStyleClass().addAll("card", "toast");
        toast.setAlignment(Pos.CENTER_LEFT);
        toast.setPadding(new Insets(9, 14, 9, 12));
        toast.setMaxWidth(460);
        toast.setMaxHeight(Region.USE_PREF_SIZE);
        toast.setOnMouseClicked(e -> getChildren().remove(toast));
        getChildren().add(toast);
        if (getChildren().size() > MOST) {
            getChildren().removeFirst();
        }
        PauseTransition shown = new PauseTransition(time);
        shown.setOnFinished(e -> getChildren().remove((Node) toast));
        shown.play();
    }
}
