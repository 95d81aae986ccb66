package dev.belay.ui.audit;

import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.operation.AuditEntry;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.DetailHead;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Everything of the chosen line. */
final class Details extends VBox {
    private static final int STEPS = 200;
    private static final double NARROW = 344;
    private static final double WIDE = 420;

    /** The page of a window of 1600. */
    private static final double WIDE_FROM = 1440;

    private static final Set<String> MONO =
            Set.of("place", "fingerprint", "id", "number", "hash", "previous");

    private final DetailHead head = new DetailHead(Messages.text("audit.copy"), this::copy);
    private final VBox content = new VBox(14);
    private final ScrollPane scroll = new ScrollPane(content);
    private final Consumer<String> operation;
    private @Nullable AuditEntry shown;
    private List<String> found = List.of();

    /**
     * @param operation shows the other lines of an operation, by its id
     */
    Details(Consumer<String> operation) {
        this.operation = operation;
        getStyleClass().add("audit-details");
        width(0);
        content.setPadding(new Insets(2, 14, 14, 14));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain");
        scroll.setFocusTraversable(true);
        scroll.setId("audit-details");
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
        setVisible(false);
    }

    /** Takes its part of a page that is so wide. */
    void width(double page) {
        double own = page < WIDE_FROM ? NARROW : WIDE;
        setMinWidth(own);
        setMaxWidth(own);
    }

    private void pressed(KeyEvent key) {
        if (key.isShortcutDown() && key.getCode() == KeyCode.C) {
            copy();
            key.consume();
        }
    }

    void copy() {
        if (shown != null) {
            Buttons.copy(AuditText.copy(shown));
        }
    }

    /**
     * Shows a line, or nothing.
     *
     * @param faults what is not as it was written
     */
    void show(@Nullable AuditEntry entry, List<String> faults) {
        boolean same = Objects.equals(entry, shown) && faults.equals(found);
        shown = entry;
        found = faults;
        setVisible(entry != null);
        if (entry == null || same) {
            return;
        }
        Look look = Look.of(entry.event());
        head.show(look.kind(), AuditText.title(entry), look.word(), look.tone());
        content.getChildren().clear();
        faults.forEach(f -> content.getChildren().add(fault(f)));
        content.getChildren().addAll(facts(entry), plan(entry));
        scroll.setVvalue(0);
    }

    private static HBox fault(String text) {
        HBox row =
                new HBox(8, new StatusIcon(StatusIcon.Kind.FAIL), Texts.wrapped(text, "fail-text"));
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    private GridPane facts(AuditEntry entry) {
        GridPane facts = new GridPane(12, 6);
        ColumnConstraints names = new ColumnConstraints(84);
        names.setHalignment(HPos.LEFT);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().addAll(names, values);
        AuditText.facts(entry)
                .forEach(
                        (name, value) -> {
                            Label key = Texts.whole(AuditText.name(name), "muted");
                            Label told =
                                    MONO.contains(name)
                                            ? Texts.wrapped(value, "mono")
                                            : Texts.wrapped(value);
                            GridPane.setValignment(key, VPos.TOP);
                            facts.addRow(facts.getRowCount(), key, told);
                        });
        if (!entry.operationId().isEmpty()) {
            Hyperlink others = new Hyperlink(Messages.text("audit.others"));
            others.setOnAction(e -> operation.accept(entry.operationId()));
            facts.add(others, 1, facts.getRowCount());
        }
        return facts;
    }

    private static VBox plan(AuditEntry entry) {
        Label title = Texts.whole(Messages.text("audit.plan"), "section-title");
        title.setMaxWidth(Double.MAX_VALUE);
        VBox plan = new VBox(5, title);
        List<String> steps = entry.plan().lines().toList();
        for (int i = 0; i < Math.min(STEPS, steps.size()); i++) {
            Label number = Texts.whole(Integer.toString(i + 1), "mono", "small", "muted");
            number.setMinWidth(18);
            HBox row = new HBox(8, number, Texts.wrapped(steps.get(i)));
            row.setAlignment(Pos.TOP_LEFT);
            plan.getChildren().add(row);
        }
        if (steps.size() > STEPS) {
            String more = Units.count(steps.size() - STEPS);
            plan.getChildren().add(Texts.wrapped(Messages.text("audit.plan.more", more), "muted"));
        }
        if (steps.isEmpty()) {
            plan.getChildren().add(Texts.line(Messages.text("audit.plan.none"), "muted"));
        }
        return plan;
    }

    void focusContent() {
        scroll.requestFocus();
    }

    boolean hasFocus() {
        return scroll.isFocusWithin();
    }
}
