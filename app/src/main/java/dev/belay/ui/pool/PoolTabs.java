package dev.belay.ui.pool;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What the table below is about, and a few words on it. */
final class PoolTabs extends HBox {
    private final Label words = Texts.withWhole(Texts.line("", "muted"));

    /** What the connections are counted by, or what runs over them. */
    enum Tab {
        APPLICATION,
        USERNAME,
        CLIENT,
        STATEMENTS,
        /** Only where the profile names a pooler. */
        POOLER;

        String title() {
            return Messages.text("pool.by." + name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * @param all at least two
     */
    PoolTabs(List<Tab> all, Consumer<Tab> chosen) {
        super(-1);
        getStyleClass().add("pool-tabs");
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(7, 12, 7, 12));
        for (Tab each : all) {
            ToggleButton button = new ToggleButton(each.title());
            button.getStyleClass().add("segment");
            if (each == all.getFirst() || each == all.getLast()) {
                button.getStyleClass().add(each == all.getFirst() ? "first" : "last");
            }
            button.setOnAction(e -> chosen.accept(each));
            button.setUserData(each);
            button.setMinWidth(Region.USE_PREF_SIZE);
            getChildren().add(button);
        }
        words.setMinWidth(0);
        HBox.setMargin(words, new Insets(0, 0, 0, 14));
        getChildren().add(words);
    }

    void show(Tab chosen, String about) {
        getChildren().stream()
                .filter(ToggleButton.class::isInstance)
                .map(ToggleButton.class::cast)
                .forEach(button -> button.setSelected(button.getUserData() == chosen));
        words.setText(about);
    }
}
