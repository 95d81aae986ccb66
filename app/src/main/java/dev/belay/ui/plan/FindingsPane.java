package dev.belay.ui.plan;

import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Finding;
import dev.belay.operation.Holder;
import dev.belay.operation.Plan;
import dev.belay.operation.Rehearsal;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a person should know of a plan: what forbids it, who is in the way, what is lost. */
final class FindingsPane extends VBox {
    private static final Duration FRESH = Duration.ofSeconds(3);

    /** More of a kind is not read in a window; the copied text has all. */
    private static final int MOST = 60;

    /** Of these it is not worth a word that nobody is in the way. */
    private static final Set<String> UNHINDERED = Set.of("seed", "kill");

    private @Nullable Label way;

    /**
     * @param blocked what can be done about the blockers, below them
     * @param rehearsal what is told of its rehearsal
     */
    FindingsPane(Plan plan, List<? extends Node> blocked, Node rehearsal) {
        super(6);
        setPadding(new Insets(12, 16, 12, 16));
        blockers(plan.blockers(), blocked);
        inTheWay(plan);
        if (Rehearsal.possible(plan)) {
            title("plan.findings.rehearsal");
            getChildren().add(rehearsal);
        }
        lost(plan);
        List<Finding> notes = new ArrayList<>(plan.findings(Finding.Undecided.class));
        notes.addAll(plan.findings(Finding.Note.class));
        notes(notes);
    }

    /** Who is in the way is another a second later: the title says how old it is. */
    void show(Instant readAt, Instant now) {
        if (way != null) {
            boolean fresh = Duration.between(readAt, now).compareTo(FRESH) < 0;
            way.setText(
                    fresh
                            ? Messages.text("plan.findings.way")
                            : Messages.text("plan.findings.way.was", Ages.text(readAt, now)));
        }
    }

    private Label title(String key) {
        Label title = Texts.line(Messages.text(key), "strong");
        if (!getChildren().isEmpty()) {
            VBox.setMargin(title, new Insets(10, 0, 0, 0));
        }
        getChildren().add(title);
        return title;
    }

    private void blockers(List<Problem> blockers, List<? extends Node> actions) {
        if (blockers.isEmpty()) {
            return;
        }
        title("plan.findings.blockers");
        for (Problem each : blockers) {
            Label why = Texts.wrapped(PlanWords.sentence(each.why()));
            Label next = Texts.wrapped(each.next(), "small", "muted");
            add(StatusIcon.Kind.FAIL, new VBox(2, why, next), true);
        }
        if (!actions.isEmpty()) {
            HBox below = new HBox(8);
            below.getChildren().setAll(actions);
            below.setPadding(new Insets(2, 0, 2, 22));
            getChildren().add(below);
        }
    }

    private void inTheWay(Plan plan) {
        List<Finding.InTheWay> found = plan.findings(Finding.InTheWay.class);
        if (plan.nothing() || (found.isEmpty() && UNHINDERED.contains(plan.operation()))) {
            return;
        }
        way = title("plan.findings.way");
        if (found.isEmpty()) {
            add(StatusIcon.Kind.OK, Texts.wrapped(Messages.text("plan.findings.way.none")), false);
        }
        found.stream().limit(MOST).forEach(this::inTheWay);
        more(found.size());
    }

    private void inTheWay(Finding.InTheWay each) {
        VBox told = new VBox(2);
        for (Holder holder : each.holders().subList(0, Math.min(MOST, each.holders().size()))) {
            TextFlow flow = new TextFlow();
            text(flow, holder.who() + " ", "text");
            text(flow, holder.name() + " ", "strong");
            text(flow, holder.doing(), "text");
            told.getChildren().add(flow);
        }
        if (!each.then().isEmpty()) {
            told.getChildren().add(Texts.wrapped(each.then(), "small", "muted"));
        }
        add(kind(each.severity()), told, each.severity() == Finding.Severity.SEVERE);
    }

    private static void text(TextFlow flow, String words, String styleClass) {
        Text text = new Text(words);
        text.getStyleClass().add(styleClass);
        flow.getChildren().add(text);
    }

    private void lost(Plan plan) {
        List<Finding.Lost> lost = plan.findings(Finding.Lost.class);
        if (lost.isEmpty()) {
            return;
        }
        title("plan.findings.lost");
        VBox rows = new VBox();
        lost.stream().limit(MOST).map(FindingsPane::row).forEach(rows.getChildren()::add);
        getChildren().add(rows);
        more(lost.size());
        boolean copied = plan.safety() == Plan.Safety.COPY;
        add(
                copied ? StatusIcon.Kind.VERIFIED : StatusIcon.Kind.WARN,
                Texts.wrapped(
                        Messages.text(copied ? "plan.findings.kept" : "plan.findings.unkept"),
                        "small"),
                false);
    }

    private static HBox row(Finding.Lost lost) {
        Label object = Texts.withWhole(Texts.line(lost.object(), "mono", "plan-object"));
        HBox.setHgrow(object, Priority.ALWAYS);
        object.setMaxWidth(Double.MAX_VALUE);
        Label amount =
                Texts.whole(
                        lost.counted() ? lost.words() : Messages.text("plan.findings.uncounted"),
                        lost.counted() ? "mono" : "unknown-text");
        if (!lost.counted()) {
            amount.setTooltip(new javafx.scene.control.Tooltip(lost.text()));
        }
        Label unit = Texts.whole(lost.counted() ? lost.kind().unit(lost.amount()) : "", "muted");
        unit.setPrefWidth(46);
        Label fate = Texts.whole(lost.kind().fate(), "muted");
        fate.setAlignment(Pos.CENTER_RIGHT);
        fate.setPrefWidth(110);
        HBox row = new HBox(6, object, amount, unit, fate);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("plan-lost");
        return row;
    }

    private void notes(List<Finding> notes) {
        if (notes.isEmpty()) {
            return;
        }
        title("plan.findings.notes");
        notes.stream()
                .sorted((a, b) -> b.severity().compareTo(a.severity()))
                .limit(MOST)
                .forEach(
                        n ->
                                add(
                                        kind(n.severity()),
                                        Texts.wrapped(PlanWords.sentence(n.text())),
                                        false));
        more(notes.size());
    }

    private void more(int of) {
        if (of > MOST) {
            getChildren()
                    .add(
                            Texts.wrapped(
                                    Messages.text("plan.findings.more", of - MOST),
                                    "small",
                                    "muted"));
        }
    }

    private void add(StatusIcon.Kind kind, Region told, boolean tinted) {
        StatusIcon icon = new StatusIcon(kind);
        HBox.setMargin(icon, new Insets(2, 0, 0, 0));
        HBox.setHgrow(told, Priority.ALWAYS);
        told.setMinWidth(0);
        HBox row = new HBox(8, icon, told);
        row.getStyleClass().add("plan-finding");
        if (tinted) {
            row.getStyleClass().add("incident");
            VBox.setMargin(row, new Insets(0, -8, 0, -8));
        }
        getChildren().add(row);
    }

    private static StatusIcon.Kind kind(Finding.Severity severity) {
        return switch (severity) {
            case SEVERE -> StatusIcon.Kind.FAIL;
            case WARN -> StatusIcon.Kind.WARN;
            case NOTE -> StatusIcon.Kind.NOTE;
        };
    }
}
