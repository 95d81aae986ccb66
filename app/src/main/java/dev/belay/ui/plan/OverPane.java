package dev.belay.ui.plan;

import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Ending;
import dev.belay.operation.Outcome;
import dev.belay.operation.Plan;
import dev.belay.operation.Running;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.ProblemPane;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.nio.file.Path;
import java.util.Set;

/** How an operation ended: what it did and the way back, or what went wrong and what now. */
final class OverPane extends VBox {
    private static final int MOST = 200;

    private OverPane() {
        super(6);
        setPadding(new Insets(12, 16, 12, 16));
    }

    /**
     * It did what it should.
     *
     * @param waited for whom it was seen to wait, or empty
     */
    static OverPane done(Plan plan, Outcome.Done<?> done, String waited) {
        OverPane pane = new OverPane();
        HBox head =
                new HBox(
                        8,
                        new StatusIcon(kind(Ending.DONE, done.leftAlone())),
                        Texts.line(
                                Messages.text(done.did() ? "plan.over.done" : "plan.over.nothing"),
                                "strong"));
        head.setAlignment(Pos.CENTER_LEFT);
        pane.getChildren().add(head);
        VBox told = new VBox(3);
        told.setPadding(new Insets(0, 0, 0, 22));
        done.told().stream()
                .limit(MOST)
                .map(text -> Texts.wrapped(text.strip()))
                .forEach(told.getChildren()::add);
        if (done.told().size() > MOST) {
            String more = Messages.text("plan.findings.more", done.told().size() - MOST);
            told.getChildren().add(Texts.wrapped(more, "small", "muted"));
        }
        if (!waited.isEmpty()) {
            String behind = Messages.text("plan.over.waited", waited);
            told.getChildren().add(Texts.wrapped(behind, "muted"));
        }
        pane.getChildren().add(told);
        Path copy = done.safetyCopy();
        if (copy != null) {
            pane.section("plan.over.copy");
            pane.path(copy);
        }
        String back = PlanWords.wayBack(plan, done);
        if (!back.isEmpty()) {
            pane.section("plan.over.back");
            Label words = Texts.wrapped(back);
            VBox.setMargin(words, new Insets(0, 0, 0, 22));
            pane.getChildren().add(words);
        }
        return pane;
    }

    /** It did not, or it is not known. */
    static OverPane fault(Problem problem, Ending ending, Button... actions) {
        OverPane pane = new OverPane();
        pane.setPadding(new Insets(0));
        ProblemPane.Head head =
                switch (ending) {
                    case CANCELLED, DOUBT ->
                            new ProblemPane.Head(
                                    kind(ending, Set.of()),
                                    Messages.text(
                                            ending == Ending.DOUBT
                                                    ? "plan.over.doubt"
                                                    : "plan.over.cancelled"));
                    default -> ProblemPane.Head.of(problem);
                };
        String next =
                switch (ending) {
                    case CANCELLED -> Messages.text("plan.over.cancelled.next");
                    case DOUBT -> Messages.text("plan.over.doubt.next");
                    default -> problem.next();
                };
        pane.getChildren().add(new ProblemPane(problem, head, next, actions));
        return pane;
    }

    static StatusIcon.Kind kind(Running.Ended end) {
        return kind(end.ending(), end.leftAlone());
    }

    /** What was done in part only gets no tick for the whole. */
    private static StatusIcon.Kind kind(Ending ending, Set<Integer> alone) {
        return switch (ending) {
            case DONE -> alone.isEmpty() ? StatusIcon.Kind.OK : StatusIcon.Kind.WARN;
            case CANCELLED -> StatusIcon.Kind.NOTE;
            case DOUBT -> StatusIcon.Kind.UNKNOWN;
            case FAILED, REFUSED -> StatusIcon.Kind.FAIL;
        };
    }

    static String colour(StatusIcon.Kind kind) {
        return switch (kind) {
            case OK -> "ok-text";
            case WARN -> "warn-text";
            case UNKNOWN -> "unknown-text";
            case FAIL -> "fail-text";
            default -> "text";
        };
    }

    private void section(String key) {
        Label title = Texts.line(Messages.text(key), "strong");
        VBox.setMargin(title, new Insets(8, 0, 0, 22));
        getChildren().add(title);
    }

    private void path(Path file) {
        Label shown = Texts.wrapped(file.toString(), "mono");
        HBox.setHgrow(shown, Priority.ALWAYS);
        shown.setMaxWidth(Double.MAX_VALUE);
        HBox row =
                new HBox(
                        8,
                        shown,
                        Buttons.icon(
                                Icon.Shape.COPY,
                                Messages.text("plan.over.copy.path"),
                                () -> Buttons.copy(file.toString())));
        row.setAlignment(Pos.CENTER_LEFT);
        row.setPadding(new Insets(0, 0, 0, 22));
        getChildren().add(row);
    }
}
