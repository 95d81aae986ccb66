package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.ui.kit.FilterField;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.session.Frozen;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/** How many are connected, which of them are shown, and by what they are put together. */
final class SessionsBar extends VBox {
    private final Label count = Texts.whole("", "strong");
    private final Label more = Texts.withWhole(Texts.line("", "muted"));
    private final Label fault = Texts.wrapped("", "validation");
    private final MenuButton groups = new MenuButton();
    private final MenuButton together = new MenuButton();
    private final MenuItem terminate = new MenuItem();
    private final MenuItem cancel = new MenuItem();
    private final MenuItem left = new MenuItem();
    private final Button freeze;
    private final FilterField filter;

    SessionsBar(
            Consumer<String> filtered,
            Runnable leave,
            Consumer<Grouping> grouped,
            Consumer<Boolean> ended,
            Runnable toggle) {
        super(5);
        setPadding(new Insets(9, 12, 7, 12));
        filter = new FilterField(Messages.text("sessions.filter"), filtered, leave);
        filter.setPrefWidth(360);
        filter.setMaxWidth(440);
        terminate.setOnAction(e -> ended.accept(true));
        cancel.setOnAction(e -> ended.accept(false));
        left.setDisable(true);
        together.getItems().addAll(terminate, cancel, left);
        together.setMinWidth(Region.USE_PREF_SIZE);
        freeze = Frozen.freeze(toggle);
        for (Grouping each : Grouping.values()) {
            MenuItem item = new MenuItem(each.words());
            item.setOnAction(e -> grouped.accept(each));
            groups.getItems().add(item);
        }
        groups.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        // The field gives way before the number does.
        more.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(8, count, more, gap, filter, together, groups, freeze);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(row, fault);
        fault("");
        show(new Together(List.of()), false);
    }

    /**
     * What can be done with all that are shown.
     *
     * @param filtered whether they are chosen by a filter
     */
    void show(Together all, boolean filtered) {
        boolean there = filtered && !all.fitting().isEmpty();
        together.setVisible(there);
        together.setManaged(there);
        if (there && !together.isShowing()) {
            together.setText(Together.text("all", all.fitting().size()));
            show(terminate, all, true);
            show(cancel, all, false);
            left.setText(all.left());
            left.setVisible(!all.left().isEmpty());
        }
    }

    private static void show(MenuItem item, Together all, boolean end) {
        String off = all.off(end);
        item.setText(off.isEmpty() ? all.title(end) : off);
        item.setDisable(!off.isEmpty());
    }

    /** What stands still cannot be frozen again. */
    void frozen(boolean still) {
        freeze.setDisable(still);
    }

    /**
     * How many there are.
     *
     * @param all null where that is not known
     * @param server false for a file, which has processes
     */
    void show(@Nullable List<Activity> all, SessionTable model, boolean server) {
        String total = server ? "sessions.total" : "sessions.processes";
        boolean some = all != null && model.matching() != all.size();
        count.setText(all == null ? "" : Messages.text(total, all.size()));
        more.setText(some ? Messages.text("sessions.shown", Units.count(model.matching())) : "");
        groups.setText(model.grouping().words());
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
