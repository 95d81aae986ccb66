package dev.belay.ui.backups;

import dev.belay.backup.Manifest;
import dev.belay.message.Messages;
import dev.belay.operation.Finding;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Columns;
import dev.belay.ui.kit.Texts;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/** The tables of a backup beside those of its target now, and what a restore would lose. */
final class HeldTables extends VBox {
    private final Label title = Texts.whole("", "semibold");
    private final Label lost = Texts.withWhole(Texts.line("", "muted"));
    private final Button compare;
    private final ObservableList<HeldRow> rows = FXCollections.observableArrayList();
    private final TableView<HeldRow> table = new TableView<>(rows);

    /**
     * @param ask compares the chosen backup with the target
     */
    HeldTables(Runnable ask) {
        compare = Buttons.plain(Messages.text("backups.way.compare"), ask);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(10, title, lost, gap, compare);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPadding(new Insets(8, 12, 6, 14));
        table.setFixedCellSize(26);
        table.getStyleClass().add("held-table");
        table.setPlaceholder(Texts.wrapped(Messages.text("backups.held.none"), "muted"));
        table.getColumns()
                .addAll(
                        List.of(
                                Columns.text(text("table"), 210, HeldRow::table, "mono", "first"),
                                Columns.number(
                                        text("then"),
                                        110,
                                        HeldRow::thenText,
                                        Comparator.comparing(
                                                HeldRow::then,
                                                Comparator.nullsFirst(Comparator.naturalOrder()))),
                                Columns.number(
                                        text("now"),
                                        110,
                                        HeldRow::nowText,
                                        Comparator.comparing(
                                                HeldRow::now,
                                                Comparator.nullsFirst(Comparator.naturalOrder()))),
                                lost()));
        double[] widest = {340, 120, 120, 150};
        for (int i = 0; i < widest.length; i++) {
            table.getColumns().get(i).setMaxWidth(widest[i]);
        }
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(head, table);
    }

    private static String text(String name) {
        return Messages.text("backups.held." + name);
    }

    private static TableColumn<HeldRow, HeldRow> lost() {
        TableColumn<HeldRow, HeldRow> column =
                Columns.text(text("lost"), 130, HeldRow::lostText, "number", "last");
        column.setComparator(Comparator.comparingLong(HeldRow::lost));
        column.setCellFactory(c -> new LostCell());
        return column;
    }

    /** What the backup holds; the target was not asked. */
    void show(Manifest manifest) {
        long all = manifest.rows().values().stream().mapToLong(Long::longValue).sum();
        title.setText(Messages.text("backups.held", manifest.rows().size(), all));
        lost.setText("");
        fill(HeldRow.of(manifest));
    }

    /**
     * What the target holds beside it.
     *
     * @param age of the backup
     */
    void show(Finding.Beside beside, String age) {
        List<HeldRow> both = HeldRow.of(beside);
        long gone = both.stream().mapToLong(HeldRow::lost).sum();
        lost.setText(
                Messages.text(
                        gone == 0
                                ? "backups.lost.rows.none"
                                : beside.counted() ? "backups.lost.rows" : "backups.lost.about",
                        age,
                        gone));
        fill(both);
    }

    private void fill(List<HeldRow> now) {
        boolean compared = now.stream().anyMatch(HeldRow::compared);
        table.getColumns().stream().skip(2).forEach(column -> column.setVisible(compared));
        rows.setAll(now);
        table.sort();
        table.scrollTo(0);
    }

    /** Says that the target is asked, or why it did not tell. */
    void tell(String words) {
        lost.setText(words);
    }

    void offer(boolean on) {
        compare.setDisable(!on);
    }

    private static final class LostCell extends TableCell<HeldRow, HeldRow> {
        @Override
        protected void updateItem(@Nullable HeldRow row, boolean empty) {
            super.updateItem(row, empty);
            setText(empty || row == null ? "" : row.lostText());
            getStyleClass().removeAll("warn-text", "muted");
            getStyleClass().add(row != null && row.lost() > 0 ? "warn-text" : "muted");
        }
    }
}
