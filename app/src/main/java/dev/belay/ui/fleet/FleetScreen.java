package dev.belay.ui.fleet;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Desk;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.chart.TimeWindow;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Every target on one page, the worst first. */
public final class FleetScreen implements Screen {
    /** Readings of many targets are shown together, at most this often. */
    private static final Duration TOGETHER = Duration.millis(200);

    private final Watches watches;
    private final Clock clock;
    private final TimeWindow window;
    private final FleetModel model = new FleetModel();
    private final FleetPage page;
    private final StackPane root = new StackPane();
    private final Screen firstStart;
    private final PauseTransition together = new PauseTransition(TOGETHER);
    private final AtomicBoolean due = new AtomicBoolean();
    private @Nullable FleetFeed feed;
    private Subscription seconds = () -> {};

    /**
     * @param firstStart shown while nothing is watched
     * @param add begins a new target
     */
    public FleetScreen(
            Watches watches,
            Desk desk,
            Clock clock,
            TimeWindow window,
            Screen firstStart,
            Runnable add) {
        this.watches = watches;
        this.clock = clock;
        this.window = window;
        this.firstStart = firstStart;
        this.page = new FleetPage(model, target -> desk.open("overview", target), add);
        together.setOnFinished(e -> take());
        root.getChildren().setAll(page);
        window.idle().subscribe((was, is) -> take());
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void onShow() {
        window.earliest().set(null);
        feed = new FleetFeed(watches, clock, this::news);
        take();
        seconds = Ages.everySecond(() -> model.tick(clock.instant()));
    }

    @Override
    public void onHide() {
        seconds.unsubscribe();
        FleetFeed open = feed;
        if (open != null) {
            open.close();
        }
        feed = null;
    }

    private void news(FleetFeed from) {
        if (due.compareAndSet(false, true)) {
            Platform.runLater(together::playFromStart);
        }
    }

    private void take() {
        due.set(false);
        FleetFeed open = feed;
        if (open == null) {
            return;
        }
        model.keep(open.names());
        model.update(open.take());
        page.update();
        window.marks().set(FleetMarks.of(model.rows()));
        boolean empty = isEmpty();
        Node shown = empty ? firstStart.node() : page;
        if (!root.getChildren().contains(shown)) {
            root.getChildren().setAll(shown);
            focusContent();
        }
    }

    /** Before the saved targets were read nobody knows. */
    private boolean isEmpty() {
        return model.size() == 0 && window.idle().get();
    }

    @Override
    public List<Action> actions() {
        if (isEmpty()) {
            return firstStart.actions();
        }
        return List.of(
                new Action(
                        Messages.text("fleet.clear"),
                        "",
                        () -> page.filtered() ? "" : Messages.text("fleet.clear.off"),
                        page::clear),
                Action.of(
                        Messages.text("fleet.recheck"),
                        "",
                        () -> watches.all().forEach(Watch::recheck)));
    }

    @Override
    public void focusContent() {
        if (isEmpty()) {
            firstStart.focusContent();
        } else {
            page.focusTable();
        }
    }

    @Override
    public boolean focusFilter() {
        if (!isEmpty()) {
            page.focusFilter();
        }
        return !isEmpty();
    }

    @Override
    public boolean escape() {
        return page.escape();
    }

    @Override
    public void close() {
        onHide();
        firstStart.close();
    }
}
