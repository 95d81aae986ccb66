package dev.belay.ui.audit;

import dev.belay.message.Messages;
import dev.belay.operation.Audit;
import dev.belay.operation.AuditEntry;
import dev.belay.operation.AuditEvent;
import dev.belay.operation.AuditLine;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Chips;
import dev.belay.ui.kit.FilterField;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The page's head, table, foot and details, filled from its model. */
final class AuditPane extends BorderPane {
    private final AuditModel model;
    private final Wishes wishes;
    private final Clock clock;
    private final AuditTable table;
    private final Details details;
    private final StatusIcon chain = new StatusIcon(StatusIcon.Kind.UNKNOWN);
    private final Label sentence = Texts.withWhole(Texts.line(""));
    private final VBox trouble = new VBox(3);
    private final FilterField filter;
    private final ComboBox<String> target = new ComboBox<>();
    private final Map<AuditEvent, ToggleButton> chips = new EnumMap<>(AuditEvent.class);
    private final Button waiting;
    private final Label extent = Texts.line("", "small", "muted");
    private final HBox foot;
    private final Label nothing = Texts.wrapped("", "muted");
    private @Nullable AuditEntry chosen;
    private Audit.@Nullable Verdict tinted;
    private int shown;
    private boolean filling;

    /** What can be wished for here. */
    interface Wishes {
        void filter(String text);

        void choose(AuditEvent event, boolean on);

        /** Lines of one target only, or null for all. */
        void target(@Nullable String only);

        void chosen(@Nullable AuditLine line);

        void older();

        void newer();

        void export();

        void again();
    }

    AuditPane(AuditModel model, Wishes wishes, Clock clock) {
        this.model = model;
        this.wishes = wishes;
        this.clock = clock;
        table = new AuditTable(model::broken, clock);
        details = new Details(this::others);
        filter =
                new FilterField(Messages.text("audit.filter"), wishes::filter, table::requestFocus);
        waiting = Buttons.plain("", wishes::newer);
        foot = foot();
        table.setPlaceholder(nothing);
        table.getSelectionModel().selectedItemProperty().subscribe((was, is) -> wishes.chosen(is));
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        VBox.setVgrow(table, Priority.ALWAYS);
        setCenter(new VBox(head(), table, foot));
        setRight(details);
        widthProperty().subscribe(w -> details.width(w.doubleValue()));
    }

    private VBox head() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        filter.setPrefWidth(170);
        target.setPrefWidth(130);
        target.setMinWidth(110);
        target.setId("audit-target");
        target.setAccessibleText(Messages.text("audit.target"));
        target.valueProperty().subscribe((was, is) -> targeted(is));
        HBox first =
                new HBox(
                        8,
                        chain,
                        sentence,
                        gap,
                        filter,
                        target,
                        Buttons.plain(Messages.text("audit.export.short"), wishes::export),
                        Buttons.icon(
                                Icon.Shape.RELOAD, Messages.text("audit.reload"), wishes::again));
        first.setAlignment(Pos.CENTER_LEFT);
        FlowPane all = Chips.row();
        for (AuditEvent event : AuditEvent.values()) {
            Look look = Look.of(event);
            ToggleButton chip =
                    Chips.chip(
                            look.kind(),
                            look.word(),
                            on -> {
                                if (!filling) {
                                    wishes.choose(event, on);
                                }
                            });
            chips.put(event, chip);
            all.getChildren().add(chip);
        }
        HBox.setHgrow(all, Priority.ALWAYS);
        HBox second = new HBox(6, all, waiting);
        second.setAlignment(Pos.TOP_LEFT);
        second.setMinHeight(26);
        trouble.setPadding(new Insets(0, 12, 0, 22));
        VBox head = new VBox(8, first, trouble, second);
        head.setPadding(new Insets(9, 8, 9, 12));
        return head;
    }

    private HBox foot() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox made =
                new HBox(
                        8, extent, gap, Buttons.plain(Messages.text("audit.older"), wishes::older));
        made.setAlignment(Pos.CENTER_LEFT);
        made.setPadding(new Insets(5, 8, 5, 12));
        made.getStyleClass().add("audit-foot");
        return made;
    }

    private void targeted(@Nullable String chosen) {
        if (!filling) {
            boolean all = chosen == null || target.getItems().indexOf(chosen) == 0;
            wishes.target(all ? null : chosen);
        }
    }

    private void pressed(KeyEvent key) {
        if (key.isShortcutDown() && key.getCode() == KeyCode.C) {
            copy();
            key.consume();
        } else if (key.getCode() == KeyCode.ENTER && details.isVisible()) {
            details.focusContent();
            key.consume();
        }
    }

    /**
     * Shows what the model has.
     *
     * @param first true to choose the first line, as one that follows what happens wants it
     */
    void update(boolean first) {
        filling = true;
        chain.show(
                model.verdict() == null
                        ? StatusIcon.Kind.UNKNOWN
                        : model.broken() ? StatusIcon.Kind.FAIL : StatusIcon.Kind.OK);
        sentence.setText(model.sentence(clock.instant()));
        sentence.getStyleClass().setAll("label", model.broken() ? "fail-text" : "text");
        trouble.getChildren()
                .setAll(model.trouble().stream().map(t -> Texts.wrapped(t, "fail-text")).toList());
        if (model.broken()) {
            trouble.getChildren().add(Texts.wrapped(Messages.text("audit.broken.next"), "muted"));
        }
        trouble.setManaged(!trouble.getChildren().isEmpty());
        Map<AuditEvent, Long> counts = model.counts();
        chips.forEach((event, chip) -> count(event, chip, counts.getOrDefault(event, 0L)));
        targets();
        waiting.setText(Messages.text("audit.waiting", model.waiting()));
        waiting.setVisible(model.waiting() > 0);
        extent.setText(model.extent());
        foot.setVisible(model.more());
        foot.setManaged(model.more());
        nothing.setText(Messages.text(model.read() ? "audit.filtered" : "audit.reading"));
        filling = false;
        if (shown != model.filling() || first) {
            shown = model.filling();
            table.show(model.lines(), first);
        }
        if (!Objects.equals(tinted, model.verdict())) {
            tinted = model.verdict();
            table.refresh();
        }
        detail(model.lines().isEmpty() ? null : chosen);
    }

    /** What tells of the log itself has a chip only where the log has such lines. */
    private static void count(AuditEvent event, ToggleButton chip, long lines) {
        Chips.count(chip, lines);
        boolean ofLog = event == AuditEvent.BROKEN || event == AuditEvent.ACKNOWLEDGED;
        boolean shown = lines > 0 || !ofLog || chip.isSelected();
        chip.setVisible(shown);
        chip.setManaged(shown);
    }

    private void targets() {
        List<String> all = new ArrayList<>();
        all.add(Messages.text("audit.target.all"));
        all.addAll(model.targets());
        if (!target.getItems().equals(all)) {
            String before = target.getValue();
            target.getItems().setAll(all);
            target.setValue(before != null && all.contains(before) ? before : all.getFirst());
        }
    }

    @Nullable AuditLine chosen() {
        return table.getSelectionModel().getSelectedItem();
    }

    void detail(@Nullable AuditEntry entry) {
        chosen = entry;
        details.show(entry, entry == null ? List.of() : model.faults(entry.number()));
    }

    /** True if somebody reads further below, or in the details: nothing is to move then. */
    boolean atWork() {
        return table.getSelectionModel().getSelectedIndex() > 0 || details.hasFocus();
    }

    private void others(String operation) {
        filter.show(operation);
        table.requestFocus();
    }

    void copy() {
        details.copy();
    }

    void focusTable() {
        table.requestFocus();
    }

    void focusFilter() {
        filter.focusField();
    }

    /** Leaves the details, then empties the filters; false if there was nothing to leave. */
    boolean escape() {
        if (details.hasFocus()) {
            table.requestFocus();
            return true;
        }
        boolean inFilter = filter.hasFocus();
        boolean had = model.filtered();
        filter.clear();
        chips.values().forEach(c -> c.setSelected(false));
        target.setValue(target.getItems().isEmpty() ? null : target.getItems().getFirst());
        if (inFilter) {
            table.requestFocus();
        }
        return inFilter || had;
    }
}
