package dev.belay.ui.audit;

import dev.belay.message.Messages;
import dev.belay.operation.AuditLine;
import dev.belay.target.Environment;
import dev.belay.ui.kit.Columns;
import dev.belay.ui.kit.EnvironmentTag;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.kit.Times;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** The lines of the audit, the newest first; a line that is not as it was written is tinted. */
final class AuditTable extends TableView<AuditLine> {
    private static final Duration WEEK = Duration.ofDays(6);
    private static final double DAY = 84;
    private static final double DATE = 122;
    private static final int MINUTES = "2026-11-09 04:56".length();

    private final ObservableList<AuditLine> lines = FXCollections.observableArrayList();
    private final LongPredicate broken;
    private final Clock clock;

    /**
     * @param broken true for the number of a line that was changed
     */
    AuditTable(LongPredicate broken, Clock clock) {
        this.broken = broken;
        this.clock = clock;
        setItems(lines);
        setFixedCellSize(26);
        getStyleClass().add("audit-table");
        Comparator<AuditLine> none = (_, _) -> 0;
        List<TableColumn<AuditLine, AuditLine>> columns =
                List.of(
                        Columns.text(text("time"), DAY, l -> time(l.at()), "muted", "first"),
                        Columns.text(text("target"), 112, AuditLine::target, "strong"),
                        Columns.node("", 66, Marks::new, Marks::show, none),
                        Columns.text(text("operation"), 76, AuditLine::operation),
                        Columns.node(text("event"), 112, EventCell::new, EventCell::show, none),
                        Columns.text(text("who"), 120, l -> l.user() + "@" + l.host(), "muted"),
                        Columns.text(text("outcome"), 190, AuditLine::outcome));
        // Pages follow each other by time; any other order would be one of those that were read.
        columns.forEach(c -> c.setSortable(false));
        getColumns().addAll(columns);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        setRowFactory(t -> new Row());
    }

    private static String text(String name) {
        return Messages.text("audit.column." + name);
    }

    /** Whom a day is not enough: the minute stands there however long ago it was. */
    private String time(Instant at) {
        return near(at) ? Times.text(at, clock.instant()) : Times.full(at).substring(0, MINUTES);
    }

    private boolean near(Instant at) {
        return Duration.between(at, clock.instant()).abs().compareTo(WEEK) < 0;
    }

    /**
     * Shows other lines; the chosen one stays chosen where it is still there, and stays in sight.
     *
     * @param first true to choose the first one instead
     */
    void show(List<AuditLine> now, boolean first) {
        AuditLine chosen = first ? null : getSelectionModel().getSelectedItem();
        int before = getSelectionModel().getSelectedIndex();
        lines.setAll(now);
        boolean near = now.isEmpty() || near(now.getLast().at());
        getColumns().getFirst().setPrefWidth(near ? DAY : DATE);
        int index =
                chosen == null
                        ? -1
                        : Collections.binarySearch(
                                now,
                                chosen,
                                Comparator.comparingLong(AuditLine::number).reversed());
        if (index >= 0) {
            getSelectionModel().select(index);
            if (index != before) {
                scrollTo(Math.max(0, index - 1));
            }
        } else if (!lines.isEmpty()) {
            getSelectionModel().select(0);
            scrollTo(0);
        }
    }

    private static final class Marks extends StackPane {
        private final Map<Environment, EnvironmentTag> tags = new EnumMap<>(Environment.class);

        Marks() {
            setAlignment(Pos.CENTER_LEFT);
        }

        void show(AuditLine line) {
            Stream.of(Environment.values())
                    .filter(e -> e.id().equals(line.environment()))
                    .findFirst()
                    .map(e -> tags.computeIfAbsent(e, EnvironmentTag::inTable))
                    .ifPresentOrElse(getChildren()::setAll, getChildren()::clear);
        }
    }

    private static final class EventCell extends HBox {
        private final StatusIcon icon = new StatusIcon(StatusIcon.Kind.NOTE);
        private final Label word = Texts.whole("");

        EventCell() {
            super(7);
            setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(icon, word);
        }

        void show(AuditLine line) {
            Look look = Look.of(line.event());
            icon.show(look.kind());
            word.setText(look.word());
            word.getStyleClass().setAll("label", look.tone());
        }
    }

    private final class Row extends TableRow<AuditLine> {
        @Override
        protected void updateItem(@Nullable AuditLine line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().remove("incident");
            if (!empty && line != null && broken.test(line.number())) {
                getStyleClass().add("incident");
            }
        }
    }
}
