package dev.belay.ui.shell;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Texts;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/** Every action of the moment, found by typing some of its letters; all by keyboard. */
final class Palette extends VBox {
    private static final double ROW = 28;
    private static final int ROWS = 12;

    private final TextField typed = new TextField();
    private final ObservableList<Action> found = FXCollections.observableArrayList();
    private final ListView<Action> list = new ListView<>(found);
    private List<Action> actions = List.of();
    private @Nullable Node focusBefore;

    Palette() {
        getStyleClass().addAll("card", "palette");
        setMaxSize(560, USE_PREF_SIZE);
        typed.setPromptText(Messages.text("ui.palette.prompt"));
        typed.textProperty().subscribe(this::filter);
        list.setCellFactory(v -> new Row());
        list.setFixedCellSize(ROW);
        list.setFocusTraversable(false);
        list.setPlaceholder(Texts.line(Messages.text("ui.palette.nothing"), "muted"));
        list.setOnMouseClicked(e -> runChosen());
        getChildren().addAll(typed, list);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        setVisible(false);
    }

    boolean isOpen() {
        return isVisible();
    }

    void open(List<Action> all) {
        actions = List.copyOf(all);
        focusBefore = getScene().getFocusOwner();
        typed.clear();
        filter("");
        setVisible(true);
        typed.requestFocus();
    }

    void close() {
        if (isOpen()) {
            setVisible(false);
            if (focusBefore != null && focusBefore.getScene() != null) {
                focusBefore.requestFocus();
            }
        }
    }

    private void filter(String text) {
        record Scored(Action action, int score) {}
        found.setAll(
                actions.stream()
                        .map(a -> new Scored(a, Fuzzy.score(text, a.title())))
                        .filter(s -> s.score() != Fuzzy.NO)
                        .sorted(Comparator.comparingInt(Scored::score).reversed())
                        .map(Scored::action)
                        .toList());
        list.setPrefHeight(Math.clamp(found.size(), 1, ROWS) * ROW + 2);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(ROWS - 1);
            case PAGE_UP -> move(1 - ROWS);
            case ENTER -> runChosen();
            case ESCAPE -> close();
            case TAB -> {}
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int rows) {
        int at = list.getSelectionModel().getSelectedIndex() + rows;
        int to = Math.clamp(at, 0, Math.max(0, found.size() - 1));
        list.getSelectionModel().select(to);
        list.scrollTo(Math.max(0, to - ROWS + 2));
    }

    private void runChosen() {
        Action chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.isOn()) {
            close();
            chosen.run().run();
        }
    }

    private static final class Row extends ListCell<Action> {
        private final Label title = Texts.line("");
        private final Label side = Texts.whole("");
        private final HBox row;

        Row() {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            row = new HBox(12, title, gap, side);
            row.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(@Nullable Action action, boolean empty) {
            super.updateItem(action, empty);
            if (empty || action == null) {
                setGraphic(null);
                return;
            }
            String why = action.whyOff().get();
            boolean on = why.isEmpty();
            title.setText(action.title());
            title.getStyleClass().setAll("label", on ? "text" : "stale");
            side.setText(on ? action.caps() : why);
            side.getStyleClass().setAll("label", on ? "keycap" : "hint");
            side.setVisible(!side.getText().isEmpty());
            setGraphic(row);
        }
    }
}
