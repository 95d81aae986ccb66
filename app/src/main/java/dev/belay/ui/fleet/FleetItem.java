package dev.belay.ui.fleet;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A target's place in the table: it stays the same while its row changes. */
final class FleetItem {
    private final ReadOnlyObjectWrapper<FleetRow> row;

    FleetItem(FleetRow row) {
        this.row = new ReadOnlyObjectWrapper<>(row);
    }

    ReadOnlyObjectProperty<FleetRow> rowProperty() {
        return row.getReadOnlyProperty();
    }

    FleetRow row() {
        return row.get();
    }

    void show(FleetRow next) {
        row.set(next);
    }
}
