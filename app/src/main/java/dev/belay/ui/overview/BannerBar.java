package dev.belay.ui.overview;

import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** One sentence over the whole page, and the way on from it. */
final class BannerBar extends HBox {
    private final StatusIcon icon = new StatusIcon(StatusIcon.Kind.FAIL);
    private final Label headline = Texts.withWhole(Texts.line("", "strong"));
    private final Label rest = Texts.line("");

    BannerBar() {
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(0, 12, 0, 16));
        setMinHeight(44);
        setMaxHeight(44);
        HBox words = new HBox(icon, headline, rest);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setMargin(headline, new Insets(0, 0, 0, 12));
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        rest.setMinWidth(0);
        getChildren().add(words);
        getStyleClass().add("banner");
        hide();
    }

    /** The sentence in bold, what follows it, and what can be done, at most one of it primary. */
    void show(StatusIcon.Kind kind, String sentence, String after, Button... ways) {
        icon.show(kind);
        headline.setText(sentence);
        rest.setText(after);
        getStyleClass().removeAll("fail", "warn", "note");
        getStyleClass()
                .add(
                        switch (kind) {
                            case FAIL -> "fail";
                            case WARN -> "warn";
                            default -> "note";
                        });
        if (getChildren().size() != ways.length + 1
                || !getChildren()
                        .subList(1, getChildren().size())
                        .equals(java.util.List.of(ways))) {
            getChildren().remove(1, getChildren().size());
            for (Button way : ways) {
                HBox.setMargin(way, new Insets(0, 0, 0, 10));
                getChildren().add(way);
            }
        }
        setVisible(true);
        setManaged(true);
    }

    void hide() {
        setVisible(false);
        setManaged(false);
    }
}
