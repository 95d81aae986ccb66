package dev.belay.ui.pool;

import dev.belay.activity.Pool;
import dev.belay.db.Metric;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Engine;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.kit.chart.TimeWindow;
import dev.belay.ui.pool.PoolTabs.Tab;
import dev.belay.ui.session.NoteLines;
import dev.belay.ui.session.NoteLines.Note;
import dev.belay.ui.session.Sight;
import dev.belay.watch.Answer;
import dev.belay.watch.Detail;
import dev.belay.watch.Pace;
import dev.belay.watch.Trail;
import dev.belay.watch.View;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.beans.InvalidationListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One target: how many are connected over time, against its limits, and whose they are. */
public final class PoolScreen implements Screen {
    /** Enough to tell the lines apart; the rest is for the rows. */
    private static final double CHARTS = 288;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<Detail> WITH_STATEMENTS = List.of(Detail.POOL, Detail.STATEMENTS);

    private final Clock clock;
    private final TimeWindow window;
    private final boolean server;
    private final Sight sight;
    private final PoolCharts charts;
    private final PoolFigures figures;
    private final PoolDetail detail;
    private final NoteLines notes = new NoteLines();
    private final Label count = Texts.whole("", "strong");
    private final Label more = Texts.withWhole(Texts.line("", "muted"));
    private final VBox root = new VBox();
    private final InvalidationListener redraw = of -> again();
    private @Nullable View shown;
    private boolean inSight;

    public PoolScreen(Watches watches, Target target, Clock clock, TimeWindow window) {
        this.clock = clock;
        this.window = window;
        server = target.engine() != Engine.SQLITE;
        charts = new PoolCharts(target);
        charts.group().setMinHeight(CHARTS);
        charts.group().setPrefHeight(CHARTS);
        figures = new PoolFigures(server);
        boolean pooler = target.options().containsKey(TargetUrl.PGBOUNCER);
        detail = new PoolDetail(server, pooler, this::choose);
        VBox.setVgrow(charts.group(), Priority.SOMETIMES);
        VBox.setVgrow(detail, Priority.ALWAYS);
        root.getChildren().addAll(head(), notes, charts.group(), figures, detail);
        root.getStyleClass().add("pool-page");
        sight = new Sight(watches, target.name(), List.of(Detail.POOL), this::show);
    }

    private HBox head() {
        more.setMinWidth(0);
        HBox head = new HBox(8, count, more);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPadding(new Insets(9, 12, 7, 12));
        return head;
    }

    private void choose(Tab now) {
        detail.begin(clock.instant());
        sight.details(now == Tab.STATEMENTS ? WITH_STATEMENTS : List.of(Detail.POOL));
        again();
    }

    private void again() {
        View view = shown;
        if (view != null && inSight) {
            show(view);
        }
    }

    private void show(View view) {
        shown = view;
        Instant now = clock.instant();
        Answer<Pool> answer = view.inside().pool();
        Pool pool = answer.value();
        Integer most = pool == null ? null : pool.max();
        int max = most == null ? max(view) : most;
        draw(view, max, now);
        if (pool == null) {
            count.setText("");
            more.setText("");
        } else {
            tell(pool, view);
        }
        detail.show(answer, max == 0 && pool != null ? pool.all().total() : max, empty(answer));
        detail.show(view.inside().statements());
        detail.showPooler(view.inside().pooler());
        note(view, pool, now);
    }

    private static int max(View view) {
        double max =
                view.last() == null
                        ? Double.NaN
                        : view.last().vitals().orNaN(Metric.MAX_CONNECTIONS);
        return max > 0 ? (int) max : 0;
    }

    private void draw(View view, int max, Instant now) {
        Trail trail = sight.watch().map(Watch::trail).orElse(null);
        if (trail == null) {
            return;
        }
        Instant end = window.pausedAt().get() == null ? now : window.end();
        Trail.Slice hour = trail.slice(now.minus(HOUR), now);
        Pace commits = Pace.ofTotal(hour, Metric.COMMITS);
        figures.show(view, hour, commits);
        window.earliest().set(hour.size() == 0 ? null : Instant.ofEpochMilli(hour.times()[0]));
        Instant start = end.minus(Duration.between(window.start(), window.end()));
        charts.usual(commits.usual());
        charts.show(trail, max, start, end, window.marks().get());
    }

    private void tell(Pool pool, View view) {
        if (!server) {
            count.setText(Messages.text("sessions.processes", pool.all().total()));
            more.setText(Messages.text("pool.file", view.target().databaseName()));
            return;
        }
        Integer max = pool.max();
        count.setText(
                max == null
                        ? Messages.text("pool.count", pool.all().total())
                        : Messages.text("pool.count.of", pool.all().total(), Units.count(max)));
        List<String> rest = new ArrayList<>();
        rest.add(Messages.text("pool.belay", pool.belay()));
        if (pool.reserved() != null) {
            rest.add(Messages.text("pool.reserved", pool.reserved()));
        }
        more.setText(String.join(", ", rest));
    }

    private String empty(Answer<Pool> answer) {
        if (answer.at() == null) {
            return Messages.text("locks.unread");
        }
        if (!server) {
            return answer.value() == null
                    ? Messages.text("locks.untold.file")
                    : Messages.text("pool.none");
        }
        return Messages.text("pool.untold", answer.why());
    }

    private void note(View view, @Nullable Pool pool, Instant now) {
        Answer<Pool> answer = view.inside().pool();
        List<Note> all =
                new ArrayList<>(NoteLines.age(root, view.stale(now, answer), answer, view, now));
        if (server && pool != null && pool.hidden() > 0) {
            all.add(
                    new Note(
                            StatusIcon.Kind.LOCK, Messages.text("activity.hidden", pool.hidden())));
        }
        notes.show(all);
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void onShow() {
        if (inSight) {
            return;
        }
        inSight = true;
        detail.begin(clock.instant());
        window.range().addListener(redraw);
        window.pausedAt().addListener(redraw);
        charts.group().cursor().bindBidirectional(window.cursor());
        sight.open();
    }

    @Override
    public void onHide() {
        inSight = false;
        window.range().removeListener(redraw);
        window.pausedAt().removeListener(redraw);
        charts.group().cursor().unbindBidirectional(window.cursor());
        sight.hide();
    }

    @Override
    public List<Action> actions() {
        return detail.actions();
    }

    @Override
    public void focusContent() {
        detail.focusContent();
    }

    @Override
    public void close() {
        onHide();
        sight.close();
    }
}
