package dev.belay.ui.kit;

import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A script to read: numbered lines in colours, as long as it likes, since only the lines in sight
 * exist as nodes. Ctrl+C copies the chosen lines, or all.
 */
public final class SqlView extends ListView<Integer> {
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private List<List<SqlLines.Word>> lines = List.of();
    private final boolean numbered;
    private String text = "";

    public SqlView() {
        this(true);
    }

    /**
     * @param numbered whether the number of each line stands before it
     */
    public SqlView(boolean numbered) {
        this.numbered = numbered;
        getStyleClass().add("sql-view");
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setFixedCellSize(18);
        setCellFactory(v -> new Line());
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (COPY.match(e)) {
                        Buttons.copy(selectedText());
                        e.consume();
                    }
                });
    }

    /** Shows a script from its first line on. */
    public void show(String sql) {
        if (sql.equals(text)) {
            return;
        }
        text = sql;
        lines = sql.isEmpty() ? List.of() : SqlLines.of(sql);
        getSelectionModel().clearSelection();
        setItems(
                IntStream.range(0, lines.size())
                        .boxed()
                        .collect(Collectors.toCollection(FXCollections::observableArrayList)));
        scrollTo(0);
    }

    /** The chosen lines, or the whole script where none is chosen. */
    public String selectedText() {
        List<Integer> chosen = getSelectionModel().getSelectedItems();
        return chosen.isEmpty()
                ? text
                : chosen.stream().sorted().map(this::lineText).collect(Collectors.joining("\n"));
    }

    private String lineText(int line) {
        return lines.get(line).stream().map(SqlLines.Word::text).collect(Collectors.joining());
    }

    private final class Line extends ListCell<Integer> {
        private final Label number = new Label();
        private final HBox row = new HBox();

        Line() {
            number.getStyleClass().add("line-number");
            number.setMinWidth(48);
            number.setMaxWidth(48);
        }

        @Override
        protected void updateItem(@Nullable Integer line, boolean empty) {
            super.updateItem(line, empty);
            if (empty || line == null || line >= lines.size()) {
                setGraphic(null);
                return;
            }
            number.setText(Integer.toString(line + 1));
            row.getChildren().clear();
            if (numbered) {
                row.getChildren().add(number);
            }
            for (SqlLines.Word word : lines.get(line)) {
                Text shown = new Text(word.text());
                shown.getStyleClass().add(word.kind().styleClass());
                row.getChildren().add(shown);
            }
            setGraphic(row);
        }
    }
}
