package dev.belay.ui.shell;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

import java.util.List;

/** The keyboard on one card: what every key does here. */
final class Help extends VBox {
    private static final int ROWS = 12;

    Help() {
        super(12);
        getStyleClass().addAll("card", "palette", "help");
        setPadding(new Insets(18));
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setVisible(false);
    }

    void open(List<Action> actions) {
        GridPane keys = new GridPane(12, 5);
        int at = 0;
        for (Action action : actions) {
            if (!action.keys().isEmpty()) {
                add(keys, at++, action.caps(), action.title());
            }
        }
        for (String key : List.of("enter", "tab", "copy")) {
            add(
                    keys,
                    at++,
                    Messages.text("ui.help." + key + ".keys"),
                    Messages.text("ui.help." + key));
        }
        getChildren()
                .setAll(
                        Texts.line(Messages.text("ui.help.title"), "dialog-title"),
                        keys,
                        Texts.line(Messages.text("ui.help.letters"), "hint"));
        setVisible(true);
    }

    private static void add(GridPane grid, int at, String caps, String title) {
        int column = at / ROWS * 2;
        grid.add(Texts.key(caps), column, at % ROWS);
        var label = Texts.whole(title);
        GridPane.setMargin(label, new Insets(0, 28, 0, 0));
        grid.add(label, column + 1, at % ROWS);
    }

    void close() {
        setVisible(false);
    }
}
