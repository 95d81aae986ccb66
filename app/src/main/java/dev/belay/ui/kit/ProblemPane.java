package dev.belay.ui.kit;

import dev.belay.message.Messages;
import dev.belay.message.Problem;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A problem on a card: what and where, why, what next, its code, and all of it to copy. */
public final class ProblemPane extends VBox {

    /** What stands above it: its shape, and what did not go as it should. */
    public record Head(StatusIcon.Kind kind, String title) {
        public static Head of(Problem problem) {
            return new Head(
                    StatusIcon.Kind.FAIL,
                    problem.where().isEmpty()
                            ? Messages.text("ui.problem.title", problem.what())
                            : Messages.text(
                                    "ui.problem.title.where", problem.what(), problem.where()));
        }
    }

    /**
     * @param actions what the user can do about it, at the left below
     */
    public ProblemPane(Problem problem, Button... actions) {
        this(problem, Head.of(problem), problem.next(), actions);
    }

    /**
     * A problem that is told in other words than its own, where it is none for whoever reads it.
     *
     * @param what stands above it
     * @param then what can be done next
     */
    public ProblemPane(Problem problem, Head what, String then, Button... actions) {
        super(6);
        getStyleClass().addAll("card", "problem");
        setPadding(new Insets(16, 18, 14, 18));
        setMaxWidth(560);
        HBox title =
                new HBox(
                        10, new StatusIcon(what.kind()), Texts.wrapped(what.title(), "name-large"));
        title.setAlignment(Pos.CENTER_LEFT);
        Label why = Texts.wrapped(sentence(problem.why()));
        Label next = Texts.wrapped(then, "muted");
        VBox.setMargin(why, new Insets(0, 0, 0, 24));
        VBox.setMargin(next, new Insets(0, 0, 0, 24));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button copy =
                Buttons.icon(
                        Icon.Shape.COPY,
                        Messages.text("ui.problem.copy"),
                        () -> Buttons.copy(problem.copyText()));
        HBox below = new HBox(8);
        below.getChildren().addAll(actions);
        below.getChildren()
                .addAll(gap, Texts.whole(problem.code(), "mono", "small", "muted"), copy);
        below.setAlignment(Pos.CENTER_LEFT);
        VBox.setMargin(below, new Insets(6, 0, 0, 24));
        getChildren().addAll(title, why, next, below);
    }

    /** A file, an address or a code at its start keeps its own writing. */
    private static String sentence(String why) {
        if (why.endsWith(".") || why.isEmpty()) {
            return why;
        }
        String first = why.split("\\s", 2)[0];
        boolean word = first.chars().allMatch(c -> Character.isLetter(c) || c == ',');
        return (word ? Character.toUpperCase(why.charAt(0)) + why.substring(1) : why) + ".";
    }
}
