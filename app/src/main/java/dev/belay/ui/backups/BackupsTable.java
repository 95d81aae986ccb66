package dev.belay.ui.backups;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Columns;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/** What is kept and what failed, a line each, the newest first. */
final class BackupsTable extends TableView<Line> {
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final Clock clock;
    private boolean stale;

    BackupsTable(Clock clock) {
        this.clock = clock;
        setItems(lines);
        setFixedCellSize(26);
        getStyleClass().add("backups-table");
        TableColumn<Line, Line> taken =
                Columns.text(text("taken"), 98, this::taken, "first", "taken");
        taken.setComparator(Comparator.comparing(Line::taken));
        getColumns()
                .addAll(
                        List.of(
                                taken,
                                Columns.number(
                                        text("size"),
                                        70,
                                        Line::size,
                                        Comparator.comparingLong(Line::bytes)),
                                Columns.text(text("schema"), 58, Line::schema, "mono", "muted"),
                                Columns.node(
                                        text("proof"),
                                        168,
                                        ProofCell::new,
                                        ProofCell::show,
                                        Comparator.comparing(Line::kind)
                                                .thenComparing(Line::standing)),
                                Columns.text(text("reason"), 92, Line::why, "muted"),
                                Columns.node(
                                        "",
                                        28,
                                        Lock::new,
                                        Lock::show,
                                        Comparator.comparing(Line::encrypted))));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        taken.setSortType(TableColumn.SortType.DESCENDING);
        getSortOrder().add(taken);
        setRowFactory(t -> new Row());
    }

    private static String text(String name) {
        return Messages.text("backups.head." + name);
    }

    private String taken(Line line) {
        return Taken.text(line.taken(), clock.instant());
    }

    /** Shows other lines, in the order that was chosen. */
    void show(List<Line> now) {
        lines.setAll(now);
        sort();
    }

    /** Greys all, as what was read long ago. */
    void stale(boolean now) {
        if (stale != now) {
            stale = now;
            refresh();
        }
    }

    private static final class ProofCell extends HBox {
        private final StatusIcon icon = new StatusIcon(StatusIcon.Kind.NOTE);
        private final Label word = Texts.withWhole(Texts.line(""));
        private final Label time = Texts.whole("", "mono", "muted");

        ProofCell() {
            super(7);
            setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(icon, word, time);
        }

        void show(Line line) {
            icon.show(line.kind());
            word.setText(line.standing());
            word.getStyleClass().setAll("label", line.colour());
            time.setText(line.restoreTime());
        }
    }

    private static final class Lock extends StackPane {
        private final StatusIcon icon = new StatusIcon(StatusIcon.Kind.LOCK);

        Lock() {
            Tooltip.install(this, new Tooltip(Messages.text("backups.encrypted")));
            getChildren().add(icon);
        }

        void show(Line line) {
            setVisible(line.encrypted());
        }
    }

    private final class Row extends TableRow<Line> {
        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().remove("stale-row");
            if (!empty && line != null && stale) {
                getStyleClass().add("stale-row");
            }
        }
    }
}
