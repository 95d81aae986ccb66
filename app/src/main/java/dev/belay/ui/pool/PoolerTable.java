package dev.belay.ui.pool;

import dev.belay.activity.Pooling;
import dev.belay.message.Messages;
import dev.belay.ui.kit.AgeText;
import dev.belay.ui.kit.FastTable;

import java.util.List;
import java.util.function.ToIntFunction;

/** The pools of a pooler before the server: who waits there is not even connected here. */
final class PoolerTable {
    private static final String NONE = "–";

    private final FastTable<Pooling.Line> table =
            new FastTable<>(line -> List.of(line.database(), line.user()), row -> {});

    PoolerTable() {
        table.getStyleClass().add("pool-table");
        table.text("database", title("database"), 170, Pooling.Line::database, "first");
        table.text("user", title("user"), 120, Pooling.Line::user);
        count("clients", Pooling.Line::clientsActive);
        count("waiting", Pooling.Line::clientsWaiting);
        table.node("wait", title("wait"), 96, AgeText::new, PoolerTable::wait, "number");
        count("servers", Pooling.Line::serversActive);
        count("idle", Pooling.Line::serversIdle);
        count("all", Pooling.Line::servers);
        table.text("mode", title("mode"), 110, row -> row.mode() == null ? NONE : row.mode());
        table.setColumnResizePolicy(FastTable.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
    }

    private static String title(String column) {
        return Messages.text("pool.pooler." + column);
    }

    private void count(String id, ToIntFunction<Pooling.Line> count) {
        table.node(
                id,
                title(id),
                100,
                CountLabel::new,
                (number, row) -> number.show(count.applyAsInt(row), id),
                "number");
    }

    private static void wait(AgeText text, Pooling.Line row) {
        text.show(row.longestWait().isZero() ? null : row.longestWait());
    }

    FastTable<Pooling.Line> node() {
        return table;
    }

    void show(List<Pooling.Line> rows) {
        table.show(rows);
    }
}
