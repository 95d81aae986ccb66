package dev.belay.ui.overview;

import dev.belay.message.Messages;
import dev.belay.news.Subscription;
import dev.belay.target.Engine;
import dev.belay.target.RememberedPasswords;
import dev.belay.target.Target;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Desk;
import dev.belay.ui.kit.Latest;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.chart.Mark;
import dev.belay.ui.kit.chart.TimeWindow;
import dev.belay.watch.Check;
import dev.belay.watch.Link;
import dev.belay.watch.Trail;
import dev.belay.watch.View;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One target: its checks with their sentences, its charts, and what to do when it is away. */
public final class OverviewScreen implements Screen {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Watches watches;
    private final String name;
    private final Desk desk;
    private final Clock clock;
    private final TimeWindow window;
    private final Asking asking;
    private final RememberedPasswords passwords;
    private final Function<String, List<Mark>> deeds;
    private final StackPane root = new StackPane();
    private final Background background = new Background();
    private final Map<String, Check> asked = new HashMap<>();
    private final InvalidationListener redraw = of -> refresh();
    private final Subscription set;
    private @Nullable Watch watch;
    private @Nullable OverviewPage page;
    private @Nullable Latest<View> latest;
    private Subscription readings = () -> {};
    private javafx.util.Subscription seconds = javafx.util.Subscription.EMPTY;
    private boolean inSight;

    /**
     * @param asking what costs the target something, done only on a wish
     * @param passwords where one goes that is typed because the server asks for it
     * @param deeds what was done to a target in the last hour
     */
    public OverviewScreen(
            Watches watches,
            String name,
            Desk desk,
            Clock clock,
            TimeWindow window,
            Asking asking,
            RememberedPasswords passwords,
            Function<String, List<Mark>> deeds) {
        this.watches = watches;
        this.name = name;
        this.desk = desk;
        this.clock = clock;
        this.window = window;
        this.asking = asking;
        this.passwords = passwords;
        this.deeds = deeds;
        this.set = watches.subscribe(() -> Platform.runLater(this::follow));
        follow();
    }

    /** The watch of this name: another one once the target was edited. */
    private void follow() {
        Watch now = watches.find(name).orElse(null);
        if (now == null || now == watch) {
            return;
        }
        boolean sight = inSight;
        onHide();
        watch = now;
        page = new OverviewPage(now.target(), desk, new Ways.Watched(now, passwords));
        root.getChildren().setAll(page);
        if (sight) {
            onShow();
        }
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void onShow() {
        Watch shown = watch;
        OverviewPage open = page;
        if (shown == null || open == null || inSight) {
            return;
        }
        inSight = true;
        Latest<View> news = new Latest<>(view -> refresh());
        latest = news;
        readings = shown.subscribe(news);
        window.range().addListener(redraw);
        window.pausedAt().addListener(redraw);
        open.charts().cursor().bindBidirectional(window.cursor());
        seconds = Ages.everySecond(this::tick);
        refresh();
    }

    @Override
    public void onHide() {
        inSight = false;
        readings.close();
        seconds.unsubscribe();
        window.range().removeListener(redraw);
        window.pausedAt().removeListener(redraw);
        if (page != null) {
            page.charts().cursor().unbindBidirectional(window.cursor());
        }
        if (latest != null) {
            latest.close();
        }
    }

    /** Readings draw the page; the clock draws it only while there are none. */
    private void tick() {
        Watch shown = watch;
        if (shown != null && shown.view().stale(clock.instant())) {
            refresh();
        }
    }

    private void refresh() {
        Watch shown = watch;
        OverviewPage open = page;
        if (!inSight || shown == null || open == null) {
            return;
        }
        Instant now = clock.instant();
        View view = shown.view();
        Instant end = window.pausedAt().get() == null ? now : window.end();
        Trail.Slice hour = shown.trail().slice(now.minus(HOUR), now);
        List<Mark> marks = TargetMarks.of(view, hour, now.minus(HOUR), deeds.apply(name));
        window.marks().set(marks);
        window.earliest().set(hour.size() == 0 ? null : Instant.ofEpochMilli(hour.times()[0]));
        Instant start = end.minus(Duration.between(window.start(), window.end()));
        long others =
                watches.all().stream()
                        .filter(w -> w != shown && w.view().link() instanceof Link.Live)
                        .count();
        boolean changed =
                open.show(
                        new OverviewPage.Moment(
                                view, shown.trail(), asked, others, start, end, now, marks));
        if (changed) {
            focusContent();
        }
    }

    @Override
    public List<Action> actions() {
        Watch shown = watch;
        OverviewPage open = page;
        if (shown == null || open == null) {
            return List.of();
        }
        Target target = shown.target();
        return List.of(
                new Action(
                        Messages.text("overview.action.recheck", name),
                        "F5",
                        this::whyNotLive,
                        shown::recheck),
                new Action(
                        Messages.text("overview.action.integrity", name),
                        "",
                        () ->
                                target.engine() == Engine.SQLITE
                                        ? whyNotLive()
                                        : Messages.text("overview.action.integrity.off"),
                        () -> ask(() -> asking.integrity(target))),
                new Action(
                        Messages.text("overview.action.write", name),
                        "",
                        this::whyNotLive,
                        () -> asking.confirmWrite(root, () -> ask(() -> asking.write(target)))),
                new Action(
                        Messages.text("overview.action.try", name),
                        "",
                        () -> live() ? Messages.text("overview.action.try.off") : "",
                        shown::tryNow),
                new Action(
                        Messages.text("overview.action.stop", name),
                        "",
                        () ->
                                shown.view().link() instanceof Link.Paused
                                        ? Messages.text("overview.action.stop.off")
                                        : "",
                        shown::pause),
                new Action(
                        Messages.text("overview.action.details"),
                        "",
                        () -> open.isAway() ? "" : Messages.text("overview.action.details.off"),
                        open::copyDetails));
    }

    private boolean live() {
        return watch != null && watch.view().link() instanceof Link.Live;
    }

    private String whyNotLive() {
        return live() ? "" : Messages.text("overview.action.away");
    }

    private void ask(java.util.concurrent.Callable<Check> question) {
        desk.toasts().note(Messages.text("overview.asking"));
        background.run(
                question,
                check -> {
                    asked.put(check.name(), check);
                    asking.tell(desk.toasts(), check);
                    refresh();
                },
                desk.toasts()::problem);
    }

    @Override
    public void focusContent() {
        OverviewPage open = page;
        if (open != null && open.isAway()) {
            open.focusAway();
        } else {
            root.requestFocus();
        }
    }

    @Override
    public boolean escape() {
        Watch shown = watch;
        if (asking.dismiss(root)) {
            return true;
        }
        boolean climbing =
                shown != null
                        && page != null
                        && page.isAway()
                        && (shown.view().link() instanceof Link.Connecting
                                || shown.view().link() instanceof Link.Lost);
        if (climbing && shown != null) {
            shown.pause();
        }
        return climbing;
    }

    @Override
    public void close() {
        onHide();
        set.close();
        background.close();
    }
}
