package dev.belay.ui.plan;

import dev.belay.operation.Plan;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What will be done, line by line. Only the lines in sight exist as nodes, so a plan may be as long
 * as it likes. Enter, Space or a click opens a statement that was cut.
 */
final class PartsList extends ListView<Row> {
    static final double ROW = 25;

    private static final double CHARACTER = 7.2;
    private static final double AROUND = 92;
    private static final int MOST_LINES = 2000;

    /** How the part stands at which an operation is, or ended. */
    enum Mark {
        NOW,
        /** It failed there. */
        BROKEN,
        /** It was stopped there, and that part is rolled back. */
        STOPPED,
        /** Nobody knows whether that part took effect. */
        DOUBT
    }

    private final ObservableList<Row> shown = FXCollections.observableArrayList();
    private final Set<Row.Statement> open = new HashSet<>();
    private List<Row> all = List.of();
    private int now;
    private Mark mark = Mark.NOW;
    private Set<Integer> alone = Set.of();

    PartsList() {
        getStyleClass().add("plan-parts");
        setFixedCellSize(ROW);
        setItems(shown);
        setCellFactory(list -> new RowCell(this));
        widthProperty().subscribe(this::refresh);
        focusedProperty().subscribe(this::chooseOne);
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
                        if (getSelectionModel().getSelectedItem() instanceof Row.Statement chosen) {
                            toggle(chosen);
                        }
                        e.consume();
                    }
                });
    }

    /** Where the keys are is seen by the line that is chosen. */
    private void chooseOne() {
        if (isFocused() && getSelectionModel().isEmpty()) {
            getSelectionModel().select(0);
        }
    }

    /** Shows a plan; what was opened of the same plan stays open. */
    void show(Plan plan) {
        List<Row> rows = Row.of(plan);
        if (!rows.equals(all)) {
            all = rows;
            open.clear();
            alone = Set.of();
            fill();
        }
    }

    /**
     * Marks the part of that number as the one that is worked on; 0 for none.
     *
     * @param how what is said of it
     */
    void progress(int number, Mark how) {
        if (number != now || how != mark) {
            now = number;
            mark = how;
            refresh();
        }
    }

    /** These parts were not done, though others after them were. */
    void leftAlone(Set<Integer> numbers) {
        alone = numbers;
        refresh();
    }

    boolean isAlone(Row.Head part) {
        return alone.contains(part.number());
    }

    Mark mark() {
        return mark;
    }

    int now() {
        return now;
    }

    /** How many characters of SQL have room beside a tag. */
    int room(String lock) {
        double tag = lock.isEmpty() ? 0 : lock.length() * 6.6 + 20;
        return Math.max(16, (int) ((getWidth() - AROUND - tag) / CHARACTER));
    }

    boolean isOpen(Row.Statement statement) {
        return open.contains(statement);
    }

    void toggle(Row.Statement statement) {
        boolean cut = OneLine.of(statement.sql(), room(statement.lock())).cut();
        if (!open.remove(statement) && (cut || statement.sql().strip().lines().count() > 1)) {
            open.add(statement);
        }
        int chosen = getSelectionModel().getSelectedIndex();
        fill();
        getSelectionModel().select(chosen);
    }

    private void fill() {
        List<Row> rows = new ArrayList<>();
        for (Row row : all) {
            rows.add(row);
            if (row instanceof Row.Statement statement && open.contains(statement)) {
                OneLine.whole(statement.sql(), room("")).stream()
                        .limit(MOST_LINES)
                        .map(Row.Text::new)
                        .forEach(rows::add);
            }
        }
        shown.setAll(rows);
    }
}
