package dev.belay.ui.kit;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A table whose rows are read anew again and again: the cells in sight are filled in place, the
 * chosen row is known again by its identity, and nothing is made for rows that nobody sees.
 */
public final class FastTable<T> extends TableView<Integer> {
    private static final double ROW = 26;

    private final Numbers places = new Numbers();
    private final List<WeakReference<Filled>> filled = new ArrayList<>();
    private final Function<T, Object> identity;
    private final Consumer<@Nullable T> choice;
    private Function<T, Set<String>> conditions = row -> Set.of();
    private List<PseudoClass> possible = List.of();
    private List<T> rows = List.of();
    private @Nullable Object chosen;
    private boolean showing;

    /** What a row in sight is filled by. */
    private interface Filled {
        void fill();
    }

    /**
     * @param identity what tells a row from the others, the next time as well
     * @param choice hears of the row that a person chose, or of none
     */
    public FastTable(Function<T, Object> identity, Consumer<@Nullable T> choice) {
        this.identity = identity;
        this.choice = choice;
        setItems(places);
        setFixedCellSize(ROW);
        setRowFactory(t -> new Row());
        // Sorting is the model's.
        setSortPolicy(t -> true);
        getSelectionModel().selectedIndexProperty().subscribe(this::chose);
    }

    /**
     * Which pseudo-classes a row has, of those named.
     *
     * @param all every one there is
     */
    public void conditions(Set<String> all, Function<T, Set<String>> of) {
        conditions = of;
        possible = all.stream().map(PseudoClass::getPseudoClass).toList();
    }

    /** A column of text, cut with … where it does not fit, the whole of it in a tooltip. */
    public TableColumn<Integer, Integer> text(
            String id, String title, double width, Function<T, String> text, String... classes) {
        TableColumn<Integer, Integer> column = column(id, title, width, classes);
        column.setCellFactory(c -> new TextCell(text));
        return column;
    }

    /** A column of nodes, made once a cell and filled anew for each row it shows. */
    public <N extends Node> TableColumn<Integer, Integer> node(
            String id,
            String title,
            double width,
            Supplier<N> make,
            BiConsumer<N, T> fill,
            String... classes) {
        TableColumn<Integer, Integer> column = column(id, title, width, classes);
        column.setCellFactory(c -> new NodeCell<>(make.get(), fill));
        return column;
    }

    private TableColumn<Integer, Integer> column(
            String id, String title, double width, String... classes) {
        TableColumn<Integer, Integer> column = new TableColumn<>(title);
        column.setId(id);
        column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(c.getValue()));
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 40));
        column.setReorderable(false);
        column.setSortable(false);
        column.getStyleClass().addAll(classes);
        getColumns().add(column);
        return column;
    }

    /** Shows these rows in this order; the chosen one stays chosen, wherever it is now. */
    public void show(List<T> now) {
        rows = now;
        showing = true;
        try {
            places.length(now.size());
            int at = find(chosen);
            if (at < 0) {
                getSelectionModel().clearSelection();
            } else if (getSelectionModel().getSelectedIndex() != at) {
                getSelectionModel().clearAndSelect(at);
            }
        } finally {
            showing = false;
        }
        refill();
    }

    /** Fills the rows in sight anew. */
    public void refill() {
        filled.removeIf(cell -> cell.get() == null);
        for (WeakReference<Filled> cell : filled) {
            Filled one = cell.get();
            if (one != null) {
                one.fill();
            }
        }
    }

    private int find(@Nullable Object wanted) {
        if (wanted == null) {
            return -1;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (wanted.equals(identity.apply(rows.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    private void chose(@Nullable Number before, Number at) {
        if (!showing) {
            T row = at(at.intValue());
            if (row != null) {
                chosen = identity.apply(row);
                choice.accept(row);
            }
        }
    }

    /** Chooses a row by its identity and brings it into sight; false if it is not there. */
    public boolean choose(Object wanted) {
        int at = find(wanted);
        if (at < 0) {
            return false;
        }
        getSelectionModel().clearAndSelect(at);
        scrollTo(Math.max(0, at - 2));
        return true;
    }

    /** Nothing is chosen, and nothing was. */
    public void forget() {
        chosen = null;
        getSelectionModel().clearSelection();
    }

    /** The chosen row, or null if there is none now. */
    public @Nullable T chosen() {
        return at(find(chosen));
    }

    /** The identity of the row chosen last, which may have gone since; null if none ever was. */
    public @Nullable Object chosenIdentity() {
        return chosen;
    }

    public List<T> rows() {
        return rows;
    }

    private @Nullable T at(int index) {
        return index < 0 || index >= rows.size() ? null : rows.get(index);
    }

    private @Nullable T of(IndexedCell<Integer> cell) {
        return cell.isEmpty() || cell.getItem() == null ? null : at(cell.getItem());
    }

    private final class Row extends TableRow<Integer> implements Filled {
        Row() {
            filled.add(new WeakReference<>(this));
        }

        @Override
        protected void updateItem(@Nullable Integer place, boolean empty) {
            super.updateItem(place, empty);
            fill();
        }

        @Override
        public void fill() {
            T row = of(this);
            Set<String> now = row == null ? Set.of() : conditions.apply(row);
            for (PseudoClass each : possible) {
                pseudoClassStateChanged(each, now.contains(each.getPseudoClassName()));
            }
        }
    }

    /** A cell that is filled by the row it stands for, again and again. */
    private abstract class Cell extends TableCell<Integer, Integer> implements Filled {
        Cell() {
            filled.add(new WeakReference<>(this));
        }

        @Override
        protected final void updateItem(@Nullable Integer place, boolean empty) {
            super.updateItem(place, empty);
            fill();
        }

        @Override
        public final void fill() {
            fill(of(this));
        }

        abstract void fill(@Nullable T row);
    }

    private final class TextCell extends Cell {
        private final Function<T, String> text;
        private final Tooltip whole = new Tooltip();

        TextCell(Function<T, String> text) {
            this.text = text;
            whole.setWrapText(true);
            whole.setMaxWidth(560);
            whole.setOnShowing(e -> whole.setText(getText()));
        }

        @Override
        void fill(@Nullable T row) {
            String now = row == null ? "" : text.apply(row);
            if (!Objects.equals(now, getText())) {
                setText(now);
                setTooltip(now.isEmpty() ? null : whole);
            }
        }
    }

    private final class NodeCell<N extends Node> extends Cell {
        private final N node;
        private final BiConsumer<N, T> fill;

        NodeCell(N node, BiConsumer<N, T> fill) {
            this.node = node;
            this.fill = fill;
        }

        @Override
        void fill(@Nullable T row) {
            if (row == null) {
                setGraphic(null);
                return;
            }
            fill.accept(node, row);
            if (getGraphic() == null) {
                setGraphic(node);
            }
        }
    }
}
