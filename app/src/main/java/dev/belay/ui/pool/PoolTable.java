package dev.belay.ui.pool;

import dev.belay.activity.Pool;
import dev.belay.activity.Pool.Count;
import dev.belay.message.Messages;
import dev.belay.ui.kit.FastTable;
import dev.belay.ui.kit.chart.MeterBar;

import javafx.scene.control.TableColumn;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Whose the connections are, counted by state, with a bar against what the server lets in. */
final class PoolTable {
    private final FastTable<Count> table = new FastTable<>(Count::name, row -> {});
    private final TableColumn<Integer, Integer> name;
    private int max = 1;
    private @Nullable Pool pool;

    PoolTable() {
        table.getStyleClass().add("pool-table");
        name = table.text("name", "", 240, PoolTable::name, "first");
        count("active", 84, Count::active);
        count("idle", 84, Count::idle);
        count("idle_in_transaction", 130, Count::idleInTransaction);
        count("waiting", 84, Count::waiting);
        count("all", 84, Count::total);
        table.node("share", Messages.text("pool.column.share"), 220, MeterBar::new, this::fill);
        table.setColumnResizePolicy(FastTable.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
    }

    private void fill(MeterBar bar, Count row) {
        bar.setPrefWidth(200);
        bar.setPrefHeight(14);
        bar.show(row.total(), max);
    }

    private void count(String id, double width, ToIntFunction<Count> count) {
        table.node(
                id,
                Messages.text("pool.column." + id),
                width,
                CountLabel::new,
                (number, row) -> {
                    if (sees(row) || id.equals("all")) {
                        number.show(count.applyAsInt(row), id);
                    } else {
                        number.unknown();
                    }
                },
                "number");
    }

    private boolean sees(Count row) {
        return pool == null || pool.sees(row);
    }

    private static String name(Count row) {
        return row.name().isEmpty() ? Messages.text("cli.pool.unnamed") : row.name();
    }

    FastTable<Count> node() {
        return table;
    }

    /**
     * @param most what a full bar stands for
     */
    void show(@Nullable Pool now, Pool.By by, int most) {
        pool = now;
        max = Math.max(1, most);
        name.setText(words(by));
        table.show(now == null ? List.of() : now.by().getOrDefault(by, List.of()));
    }

    /** What they are counted by, in a word. */
    static String words(Pool.By by) {
        return Messages.text("pool.by." + by.name().toLowerCase(Locale.ROOT));
    }
}
