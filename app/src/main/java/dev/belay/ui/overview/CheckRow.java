package dev.belay.ui.overview;

import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;
import dev.belay.watch.Status;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;

/** A check's line: 25 px while all is well, 43 with its sentence when it is not. */
final class CheckRow extends HBox {
    private static final List<String> TONES =
            List.of("text", "muted", "stale", "warn-text", "fail-text");
    private final StatusIcon icon = new StatusIcon(StatusIcon.Kind.UNKNOWN);
    private final Label title = Texts.whole("");
    private final Label beside = Texts.withWhole(Texts.line("", "small", "muted"));
    private final Label below = Texts.withWhole(Texts.line("", "small", "muted"));
    private final Label age = Texts.whole("", "small", "muted");
    private final Label value = Texts.whole("", "mono");
    private final VBox words;

    CheckRow() {
        super(8);
        getStyleClass().add("check-row");
        beside.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox first = new HBox(8, title, beside, gap, age, value);
        first.setAlignment(Pos.CENTER_LEFT);
        words = new VBox(first);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(icon, words);
    }

    void show(CheckLine line, boolean stale) {
        icon.show(stale ? StatusIcon.Kind.STALE : line.icon());
        title.setText(line.title());
        beside.setText(line.detail());
        below.setText(line.detail());
        age.setText(line.age());
        age.setManaged(!line.age().isEmpty());
        value.setText(line.value());
        setAccessibleText(line.title() + ": " + line.value() + ", " + line.detail());
        boolean tall = line.tall();
        beside.setVisible(!tall);
        beside.setManaged(!tall);
        if (tall != words.getChildren().contains(below)) {
            if (tall) {
                words.getChildren().add(below);
            } else {
                words.getChildren().remove(below);
            }
        }
        setAlignment(tall ? Pos.TOP_LEFT : Pos.CENTER_LEFT);
        set(this, "tall", tall);
        set(this, "incident", line.status() == Status.FAIL && !stale);
        set(title, "strong", tall && !stale);
        set(value, "bold", tall && !stale);
        tone(title, stale ? "stale" : tall ? "" : "text");
        tone(beside, stale ? "stale" : "muted");
        tone(below, stale ? "stale" : "muted");
        tone(value, stale ? "stale" : tone(line.status()));
    }

    private static String tone(Status status) {
        return switch (status) {
            case FAIL -> "fail-text";
            case WARN -> "warn-text";
            case UNKNOWN, NOT_PERMITTED -> "muted";
            case OK -> "text";
        };
    }

    private static void tone(Region node, String tone) {
        TONES.forEach(t -> set(node, t, t.equals(tone)));
    }

    private static void set(Region node, String styleClass, boolean on) {
        if (on != node.getStyleClass().contains(styleClass)) {
            if (on) {
                node.getStyleClass().add(styleClass);
            } else {
                node.getStyleClass().remove(styleClass);
            }
        }
    }
}
