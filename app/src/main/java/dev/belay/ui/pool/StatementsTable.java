package dev.belay.ui.pool;

import dev.belay.activity.StatementLoad;
import dev.belay.activity.StatementLoad.Usual;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.FastTable;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.kit.chart.MeterBar;

import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Which statements ran, the dearest first, and which of them are not as they used to be. */
final class StatementsTable {
    private static final String NONE = "–";

    private final FastTable<StatementLoad> table = new FastTable<>(StatementLoad::id, row -> {});

    StatementsTable() {
        table.getStyleClass().addAll("pool-table", "statements-table");
        table.text("statement", title("statement"), 540, StatementsTable::query, "first", "mono");
        table.node("usual", title("usual"), 84, Unusual::new, Unusual::show);
        table.text("calls", title("calls"), 70, row -> Units.count(row.calls()), "number");
        table.text("mean", title("mean"), 76, row -> time(row.mean()), "number");
        table.text("before", title("before"), 76, row -> time(row.before()), "number");
        table.text("percent", title("percent"), 60, row -> percent(row.share()), "number");
        table.node("share", "", 110, MeterBar::new, StatementsTable::fill);
        table.setColumnResizePolicy(FastTable.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private static String title(String column) {
        return Messages.text("pool.statements." + column);
    }

    private static String query(StatementLoad row) {
        return row.query().isEmpty()
                ? Messages.text("session.unknown")
                : row.query().strip().replaceAll("\\s+", " ");
    }

    /** Most statements take less than a millisecond. */
    static String time(@Nullable Duration time) {
        if (time == null) {
            return NONE;
        }
        long micros = Math.round(time.toNanos() / 1e3);
        return micros < 1000 ? micros + " µs" : Units.duration(time);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.0995 ? "%.1f" : "%.0f", share * 100) + " %";
    }

    private static void fill(MeterBar bar, StatementLoad row) {
        bar.setPrefWidth(100);
        bar.setPrefHeight(14);
        bar.show(row.share(), 1);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.C && event.isShortcutDown() && !event.isShiftDown()) {
            copy();
            event.consume();
        }
    }

    /** Puts the chosen statement on the clipboard, as long as it is. */
    void copy() {
        StatementLoad chosen = table.chosen();
        if (chosen != null) {
            Buttons.copy(chosen.query());
        }
    }

    FastTable<StatementLoad> node() {
        return table;
    }

    void show(List<StatementLoad> rows) {
        table.show(rows);
    }

    /** A word in a frame for what is not as it used to be. */
    private static final class Unusual extends HBox {
        private final Label word = Texts.whole("", "tag");

        Unusual() {
            setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            getChildren().add(word);
        }

        void show(StatementLoad row) {
            boolean slower = row.usual() == Usual.SLOWER;
            word.setVisible(row.usual() != Usual.AS_EVER);
            word.setText(Messages.text(slower ? "pool.statements.slower" : "pool.statements.new"));
            word.getStyleClass()
                    .setAll(slower ? List.of("label", "tag", "fail") : List.of("label", "tag"));
        }
    }
}
