package dev.belay.ui.sessions;

import dev.belay.ui.kit.FastTable;

import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** The sessions as a table that somebody arranges as they like it. */
final class SessionsTable {
    /** Room for the scroll bar and the button of the columns. */
    private static final double SCROLL = 12;

    private final SessionTable model;
    private final Arrangement arrangement;
    private final FastTable<SessionRow> table;
    private boolean squeezed;
    private boolean squeezing;

    SessionsTable(
            SessionTable model, Arrangement arrangement, Consumer<@Nullable SessionRow> choice) {
        this.model = model;
        this.arrangement = arrangement;
        table = new FastTable<>(SessionRow::key, choice);
        table.getStyleClass().add("sessions-table");
        SessionColumns.fill(table, arrangement);
        table.conditions(Set.of("group", "gone"), SessionsTable::conditions);
        table.setTableMenuButtonVisible(true);
        table.setColumnResizePolicy(FastTable.UNCONSTRAINED_RESIZE_POLICY);
        model.sort(arrangement.sort(), arrangement.reverse());
        model.group(arrangement.group());
        follow();
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        table.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
    }

    FastTable<SessionRow> node() {
        return table;
    }

    private static Set<String> conditions(SessionRow row) {
        Set<String> all = new HashSet<>();
        if (row instanceof SessionRow.Group) {
            all.add("group");
        }
        if (row instanceof SessionRow.One one && one.gone()) {
            all.add("gone");
        }
        return all;
    }

    /** Whatever is done to the columns is remembered. */
    private void follow() {
        for (TableColumn<Integer, ?> column : table.getColumns()) {
            Field field = field(column);
            column.widthProperty().subscribe((a, b) -> width(column, field));
            column.visibleProperty()
                    .subscribe(
                            seen -> {
                                if (!squeezing) {
                                    arrangement.hide(field, !seen);
                                }
                            });
            if (field == arrangement.sort()) {
                column.setSortType(
                        arrangement.reverse()
                                ? TableColumn.SortType.DESCENDING
                                : TableColumn.SortType.ASCENDING);
                table.getSortOrder().add(column);
            }
        }
        table.getColumns()
                .addListener(
                        (ListChangeListener<TableColumn<Integer, ?>>)
                                change ->
                                        arrangement.order(
                                                table.getColumns().stream()
                                                        .map(SessionsTable::field)
                                                        .toList()));
        table.setSortPolicy(t -> sorted());
        table.widthProperty().subscribe((a, b) -> stretch());
        table.getVisibleLeafColumns()
                .addListener((ListChangeListener<TableColumn<Integer, ?>>) change -> stretch());
    }

    /** The query takes what room the others leave. */
    private void stretch() {
        double others = 0;
        TableColumn<Integer, ?> last = null;
        for (TableColumn<Integer, ?> column : table.getVisibleLeafColumns()) {
            if (field(column) == Field.QUERY) {
                last = column;
            } else {
                others += column.getWidth();
            }
        }
        if (last != null) {
            last.setPrefWidth(Math.max(Field.QUERY.width(), table.getWidth() - others - SCROLL));
        }
    }

    /** That width nobody chose. */
    private void width(TableColumn<Integer, ?> column, Field field) {
        if (field != Field.QUERY && column.getWidth() > 0) {
            arrangement.width(field, Math.rint(column.getWidth()));
            stretch();
        }
    }

    private static Field field(TableColumn<Integer, ?> column) {
        return Field.valueOf(column.getId().toUpperCase(Locale.ROOT));
    }

    private boolean sorted() {
        List<TableColumn<Integer, ?>> order = table.getSortOrder();
        Field by = order.isEmpty() ? Field.STATE : field(order.getFirst());
        boolean backwards =
                !order.isEmpty()
                        && order.getFirst().getSortType() == TableColumn.SortType.DESCENDING;
        arrangement.sort(by, backwards);
        model.sort(by, backwards);
        table.show(model.rows());
        return true;
    }

    /** Leaves out what the details beside it tell as well, or shows all again. */
    void squeeze(boolean now) {
        if (now == squeezed) {
            return;
        }
        squeezed = now;
        squeezing = true;
        for (TableColumn<Integer, ?> column : table.getColumns()) {
            Field field = field(column);
            if (field.spare()) {
                column.setVisible(!now && !arrangement.hidden().contains(field));
            }
        }
        squeezing = false;
    }

    void group(Grouping by) {
        arrangement.group(by);
        model.group(by);
        table.show(model.rows());
    }

    private void key(KeyEvent event) {
        boolean fold =
                event.getCode() == KeyCode.LEFT
                        || event.getCode() == KeyCode.RIGHT
                        || event.getCode() == KeyCode.ENTER;
        if (fold && table.chosen() instanceof SessionRow.Group group) {
            if (event.getCode() == KeyCode.ENTER
                    || group.open() == (event.getCode() == KeyCode.LEFT)) {
                toggle(group);
            }
            event.consume();
        }
    }

    private void click(MouseEvent event) {
        if (event.getClickCount() == 2 && table.chosen() instanceof SessionRow.Group group) {
            toggle(group);
        }
    }

    private void toggle(SessionRow.Group group) {
        model.toggle(group);
        table.show(model.rows());
    }
}
