package dev.belay.ui.fleet;

import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A cell of the fleet: nodes made once, filled anew when its target's row changes. */
final class FleetCell<N extends Node> extends TableCell<FleetItem, FleetRow> {
    private final N node;
    private final BiConsumer<N, FleetRow> fill;

    private FleetCell(N node, BiConsumer<N, FleetRow> fill) {
        this.node = node;
        this.fill = fill;
    }

    static <N extends Node> TableColumn<FleetItem, FleetRow> column(
            String title,
            double width,
            Comparator<FleetRow> order,
            Supplier<N> make,
            BiConsumer<N, FleetRow> fill) {
        TableColumn<FleetItem, FleetRow> column = new TableColumn<>(title);
        column.setCellValueFactory(c -> c.getValue().rowProperty());
        column.setCellFactory(c -> new FleetCell<>(make.get(), fill));
        column.setComparator(order);
        column.setPrefWidth(width);
        column.setReorderable(false);
        column.setResizable(false);
        return column;
    }

    @Override
    protected void updateItem(@Nullable FleetRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
        } else {
            fill.accept(node, row);
            setGraphic(node);
        }
    }
}
