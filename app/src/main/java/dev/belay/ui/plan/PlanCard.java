package dev.belay.ui.plan;

import dev.belay.message.Inert;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.ChangeWords;
import dev.belay.operation.Ending;
import dev.belay.operation.Outcome;
import dev.belay.operation.Plan;
import dev.belay.operation.Rehearsal;
import dev.belay.operation.Running;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.EnvironmentTag;
import dev.belay.ui.kit.ProblemPane;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** The sheet's content: head, what will be done, what is to be known, the decision, the twin. */
final class PlanCard extends VBox {
    private static final double WIDTH = 1080;
    private static final double LEFT = 560;
    private static final double HEIGHT = 400;

    /** All that can be decided on the sheet. */
    interface Choices extends DecisionBar.Choices {
        void goOnWithoutCopy();

        void rehearse(Rehearsal.Where where);

        void stopRehearsal();
    }

    private final PlanModel model;
    private final Choices choices;
    private final Label title = Texts.line("", "dialog-title");
    private final StatusIcon statusIcon = new StatusIcon(StatusIcon.Kind.NOTE);
    private final Label status = Texts.whole("", "semibold");
    private final Label size = Texts.whole("", "muted");
    private final PartsList parts = new PartsList();
    private final Label reads = Texts.whole("", "small", "muted");
    private final StackPane left = new StackPane();
    private final ScrollPane right = new ScrollPane();
    private final HBox body = new HBox(left, right);
    private final Label does = Texts.line("", "strong");
    private final VBox doing;
    private final RehearsalPane rehearsal;
    private final DecisionBar decision;
    private final TwinBar twin;
    private @Nullable Object rendered;
    private @Nullable GoingPane going;
    private @Nullable FindingsPane findings;

    PlanCard(PlanModel model, Choices choices, Runnable copyTwin) {
        this.model = model;
        this.choices = choices;
        getStyleClass().addAll("card", "sheet", "plan-sheet");
        setMaxSize(WIDTH, USE_PREF_SIZE);
        setPrefWidth(WIDTH);
        setMinSize(0, 0);
        rehearsal = new RehearsalPane(choices);
        doing = doing();
        decision = new DecisionBar(model.target(), choices);
        twin = new TwinBar(copyTwin);
        left.setMinWidth(0);
        left.setPrefWidth(LEFT);
        left.getStyleClass().add("plan-left");
        right.getStyleClass().add("plain");
        right.setFitToWidth(true);
        right.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        right.setMinWidth(0);
        right.setPrefWidth(WIDTH - LEFT);
        HBox.setHgrow(left, Priority.SOMETIMES);
        HBox.setHgrow(right, Priority.SOMETIMES);
        body.getStyleClass().add("plan-body");
        body.setMinHeight(120);
        // Of one height from plan to end, so that no button moves under the pointer.
        body.setPrefHeight(HEIGHT);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head(), body, decision, twin);
    }

    private HBox head() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox what = new HBox(7, statusIcon, status);
        what.setAlignment(Pos.CENTER_LEFT);
        HBox head =
                new HBox(
                        12,
                        Texts.withWhole(title),
                        EnvironmentTag.inHeader(model.target().environment()),
                        gap,
                        what,
                        size);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("plan-head");
        return head;
    }

    private VBox doing() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, does, gap, reads);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPadding(new Insets(12, 12, 5, 16));
        VBox.setMargin(parts, new Insets(0, 6, 8, 16));
        VBox.setVgrow(parts, Priority.ALWAYS);
        return new VBox(head, parts);
    }

    /** Shows where the change stands; cheap enough for every second. */
    void show(boolean armed, Instant now) {
        State state = model.state();
        Object content = content(state);
        if (!content.equals(rendered)) {
            rendered = content;
            render(state);
        }
        title.setText(Inert.text(ChangeWords.title(model.target(), model.request(), model.plan())));
        status(state, now);
        if (going != null && state instanceof State.Going(Running running)) {
            going.show(now);
            parts.progress(
                    Row.part(running.plan(), running.worked(), parts.now()), PartsList.Mark.NOW);
        }
        if (findings != null && state instanceof State.Shown shown) {
            findings.show(shown.readAt(), now);
        }
        rehearsal.show(model.rehearsing());
        decision.show(model, armed, now);
        twin.show(model.twin());
    }

    /** What the body is made of: a plan that is read again stays as it is until the answer. */
    private static Object content(State state) {
        return state instanceof State.Shown shown ? shown.plan() : state;
    }

    private void render(State state) {
        Plan plan = model.plan();
        if (plan != null && !plan.nothing()) {
            parts.show(plan);
            left.getChildren().setAll(doing);
        } else if (plan != null) {
            left.getChildren()
                    .setAll(
                            centred(
                                    Messages.text(
                                            plan.blockers().isEmpty()
                                                    ? "plan.doing.nothing"
                                                    : "plan.doing.blocked")));
        }
        boolean untouched = state instanceof State.Shown;
        reads.setText(untouched ? Messages.text("plan.doing.reads") : "");
        does.setText(Messages.text(doing(state)));
        going = null;
        findings = null;
        boolean unread = state instanceof State.Unread;
        right.setVisible(!unread);
        right.setManaged(!unread);
        switch (state) {
            case State.Reading _ -> {
                left.getChildren().setAll(centred(Messages.text("plan.reading")));
                right.setContent(null);
            }
            case State.Unread(Problem problem) -> {
                Button again = Buttons.plain(Messages.text("plan.again"), choices::readAgain);
                ProblemPane pane = new ProblemPane(problem, again);
                pane.setMaxHeight(USE_PREF_SIZE);
                StackPane.setAlignment(pane, Pos.TOP_LEFT);
                left.getChildren().setAll(pane);
                right.setContent(null);
            }
            case State.Shown shown -> {
                findings = new FindingsPane(shown.plan(), blocked(), rehearsal);
                right.setContent(findings);
            }
            case State.Going(Running running) -> {
                going = new GoingPane(running);
                right.setContent(going);
            }
            case State.Over(Running running, Running.Ended end) -> over(running, end);
        }
        right.setVvalue(0);
    }

    private String doing(State state) {
        return switch (state) {
            case State.Going _ -> "plan.doing.now";
            case State.Over _ -> model.fault() == null ? "plan.doing.then" : "plan.doing.planned";
            default -> "plan.doing";
        };
    }

    /** For whom it waits now, in words; empty for nobody. */
    void behind(String whom) {
        if (going != null) {
            going.behind(whom);
        }
    }

    /** The command is on the clipboard. */
    void copied() {
        twin.copied();
    }

    private List<Node> blocked() {
        return model.copyIsMissing()
                ? List.of(
                        Buttons.danger(
                                Messages.text("plan.without-copy"), choices::goOnWithoutCopy))
                : List.of();
    }

    private void over(Running running, Running.Ended end) {
        Outcome.Done<?> done = model.done();
        Problem fault = model.fault();
        if (done != null) {
            parts.progress(Integer.MAX_VALUE, PartsList.Mark.NOW);
            parts.leftAlone(Row.numbers(running.plan(), done.leftAlone()));
            right.setContent(OverPane.done(running.plan(), done, running.waited()));
        } else if (fault != null) {
            parts.progress(
                    Row.part(running.plan(), running.worked(), parts.now()), mark(end.ending()));
            Button again = Buttons.plain(Messages.text("plan.again"), choices::readAgain);
            right.setContent(OverPane.fault(fault, end.ending(), again));
        }
    }

    private static PartsList.Mark mark(Ending ending) {
        return switch (ending) {
            case CANCELLED -> PartsList.Mark.STOPPED;
            case DOUBT -> PartsList.Mark.DOUBT;
            default -> PartsList.Mark.BROKEN;
        };
    }

    private static VBox centred(String text) {
        VBox box = new VBox(Texts.wrapped(text, "muted"));
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private void status(State state, Instant now) {
        Plan plan = model.plan();
        StatusIcon.Kind kind = StatusIcon.Kind.WAITING;
        String words = "";
        String colour = "muted";
        switch (state) {
            case State.Reading _ -> words = Messages.text("plan.status.reading");
            case State.Unread _ -> {
                words = Messages.text("plan.status.unread");
                kind = StatusIcon.Kind.FAIL;
                colour = "fail-text";
            }
            case State.Shown shown -> {
                boolean blocked = shown.plan().nothing() && !shown.plan().blockers().isEmpty();
                words =
                        Messages.text(
                                blocked
                                        ? "plan.status.blocked"
                                        : "plan.risk." + shown.plan().risk().id());
                kind = blocked ? StatusIcon.Kind.FAIL : kind(shown.plan());
                colour = kind == StatusIcon.Kind.FAIL ? "fail-text" : "text";
            }
            case State.Going going ->
                    words =
                            Messages.text(
                                    "plan.status.going",
                                    PlanWords.seconds(
                                            java.time.Duration.between(
                                                    going.running().began(), now)));
            case State.Over over -> {
                words = PlanWords.end(over.running().plan(), over.end());
                kind = OverPane.kind(over.end());
                colour = OverPane.colour(kind);
            }
        }
        statusIcon.show(kind);
        status.setText(words);
        status.getStyleClass()
                .removeAll("muted", "fail-text", "warn-text", "ok-text", "unknown-text", "text");
        status.getStyleClass().add(colour);
        size.setText(plan == null || plan.nothing() ? "" : PlanWords.size(plan));
    }

    private static StatusIcon.Kind kind(Plan plan) {
        return switch (plan.risk()) {
            case DESTRUCTIVE -> StatusIcon.Kind.FAIL;
            case ADDITIVE -> StatusIcon.Kind.NOTE;
            case HARMLESS -> StatusIcon.Kind.OK;
        };
    }

    /** Puts the focus where the next thing is done: the name, or else what is to be read. */
    void focusNext() {
        if (model.state() instanceof State.Over || model.plan() == null) {
            decision.focusClose();
        } else if (!decision.focusName()) {
            parts.requestFocus();
        }
    }
}
