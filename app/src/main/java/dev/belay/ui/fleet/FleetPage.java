package dev.belay.ui.fleet;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.FilterField;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.Set;
import java.util.function.Consumer;

/** The fleet's chips, filter and table, bound to its model. */
final class FleetPage extends BorderPane {
    private final FleetModel model;
    private final FleetTable table;
    private final Chips chips;
    private final VBox nothing;
    private final TextField filter = new TextField();

    FleetPage(FleetModel model, Consumer<String> open, Runnable add) {
        this.model = model;
        this.chips = new Chips(model);
        this.nothing = nothing();
        this.table = new FleetTable(model, open, nothing);
        getStyleClass().add("fleet");
        setTop(bar(add));
        setCenter(table.node());
        filter.textProperty().bindBidirectional(model.filter());
    }

    private Region bar(Runnable add) {
        filter.setPromptText(Messages.text("fleet.filter"));
        filter.getStyleClass().add("search");
        FilterField.leaveByKeys(filter, table::enter);
        Icon glass = new Icon(Icon.Shape.SEARCH);
        Label slash = Texts.key("/");
        slash.setMouseTransparent(true);
        StackPane search = new StackPane(filter, glass, slash);
        StackPane.setAlignment(glass, Pos.CENTER_LEFT);
        StackPane.setMargin(glass, new Insets(0, 0, 0, 8));
        StackPane.setAlignment(slash, Pos.CENTER_RIGHT);
        StackPane.setMargin(slash, new Insets(0, 8, 0, 0));
        search.setMinWidth(240);
        search.setMaxWidth(240);
        Button more = Buttons.plain(Messages.text("fleet.add"), add);
        more.setGraphic(new Icon(Icon.Shape.PLUS));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(8, chips, gap, search, more);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setPadding(new Insets(9, 12, 9, 12));
        return bar;
    }

    private VBox nothing() {
        Label words = Texts.line(Messages.text("fleet.none"), "muted");
        Button clear = Buttons.plain(Messages.text("fleet.clear"), this::clear);
        VBox nothing = new VBox(12, words, clear);
        nothing.setAlignment(Pos.CENTER);
        return nothing;
    }

    void clear() {
        model.filter().set("");
        model.conditions().set(Set.of());
    }

    /** Shows what the model counts. */
    void update() {
        chips.update();
        nothing.setVisible(model.size() > 0);
    }

    boolean filtered() {
        return !model.filter().get().isEmpty() || !model.conditions().get().isEmpty();
    }

    void focusTable() {
        table.node().requestFocus();
    }

    void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }

    /** Leaves filter and chosen line; false if there was neither. */
    boolean escape() {
        boolean had = filtered() || table.selected();
        if (filter.isFocused()) {
            focusTable();
        }
        clear();
        table.letGo();
        return had;
    }
}
