package dev.belay.ui.plan;

import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Rehearsal;
import dev.belay.operation.Rehearsed;
import dev.belay.operation.Rehearsing;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The rehearsal of a plan: the offer, how far it is, how it ended. */
final class RehearsalPane extends VBox {
    private static final int MOST = 12;

    private final PlanCard.Choices choices;
    private final Label what = Texts.withWhole(Texts.line("", "muted"));
    private final ProgressBar bar = new ProgressBar();
    private @Nullable Object shown;

    RehearsalPane(PlanCard.Choices choices) {
        super(4);
        this.choices = choices;
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("plan-bar");
        VBox.setMargin(bar, new Insets(0, 0, 4, 22));
    }

    /**
     * Shows how far it is; cheap enough for every progress.
     *
     * @param rehearsing null if none was begun
     */
    void show(@Nullable Rehearsing rehearsing) {
        Rehearsing.Ended end = rehearsing == null ? null : rehearsing.end();
        Object now = rehearsing == null ? "" : end == null ? rehearsing : end;
        if (!now.equals(shown)) {
            shown = now;
            boolean focused = isFocusWithin();
            getChildren().clear();
            if (rehearsing == null) {
                offer();
            } else if (end == null) {
                going();
            } else {
                ended(end);
            }
            if (focused) {
                lookupAll(".button").forEach(Node::requestFocus);
            }
        }
        if (rehearsing != null && end == null) {
            Rehearsing.At at = rehearsing.at();
            what.setText(at.what());
            bar.setProgress(at.share().orElse(ProgressBar.INDETERMINATE_PROGRESS));
        }
    }

    private void offer() {
        line(
                StatusIcon.Kind.NOTE,
                Texts.line(Messages.text("plan.rehearsal.none"), "muted"),
                rehearse(Messages.text("plan.rehearse"), new Rehearsal.Where.Usual()));
    }

    private Button rehearse(String words, Rehearsal.Where where) {
        Button button = Buttons.plain(words, () -> choices.rehearse(where));
        button.setId("plan-rehearse");
        return button;
    }

    private void going() {
        Button stop = Buttons.plain(Messages.text("plan.stop"), choices::stopRehearsal);
        stop.setId("plan-rehearse-stop");
        HBox words = new HBox(6, Texts.whole(Messages.text("plan.rehearsal.going")), what);
        line(StatusIcon.Kind.WAITING, words, stop);
        getChildren().add(bar);
    }

    private void ended(Rehearsing.Ended end) {
        switch (end) {
            case Rehearsing.Ended.With(Rehearsed rehearsed) -> told(rehearsed);
            case Rehearsing.Ended.Unbegun(Problem problem) -> {
                boolean here = problem.key().equals("rehearsal.production");
                Button again =
                        here
                                ? rehearse(
                                        Messages.text("plan.rehearse.here"),
                                        new Rehearsal.Where.Here())
                                : rehearse(
                                        Messages.text("plan.rehearse.again"),
                                        new Rehearsal.Where.Usual());
                String why = PlanWords.sentence(problem.why());
                line(StatusIcon.Kind.WARN, Texts.wrapped(why), again);
                add(problem.next(), "muted");
            }
        }
    }

    private void told(Rehearsed rehearsed) {
        List<String> lines = rehearsed.lines();
        boolean passed = rehearsed.passed();
        Label sentence = Texts.wrapped(PlanWords.sentence(lines.getFirst()));
        Button again = rehearse(Messages.text("plan.rehearse.again"), new Rehearsal.Where.Usual());
        line(passed ? StatusIcon.Kind.OK : StatusIcon.Kind.FAIL, sentence, again);
        if (!passed) {
            getChildren().getFirst().getStyleClass().add("incident");
            VBox.setMargin(getChildren().getFirst(), new Insets(0, -8, 0, -8));
        }
        lines.stream().skip(1).limit(MOST).forEach(line -> add(line, "muted"));
        if (!passed) {
            add(rehearsed.problem().next(), "muted");
        }
    }

    private void line(StatusIcon.Kind kind, Region told, Node button) {
        StatusIcon icon = new StatusIcon(kind);
        HBox.setHgrow(told, Priority.ALWAYS);
        told.setMinWidth(0);
        told.setMaxWidth(Double.MAX_VALUE);
        HBox line = new HBox(8, icon, told, button);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("plan-finding");
        getChildren().add(line);
    }

    private void add(String text, String colour) {
        Label label = Texts.wrapped(PlanWords.sentence(text), "small", colour);
        VBox.setMargin(label, new Insets(0, 0, 0, 22));
        getChildren().add(label);
    }
}
