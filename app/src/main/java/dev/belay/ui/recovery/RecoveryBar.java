package dev.belay.ui.recovery;

import dev.belay.message.Messages;
import dev.belay.operation.Interrupted;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.EnvironmentTag;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Tells above the pages of an interrupted operation, until it is put away. */
public final class RecoveryBar extends HBox {
    private final RecoveryModel model;
    private final Ways ways;
    private final Clock clock;
    private final StatusIcon icon = new StatusIcon(StatusIcon.Kind.WARN);
    private final HBox head = new HBox(8);
    private final Label found = Texts.wrapped("");
    private final HBox buttons = new HBox(8);

    /** What can be done about it. */
    public interface Ways {
        /** True if the target is among those that are watched. */
        boolean watched(Interrupted one);

        /** True while the page of another target is in sight. */
        boolean elsewhere(Interrupted one);

        /** Goes to where all of it is told. */
        void show(Interrupted one);

        void planAgain(Interrupted one);

        void planBack(Interrupted one);

        void history(Interrupted one);

        /** Looks at the target again. */
        void look(Interrupted one);

        void putAway(List<Interrupted> read);
    }

    public RecoveryBar(RecoveryModel model, Ways ways, Clock clock) {
        this.model = model;
        this.ways = ways;
        this.clock = clock;
        getStyleClass().addAll("banner", "recovery-bar");
        setPadding(new Insets(9, 12, 10, 16));
        setSpacing(12);
        head.setAlignment(Pos.CENTER_LEFT);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        VBox words = new VBox(3, head, found);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox.setMargin(icon, new Insets(2, 0, 0, 0));
        setAlignment(Pos.TOP_LEFT);
        getChildren().addAll(icon, words, buttons);
        update();
    }

    /** Shows what the model has; is away while that is nothing. */
    public void update() {
        Interrupted one = model.current();
        setVisible(one != null);
        setManaged(one != null);
        if (one == null) {
            return;
        }
        boolean quiet = ways.elsewhere(one);
        StatusIcon.Kind kind = quiet ? StatusIcon.Kind.NOTE : RecoveryModel.kind(one);
        icon.show(kind);
        getStyleClass().removeAll("warn", "note", "quiet");
        getStyleClass().add(kind == StatusIcon.Kind.WARN ? "warn" : "note");
        setPadding(quiet ? new Insets(3, 12, 3, 16) : new Insets(9, 12, 10, 16));
        setAlignment(quiet ? Pos.CENTER_LEFT : Pos.TOP_LEFT);
        Label title =
                Texts.withWhole(Texts.line(RecoveryModel.title(one), quiet ? "muted" : "strong"));
        title.setMinWidth(60);
        found.setVisible(!quiet);
        found.setManaged(!quiet);
        found.setText(RecoveryModel.found(one));
        if (quiet) {
            head.getChildren().setAll(title);
            buttons.getChildren().setAll(button("recovery.show", () -> ways.show(one)));
            return;
        }
        Label whose =
                Texts.withWhole(
                        Texts.line(RecoveryModel.whose(one, clock.instant()), "small", "muted"));
        whose.setMinWidth(0);
        head.getChildren()
                .setAll(title, EnvironmentTag.inTable(one.entry().target().environment()), whose);
        buttons.getChildren().setAll(buttons(one));
    }

    private List<Region> buttons(Interrupted one) {
        List<Region> all = new ArrayList<>();
        if (!model.place().isEmpty()) {
            all.add(Texts.whole(model.place(), "small", "muted"));
            all.add(button("recovery.next", this::next));
        }
        if (RecoveryModel.again(one)) {
            all.add(button("recovery.again", () -> ways.planAgain(one)));
        }
        if (RecoveryModel.back(one) && ways.watched(one)) {
            all.add(button("recovery.back", () -> ways.planBack(one)));
        }
        if (RecoveryModel.unclear(one)) {
            all.add(button("recovery.look", () -> ways.look(one)));
        }
        if (ways.watched(one)) {
            all.add(button("recovery.history", () -> ways.history(one)));
        }
        all.add(button("recovery.away", () -> ways.putAway(List.of(one))));
        return all;
    }

    private static Button button(String key, Runnable run) {
        return Buttons.plain(Messages.text(key), run);
    }

    private void next() {
        model.next();
        update();
    }
}
