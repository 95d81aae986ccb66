package dev.belay.ui.sessions;

import dev.belay.message.Messages;
import dev.belay.ui.kit.FilterField;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.function.Consumer;

/** How many are connected, which of them are shown, and by what they are put together. */
final class SessionsBar extends VBox {
    private final Label count = Texts.whole("", "strong");
    private final Label more = Texts.withWhole(Texts.line("", "muted"));
    private final Label fault = Texts.wrapped("", "validation");
    private final MenuButton groups = new MenuButton();
    private final FilterField filter;

    SessionsBar(Consumer<String> filtered, Runnable leave, Consumer<Grouping> grouped) {
        super(5);
        setPadding(new Insets(9, 12, 7, 12));
        filter = new FilterField(Messages.text("sessions.filter"), filtered, leave);
        filter.setPrefWidth(440);
        filter.setMaxWidth(440);
        for (Grouping each : Grouping.values()) {
            MenuItem item = new MenuItem(each.words());
            item.setOnAction(e -> grouped.accept(each));
            groups.getItems().add(item);
        }
        groups.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        more.setMinWidth(0);
        HBox row = new HBox(8, count, more, gap, filter, groups);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(row, fault);
        fault("");
    }

    void show(String first, String rest, Grouping by) {
        count.setText(first);
        more.setText(rest);
        groups.setText(by.words());
    }

    /** What of the filter is not understood; empty if all is. */
    void fault(String words) {
        fault.setText(words);
        fault.setVisible(!words.isEmpty());
        fault.setManaged(!words.isEmpty());
    }

    FilterField filter() {
        return filter;
    }
}
