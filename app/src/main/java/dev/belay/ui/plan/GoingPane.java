package dev.belay.ui.plan;

import dev.belay.message.Messages;
import dev.belay.operation.Phase;
import dev.belay.operation.Plan;
import dev.belay.operation.Running;
import dev.belay.operation.TimeLeft;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far an operation is: its phases, the present one with what it does and how long yet. */
final class GoingPane extends VBox {
    private final Running running;
    private final List<Line> lines = new ArrayList<>();
    private final Label elapsed = Texts.line("", "small", "muted");
    private final Label behind = Texts.wrapped("", "small", "warn-text");
    private final Label stopping = Texts.wrapped("", "small", "warn-text");

    GoingPane(Running running) {
        super(4);
        this.running = running;
        setPadding(new Insets(12, 16, 12, 16));
        getChildren().add(Texts.line(Messages.text("plan.going"), "strong"));
        boolean copied = running.plan().safety() == Plan.Safety.COPY;
        for (Phase phase : Phase.values()) {
            if (phase != Phase.WAITING && (phase != Phase.SAFE || copied)) {
                Line line = new Line(phase);
                lines.add(line);
                getChildren().add(line);
            }
        }
        VBox.setMargin(elapsed, new Insets(6, 0, 0, 22));
        VBox.setMargin(stopping, new Insets(2, 0, 0, 22));
        VBox.setMargin(behind, new Insets(2, 0, 0, 22));
        getChildren().addAll(elapsed, behind, stopping);
    }

    /** Shows how far it is now; cheap enough for every second and every progress. */
    void show(Instant now) {
        Running.Progressed at = running.at();
        lines.forEach(line -> line.show(at, now));
        String began = PlanWords.seconds(Duration.between(running.began(), now));
        elapsed.setText(
                at.phase() == null
                        ? Messages.text("plan.going.waits", began)
                        : Messages.text("plan.going.since", began));
        stopping.setText(running.stopping() ? Messages.text("plan.going.stopping") : "");
    }

    /** For whom it waits, in words; empty for nobody. */
    void behind(String whom) {
        behind.setText(whom.isEmpty() ? "" : Messages.text("plan.going.behind", whom));
    }

    /** A phase. */
    private static final class Line extends VBox {
        private final Phase phase;
        private final StatusIcon icon = new StatusIcon(StatusIcon.Kind.WAITING);
        private final Label words = Texts.whole("");
        private final Label what = Texts.withWhole(Texts.line("", "mono", "muted"));
        private final Label time = Texts.whole("", "small", "muted");
        private final ProgressBar bar = new ProgressBar();

        Line(Phase phase) {
            super(3);
            this.phase = phase;
            words.setText(Messages.text("plan.phase." + phase.id()));
            HBox.setHgrow(what, Priority.ALWAYS);
            what.setMaxWidth(Double.MAX_VALUE);
            HBox first = new HBox(8, icon, words, what, time);
            first.setAlignment(Pos.CENTER_LEFT);
            bar.setMaxWidth(Double.MAX_VALUE);
            VBox.setMargin(bar, new Insets(0, 0, 2, 22));
            getChildren().addAll(first, bar);
            getStyleClass().add("plan-phase");
        }

        void show(Running.Progressed at, Instant now) {
            Phase current = at.phase();
            boolean here = current == phase || (current == null && phase == Phase.LOCKED);
            boolean past = current != null && current.compareTo(phase) > 0;
            icon.show(past ? StatusIcon.Kind.OK : StatusIcon.Kind.WAITING);
            icon.setOpacity(past || here ? 1 : 0.4);
            words.getStyleClass().removeAll("strong", "muted");
            words.getStyleClass().add(here ? "strong" : "muted");
            what.setText(here ? at.what() : "");
            bar.setVisible(here && at.share().isPresent());
            bar.setManaged(bar.isVisible());
            bar.setProgress(at.share().orElse(0));
            time.setText(here ? told(at, now) : "");
        }

        /** {@code 62 %, about 4 min left}, or for how long it goes on. */
        private static String told(Running.Progressed at, Instant now) {
            String since = PlanWords.seconds(Duration.between(at.since(), now));
            Optional<Duration> left = at.left();
            // How many scripts are done says little of the time.
            if (at.share().isEmpty() || (at.phase() != Phase.SAFE && left.isEmpty())) {
                return since;
            }
            String percent = Long.toString((long) (at.share().getAsDouble() * 100));
            return Messages.text(
                    "plan.going.share", percent, left.map(TimeLeft::words).orElse(since));
        }
    }
}
