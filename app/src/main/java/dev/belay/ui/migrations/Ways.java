package dev.belay.ui.migrations;

import dev.belay.history.History;
import dev.belay.message.Messages;
import dev.belay.operation.Request;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.migrations.MigrationsModel.Line;

import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/** The ways to change the target: two buttons for the usual ones, a menu for the others. */
final class Ways extends HBox {
    private static final double ROOM_FOR_TWO = 640;
    private static final double ROOM_FOR_ONE = 520;

    private final Consumer<Request> plan;
    private final ContextMenu others = new ContextMenu();
    private final Button more =
            Buttons.plain(Messages.text("migrations.way.more"), this::showOthers);
    private List<Offer> offers = List.of();
    private int buttons = 2;

    Ways(Consumer<Request> plan) {
        super(6);
        this.plan = plan;
        setMinWidth(USE_PREF_SIZE);
        more.setGraphic(new Icon(Icon.Shape.CHEVRON));
        more.setContentDisplay(ContentDisplay.RIGHT);
        show(null, null);
    }

    /**
     * @param chosen the line that versions are taken from
     */
    void show(@Nullable History history, @Nullable Line chosen) {
        List<Offer> now = Offer.of(history, chosen);
        if (now.equals(offers)) {
            return;
        }
        offers = now;
        fill();
    }

    /** Moves buttons into the menu where the page is narrow. */
    void room(double width) {
        int fit = width >= ROOM_FOR_TWO ? 2 : width >= ROOM_FOR_ONE ? 1 : 0;
        if (fit != buttons) {
            buttons = fit;
            fill();
        }
    }

    private void fill() {
        getChildren().setAll(offers.stream().limit(buttons).map(this::button).toList());
        others.getItems().setAll(offers.stream().skip(buttons).map(this::item).toList());
        getChildren().add(more);
    }

    private void showOthers() {
        others.show(more, Side.BOTTOM, 0, 2);
    }

    List<Action> actions() {
        return offers.stream()
                .map(
                        offer ->
                                new Action(
                                        offer.title(),
                                        offer.keys(),
                                        offer::whyOff,
                                        () -> plan.accept(offer.request())))
                .toList();
    }

    private StackPane button(Offer offer) {
        Button button = Buttons.plain(offer.title(), () -> plan.accept(offer.request()));
        button.setDisable(!offer.whyOff().isEmpty());
        StackPane holder = new StackPane(button);
        if (button.isDisabled()) {
            // A disabled button has no tooltip of its own.
            Tooltip.install(holder, new Tooltip(offer.whyOff()));
        }
        return holder;
    }

    private MenuItem item(Offer offer) {
        boolean on = offer.whyOff().isEmpty();
        String title =
                on
                        ? offer.title()
                        : Messages.text("migrations.way.off", offer.title(), offer.whyOff());
        MenuItem item = new MenuItem(title);
        item.setDisable(!on);
        item.setOnAction(e -> plan.accept(offer.request()));
        return item;
    }
}
