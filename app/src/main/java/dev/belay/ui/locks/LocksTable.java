package dev.belay.ui.locks;

import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.ui.kit.AgeText;
import dev.belay.ui.kit.FastTable;
import dev.belay.ui.session.SessionKey;

import javafx.animation.AnimationTimer;
import javafx.scene.control.TableColumn;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The tree as a table; its bars grow between two looks. */
final class LocksTable {
    private final LocksModel model;
    private final Clock clock;
    private final boolean server;
    private final FastTable<LockRow> table;
    private final TableColumn<Integer, Integer> waiting;
    private final List<WaitBar> bars = new ArrayList<>();
    private final boolean still;
    private @Nullable Instant readAt;
    private Duration full = Duration.ZERO;
    private boolean moving;
    private final AnimationTimer frames =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    draw();
                }
            };

    /**
     * @param server false for a file, whose processes hold locks and are not seen to wait
     * @param still true if nothing moves, since the system asks for that
     */
    LocksTable(
            LocksModel model,
            Clock clock,
            boolean server,
            boolean still,
            Consumer<@Nullable LockRow> choice) {
        this.model = model;
        this.clock = clock;
        this.server = server;
        this.still = still;
        table = new FastTable<>(LockRow::key, choice);
        table.getStyleClass().add("locks-table");
        table.node("session", title("session"), 124, () -> new Twig(this::toggle), Twig::show)
                .getStyleClass()
                .add("tree");
        table.text("application", title("application"), 122, row -> row.party().name());
        table.node("awaits", title("awaits"), 246, Awaited::new, Awaited::show);
        waiting = table.node("waiting", title("waiting"), 142, this::bar, WaitBar::show);
        table.node("time", "", 92, AgeText::new, (text, row) -> text.show(row.age()), "number");
        TableColumn<Integer, Integer> blocks =
                table.text("blocks", title("blocks"), 56, LocksTable::blocks, "number", "last");
        blocks.setVisible(server);
        table.conditions(Set.of("root", "parent", "gone"), LocksTable::conditions);
        table.setColumnResizePolicy(FastTable.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private String title(String column) {
        return server
                ? Messages.text("locks.column." + column)
                : Messages.text("locks.file.column." + column);
    }

    FastTable<LockRow> node() {
        return table;
    }

    private WaitBar bar() {
        WaitBar bar = new WaitBar();
        bars.add(bar);
        return bar;
    }

    private static String blocks(LockRow row) {
        return row.node().blocks() == 0 ? "" : Units.count(row.node().blocks());
    }

    private static Set<String> conditions(LockRow row) {
        Set<String> all = new HashSet<>();
        if (row.root()) {
            all.add("root");
        }
        if (row.parent()) {
            all.add("parent");
        }
        if (row.gone()) {
            all.add("gone");
        }
        return all;
    }

    /**
     * Shows what the model has.
     *
     * @param at when that was read, by this machine's clock
     * @param live true if it goes on; bars of what is over stand still
     */
    void show(@Nullable Instant at, boolean live) {
        readAt = at;
        full = BarScale.of(model.longest());
        String head =
                model.rows().isEmpty()
                        ? title("waiting")
                        : Messages.text("locks.scale", title("waiting"), Units.duration(full));
        if (!head.equals(waiting.getText())) {
            waiting.setText(head);
        }
        table.show(model.rows());
        move(live && !still && !model.rows().isEmpty());
        draw();
    }

    /** Stops everything that moves. */
    void stop() {
        move(false);
    }

    private void move(boolean now) {
        if (now != moving) {
            moving = now;
            if (now) {
                frames.start();
            } else {
                frames.stop();
            }
        }
    }

    private void draw() {
        Instant read = readAt;
        Duration since =
                moving && read != null ? Duration.between(read, clock.instant()) : Duration.ZERO;
        bars.forEach(bar -> bar.draw(since, full));
    }

    private void toggle(LockRow row) {
        if (model.fold(row, row.open())) {
            table.show(model.rows());
            draw();
        }
    }

    private void key(KeyEvent event) {
        LockRow row = table.chosen();
        if (row == null || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (event.getCode() == KeyCode.LEFT) {
            LockRow above = model.above(row);
            if (row.parent() && row.open()) {
                toggle(row);
            } else if (above != null) {
                table.choose(above.key());
            }
            event.consume();
        } else if (event.getCode() == KeyCode.RIGHT) {
            if (row.parent() && !row.open()) {
                toggle(row);
            } else if (row.parent()) {
                table.choose(SessionKey.of(row.node().waiters().getFirst().party()));
            }
            event.consume();
        }
    }
}
