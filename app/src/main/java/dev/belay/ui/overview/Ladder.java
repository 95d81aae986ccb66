package dev.belay.ui.overview;

import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The attempts to connect under each other: those that failed, the next one, those to come. */
final class Ladder extends VBox {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    void show(List<Rung> rungs) {
        while (getChildren().size() > rungs.size()) {
            getChildren().removeLast();
        }
        for (int i = 0; i < rungs.size(); i++) {
            if (i == getChildren().size()) {
                getChildren().add(new Row());
            }
            ((Row) getChildren().get(i)).show(rungs.get(i));
        }
    }

    static String clock(Instant at) {
        return CLOCK.format(at.atZone(ZoneId.systemDefault()));
    }

    private static final class Row extends HBox {
        private final StatusIcon icon = new StatusIcon(StatusIcon.Kind.STALE);
        private final Circle dot = new Circle(3);
        private final Label title = Texts.whole("");
        private final Label at = Texts.whole("", "mono", "muted");
        private final Label state = Texts.whole("");
        private final Label reason = Texts.withWhole(Texts.line("", "muted"));
        private final ProgressBar progress = new ProgressBar();

        Row() {
            setAlignment(Pos.CENTER_LEFT);
            getStyleClass().add("rung");
            dot.getStyleClass().add("rung-dot");
            StackPane shape = new StackPane(icon, dot);
            shape.setMinWidth(14);
            fixed(title, 84);
            fixed(at, 76);
            reason.setAlignment(Pos.CENTER_RIGHT);
            reason.setMaxWidth(Double.MAX_VALUE);
            reason.setMinWidth(0);
            progress.setPrefWidth(120);
            progress.setMinWidth(120);
            StackPane end = new StackPane(reason, progress);
            end.setAlignment(Pos.CENTER_RIGHT);
            end.setMinWidth(0);
            HBox.setHgrow(end, Priority.ALWAYS);
            setSpacing(12);
            getChildren().addAll(shape, title, at, state, end);
        }

        private static void fixed(Region node, double width) {
            node.setMinWidth(width);
            node.setPrefWidth(width);
        }

        void show(Rung rung) {
            boolean next = rung.kind() == Rung.Kind.NEXT;
            boolean later = rung.kind() == Rung.Kind.LATER;
            icon.show(
                    rung.kind() == Rung.Kind.FAILED ? StatusIcon.Kind.FAIL : StatusIcon.Kind.STALE);
            icon.setVisible(!later);
            dot.setVisible(later);
            title.setText(rung.title());
            at.setText(rung.at() == null ? "" : clock(rung.at()));
            state.setText(rung.state());
            reason.setText(rung.reason());
            boolean waits = !Double.isNaN(rung.progress());
            progress.setVisible(waits);
            if (waits) {
                progress.setProgress(rung.progress());
            }
            set(this, "next", next);
            for (Label label : List.of(title, state)) {
                set(label, "strong", next);
                set(label, "muted", later);
            }
        }

        private static void set(Region node, String styleClass, boolean on) {
            node.getStyleClass().remove(styleClass);
            if (on) {
                node.getStyleClass().add(styleClass);
            }
        }
    }
}
