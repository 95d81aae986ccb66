package dev.belay.ui.kit;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Columns of Belay's tables: text at the left, numbers at the right with a muted unit. */
public final class Columns {
    private Columns() {}

    /** Text that is cut with …, the whole of it in a tooltip. */
    public static <T> TableColumn<T, T> text(
            String title, double width, Function<T, String> text, String... styleClasses) {
        TableColumn<T, T> column = column(title, width, styleClasses);
        column.setComparator(Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER));
        column.setCellFactory(c -> new TextCell<>(text));
        return column;
    }

    /**
     * A number in the mono font.
     *
     * @param text the number, then a space and its unit where it has one: {@code 41 ms}
     * @param order what it is sorted by
     */
    public static <T> TableColumn<T, T> number(
            String title,
            double width,
            Function<T, String> text,
            Comparator<T> order,
            String... styleClasses) {
        TableColumn<T, T> column = column(title, width, styleClasses);
        column.getStyleClass().add("number");
        column.setComparator(order);
        column.setCellFactory(
                c ->
                        new NodeCell<T, NumberText>(
                                NumberText::new, (n, row) -> n.show(text.apply(row))));
        return column;
    }

    /** A drawing or several nodes, made once a cell and filled anew for each row it shows. */
    public static <T, N extends Node> TableColumn<T, T> node(
            String title,
            double width,
            Supplier<N> make,
            BiConsumer<N, T> fill,
            Comparator<T> order,
            String... styleClasses) {
        TableColumn<T, T> column = column(title, width, styleClasses);
        column.setComparator(order);
        column.setCellFactory(c -> new NodeCell<>(make, fill));
        return column;
    }

    private static <T> TableColumn<T, T> column(
            String title, double width, String... styleClasses) {
        TableColumn<T, T> column = new TableColumn<>(title);
        column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(c.getValue()));
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 40));
        column.setReorderable(false);
        column.getStyleClass().addAll(styleClasses);
        return column;
    }

    /** A number and its unit, right-aligned by its cell. */
    public static final class NumberText extends HBox {
        private final Text number = new Text();
        private final Text unit = new Text();

        public NumberText() {
            getStyleClass().add("number-text");
            number.getStyleClass().add("number-value");
            unit.getStyleClass().add("number-unit");
            getChildren().addAll(number, unit);
            setAlignment(Pos.CENTER_RIGHT);
        }

        /** Units stand after the first space: {@code 6 min 18 s} stays whole. */
        public void show(String text) {
            int space = text.indexOf(' ');
            boolean oneUnit = space > 0 && text.indexOf(' ', space + 1) < 0;
            number.setText(oneUnit ? text.substring(0, space) : text);
            unit.setText(oneUnit ? text.substring(space) : "");
        }
    }

    private static final class TextCell<T> extends TableCell<T, T> {
        private final Function<T, String> text;
        private final Tooltip whole = new Tooltip();

        TextCell(Function<T, String> text) {
            this.text = text;
            whole.setWrapText(true);
            whole.setMaxWidth(560);
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            String shown = empty || item == null ? "" : text.apply(item);
            setText(shown);
            if (shown.isEmpty()) {
                setTooltip(null);
            } else {
                whole.setText(shown);
                setTooltip(whole);
            }
        }
    }

    private static final class NodeCell<T, N extends Node> extends TableCell<T, T> {
        private final N node;
        private final BiConsumer<N, T> fill;

        NodeCell(Supplier<N> make, BiConsumer<N, T> fill) {
            this.node = make.get();
            this.fill = fill;
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
            } else {
                fill.accept(node, item);
                setGraphic(node);
            }
        }
    }
}
