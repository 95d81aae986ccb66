package dev.belay.ui.pool;

import dev.belay.activity.Pool;
import dev.belay.activity.Pooling;
import dev.belay.activity.StatementLoad;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.pool.PoolTabs.Tab;
import dev.belay.watch.Answer;

import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Below the charts: whose the connections are, or which statements run over them. */
final class PoolDetail extends VBox {
    private static final double ROWS = 110;

    private final Consumer<Tab> chosen;
    private final List<Tab> all;
    private final PoolTabs tabs;
    private final PoolTable counts = new PoolTable();
    private final StatementsTable ran = new StatementsTable();
    private final PoolerTable pools = new PoolerTable();
    private final RecentStatements recent = new RecentStatements();
    private final Label nobody = Texts.wrapped("", "muted");
    private final Label nothing = Texts.wrapped("", "muted");
    private final Label none = Texts.wrapped("", "muted");
    private Tab tab = Tab.APPLICATION;

    /**
     * @param server false for a file, which has neither applications nor statements
     * @param pooler true if there is one before the server, which tells of its pools
     * @param chosen hears what is to be shown
     */
    PoolDetail(boolean server, boolean pooler, Consumer<Tab> chosen) {
        this.chosen = chosen;
        all = Stream.of(Tab.values()).filter(t -> pooler || t != Tab.POOLER).toList();
        tabs = new PoolTabs(all, this::choose);
        tabs.setVisible(server);
        tabs.setManaged(server);
        counts.node().setPlaceholder(nobody);
        ran.node().setPlaceholder(nothing);
        pools.node().setPlaceholder(none);
        StackPane tables = new StackPane(counts.node(), ran.node(), pools.node());
        tables.setMinHeight(ROWS);
        VBox.setVgrow(tables, Priority.ALWAYS);
        getChildren().addAll(tabs, tables);
        choose(tab, "");
    }

    private void choose(Tab now) {
        choose(now, "");
        chosen.accept(now);
    }

    private void choose(Tab now, String words) {
        tab = now;
        tabs.show(now, words);
        counts.node().setVisible(now != Tab.STATEMENTS && now != Tab.POOLER);
        pools.node().setVisible(now == Tab.POOLER);
        ran.node().setVisible(now == Tab.STATEMENTS);
    }

    /** What ran until now does not count. */
    void begin(Instant now) {
        recent.begin(now);
        ran.show(List.of());
        nothing.setText(Messages.text("pool.statements.measuring"));
    }

    /**
     * Whose they are.
     *
     * @param full what a full bar stands for
     * @param empty why there is nothing to show, where there is not
     */
    void show(Answer<Pool> pool, int full, String empty) {
        if (counts.node().isVisible()) {
            Pool.By by = Pool.By.valueOf(tab.name());
            nobody.setText(empty);
            counts.show(pool.value(), by, full);
        }
    }

    /** What runs. */
    void show(Answer<List<StatementLoad>> statements) {
        if (tab != Tab.STATEMENTS || !recent.update(statements)) {
            return;
        }
        List<StatementLoad> rows = recent.rows();
        ran.show(rows);
        nothing.setText(
                statements.value() == null
                        ? Messages.text("pool.statements.untold", statements.why())
                        : Messages.text("pool.statements.measuring"));
        String span = Units.duration(recent.span());
        tabs.show(
                tab,
                rows.isEmpty() ? "" : Messages.text("pool.statements.about", rows.size(), span));
    }

    /** What a pooler holds before the server, and who waits there. */
    void showPooler(Answer<Pooling> pooler) {
        Pooling known = pooler.value();
        if (tab == Tab.POOLER) {
            pools.show(known == null ? List.of() : known.pools());
            none.setText(
                    pooler.at() == null
                            ? Messages.text("locks.unread")
                            : known == null ? pooler.why() : Messages.text("pool.pooler.none"));
            int waiting = known == null ? 0 : known.waiting();
            tabs.show(tab, known == null ? "" : Messages.text("pool.pooler.queue", waiting));
        }
    }

    List<Action> actions() {
        List<Action> ways = new ArrayList<>();
        for (Tab each : all) {
            String title = Messages.text("pool.action.by", each.title());
            ways.add(Action.of(title, "", () -> choose(each)));
        }
        ways.add(
                new Action(
                        Messages.text("pool.action.copy"),
                        "",
                        () ->
                                ran.node().chosen() == null
                                        ? Messages.text("pool.action.copy.off")
                                        : "",
                        ran::copy));
        return ways;
    }

    void focusContent() {
        switch (tab) {
            case STATEMENTS -> ran.node().requestFocus();
            case POOLER -> pools.node().requestFocus();
            case APPLICATION, USERNAME, CLIENT -> counts.node().requestFocus();
        }
    }
}
