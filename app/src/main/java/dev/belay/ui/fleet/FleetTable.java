package dev.belay.ui.fleet;

import dev.belay.ui.kit.Hold;
import dev.belay.watch.View;

import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.function.Consumer;

/** The table of the fleet: sorts by the model, opens a target by Enter or two clicks. */
final class FleetTable {
    private final TableView<FleetItem> table = new TableView<>();
    private final FleetModel model;
    private final Consumer<String> open;
    private final FleetColumns columns = new FleetColumns();

    FleetTable(FleetModel model, Consumer<String> open, Node placeholder) {
        this.model = model;
        this.open = open;
        table.getStyleClass().add("fleet-table");
        table.setItems(model.shown());
        table.getColumns().addAll(columns.all());
        table.setPlaceholder(placeholder);
        table.setRowFactory(t -> new Row());
        columns.happening.setSortType(TableColumn.SortType.DESCENDING);
        table.getSortOrder().add(columns.happening);
        table.setSortPolicy(t -> sort());
        // A vertical bar, where there is one, takes 9 px and would push the last column out.
        table.widthProperty().subscribe(_ -> share());
        model.shown().addListener((ListChangeListener<FleetItem>) _ -> share());
        new Hold(table, model::hold);
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void share() {
        columns.share(table.getWidth() - 10, model.shown().stream().map(FleetItem::row).toList());
    }

    Node node() {
        return table;
    }

    boolean selected() {
        return table.getSelectionModel().getSelectedItem() != null;
    }

    /** Puts the focus into the table, on its first line if none is chosen. */
    void enter() {
        if (!selected()) {
            table.getSelectionModel().selectFirst();
        }
        table.requestFocus();
    }

    /** Forgets the chosen line, so that lines move again. */
    void letGo() {
        table.getSelectionModel().clearSelection();
        table.getFocusModel().focus(-1);
    }

    private boolean sort() {
        Comparator<FleetRow> order = null;
        for (TableColumn<FleetItem, ?> column : table.getSortOrder()) {
            Comparator<FleetRow> by = comparator(column);
            order = order == null ? by : order.thenComparing(by);
        }
        showOrder();
        model.order(
                order == null
                        ? FleetModel.WORST_FIRST
                        : order.thenComparing(FleetModel.WORST_FIRST));
        return true;
    }

    /** The arrow stands behind the title, not at the far end of a wide column. */
    private void showOrder() {
        for (TableColumn<FleetItem, ?> column : table.getColumns()) {
            String title = column.getText().replaceAll(" [▴▾]$", "");
            boolean sorted = table.getSortOrder().contains(column);
            boolean down = column.getSortType() == TableColumn.SortType.DESCENDING;
            column.setText(sorted && !title.isEmpty() ? title + (down ? " ▾" : " ▴") : title);
            column.getStyleClass().remove("sorted");
            if (sorted) {
                column.getStyleClass().add("sorted");
            }
        }
    }

    @SuppressWarnings("unchecked") // every column of this table shows whole rows
    private static Comparator<FleetRow> comparator(TableColumn<FleetItem, ?> column) {
        Comparator<FleetRow> by = (Comparator<FleetRow>) column.getComparator();
        return column.getSortType() == TableColumn.SortType.DESCENDING ? by.reversed() : by;
    }

    private void key(KeyEvent event) {
        FleetItem chosen = table.getSelectionModel().getSelectedItem();
        if (event.getCode() == KeyCode.ENTER && chosen != null) {
            open.accept(chosen.row().name());
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN && chosen == null) {
            enter();
            event.consume();
        }
    }

    /** A line: tinted in an incident, grey where it is told from memory. */
    private final class Row extends TableRow<FleetItem> {
        private final javafx.beans.value.ChangeListener<FleetRow> again =
                (of, old, now) -> style(now);

        Row() {
            itemProperty()
                    .addListener(
                            (of, old, now) -> {
                                if (old != null) {
                                    old.rowProperty().removeListener(again);
                                }
                                if (now != null) {
                                    now.rowProperty().addListener(again);
                                }
                                style(now == null ? null : now.row());
                            });
            setOnMouseClicked(
                    e -> {
                        FleetItem item = getItem();
                        if (item != null
                                && e.getButton() == MouseButton.PRIMARY
                                && e.getClickCount() == 2) {
                            open.accept(item.row().name());
                        }
                    });
        }

        private void style(@Nullable FleetRow row) {
            set("incident", row != null && row.condition() == View.Condition.FAILING);
            set("stale-row", row != null && row.stale());
        }

        private void set(String styleClass, boolean on) {
            if (on != getStyleClass().contains(styleClass)) {
                if (on) {
                    getStyleClass().add(styleClass);
                } else {
                    getStyleClass().remove(styleClass);
                }
            }
        }
    }
}
