package dev.belay.ui.backups;

import dev.belay.backup.Proof;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.DetailHead;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The chosen backup: what it is, what it holds, and what can be done with it. */
final class Details extends VBox {
    private final Clock clock;
    private final DetailHead head = new DetailHead(Messages.text("backups.copy"), this::copy);
    private final GridPane facts = new GridPane(16, 5);
    private final HBox ways = new HBox(8);
    private final Label whyOff = Texts.withWhole(Texts.line("", "muted", "small"));
    private final InspectionBar inspection = new InspectionBar();
    private final HeldTables held;
    private List<Offer> offers = List.of();
    private @Nullable Line shown;

    /**
     * @param compare asks the target what it holds now
     */
    Details(Clock clock, Runnable compare) {
        this.clock = clock;
        held = new HeldTables(compare);
        getStyleClass().add("backup-details");
        setMinWidth(400);
        facts.setPadding(new Insets(10, 14, 10, 14));
        ways.setAlignment(Pos.CENTER_LEFT);
        ways.setPadding(new Insets(0, 14, 0, 14));
        VBox.setVgrow(held, Priority.ALWAYS);
        getChildren().addAll(head, ways, inspection, facts, held);
        show(null, List.of());
    }

    HeldTables held() {
        return held;
    }

    /** How the inspection of the shown backup goes, or null for none. */
    void inspect(@Nullable Inspection now) {
        inspection.show(now);
    }

    /** Shows a line and what can be done with it; cheap when both are the same as before. */
    void show(@Nullable Line line, List<Offer> offers) {
        setVisible(line != null);
        offer(offers);
        if (line == null || line.equals(shown)) {
            shown = line;
            return;
        }
        shown = line;
        String when = Taken.text(line.taken(), clock.instant());
        boolean kept = line instanceof Line.Kept;
        head.show(
                line.kind(),
                Messages.text(kept ? "backups.title" : "backups.title.failed", when),
                line instanceof Line.Kept one ? measured(one) : "",
                "muted");
        facts.getChildren().clear();
        Facts.of(line).forEach(this::add);
        held.setVisible(kept);
        if (line instanceof Line.Kept one) {
            held.show(one.stored().manifest());
        }
    }

    private static String measured(Line.Kept kept) {
        Proof proof = kept.stored().proof();
        return proof == null
                ? Messages.text("backups.restore.unknown")
                : Messages.text(
                        "backups.restore.measured",
                        Units.duration(Duration.ofMillis(proof.restoreMs())));
    }

    /** A button that is made anew while it has the focus would lose it. */
    private void offer(List<Offer> now) {
        boolean same =
                now.stream()
                        .map(Details::looks)
                        .toList()
                        .equals(offers.stream().map(Details::looks).toList());
        offers = now;
        if (same) {
            return;
        }
        ways.getChildren().clear();
        for (int i = 0; i < now.size(); i++) {
            int which = i;
            Button button = Buttons.plain(now.get(i).title(), () -> offers.get(which).run().run());
            button.setDisable(!now.get(i).whyOff().isEmpty());
            ways.getChildren().add(button);
        }
        ways.setManaged(!now.isEmpty());
        whyOff.setText(
                now.stream()
                        .map(Offer::whyOff)
                        .filter(why -> !why.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("; ")));
        ways.getChildren().add(whyOff);
    }

    private static String looks(Offer offer) {
        return offer.title() + offer.whyOff();
    }

    private void add(Facts fact) {
        int row = facts.getRowCount();
        facts.add(Texts.whole(fact.word(), "muted"), 0, row);
        Label value =
                Texts.withWhole(
                        fact.code() ? Texts.line(fact.value(), "mono") : Texts.line(fact.value()));
        HBox line = new HBox(4, value);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMinHeight(18);
        line.setMaxHeight(18);
        if (!fact.copy().isEmpty()) {
            Button copy =
                    Buttons.icon(
                            Icon.Shape.COPY,
                            Messages.text("backups.copy.one", fact.word()),
                            () -> Buttons.copy(fact.copy()));
            copy.getStyleClass().add("inline");
            line.getChildren().add(copy);
        }
        facts.add(line, 1, row);
        GridPane.setHgrow(line, Priority.ALWAYS);
    }

    private void copy() {
        Line line = shown;
        if (line != null) {
            Buttons.copy(text(line));
        }
    }

    /** All of it as text, for a ticket. */
    static String text(Line line) {
        StringBuilder text = new StringBuilder();
        for (Facts fact : Facts.of(line)) {
            String whole = fact.copy().isEmpty() ? fact.value() : fact.copy();
            text.append(fact.word()).append(": ").append(whole).append('\n');
        }
        if (line instanceof Line.Kept kept) {
            HeldRow.of(kept.stored().manifest())
                    .forEach(
                            row ->
                                    text.append(row.table())
                                            .append('\t')
                                            .append(row.thenText())
                                            .append('\n'));
        }
        return text.toString();
    }
}
