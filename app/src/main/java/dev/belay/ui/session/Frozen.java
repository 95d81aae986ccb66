package dev.belay.ui.session;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.kit.Times;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** The band above a page that stands still, and the way back to live. */
public final class Frozen extends HBox {
    private final Region page;
    private final Label told = Texts.whole("", "frozen-text");

    /**
     * @param page gets the dashed frame
     */
    public Frozen(Region page, Runnable live) {
        super(9);
        this.page = page;
        getStyleClass().add("frozen-band");
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(4, 8, 4, 14));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button back = Buttons.plain(Messages.text("session.live"), live);
        back.setGraphic(Texts.key("Esc"));
        back.setContentDisplay(ContentDisplay.RIGHT);
        getChildren().addAll(new Icon(Icon.Shape.PAUSE, "past"), told, gap, back);
        show(null, Instant.EPOCH);
    }

    /** The button that has a page stand still. */
    public static Button freeze(Runnable toggle) {
        Button freeze = Buttons.plain("", toggle);
        HBox inside =
                new HBox(
                        8,
                        new Icon(Icon.Shape.PAUSE),
                        Texts.whole(Messages.text("session.freeze")),
                        Texts.key("Space"));
        inside.setAlignment(Pos.CENTER_LEFT);
        freeze.setGraphic(inside);
        freeze.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        freeze.setAccessibleText(Messages.text("session.freeze"));
        return freeze;
    }

    /**
     * @param since when what is shown was read; null while it is live
     */
    public void show(@Nullable Instant since, Instant now) {
        boolean still = since != null;
        setVisible(still);
        setManaged(still);
        page.getStyleClass().remove("frozen-page");
        if (since != null) {
            page.getStyleClass().add("frozen-page");
            told.setText(Messages.text("session.frozen", Times.text(since, now)));
        }
    }
}
