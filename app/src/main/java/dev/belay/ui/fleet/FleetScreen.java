package dev.belay.ui.fleet;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Desk;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.kit.chart.TimeWindow;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Every target on one page, the worst first. */
public final class FleetScreen implements Screen {
    /** Readings of many targets are shown together, at most this often. */
    private static final Duration TOGETHER = Duration.millis(200);

    private final Watches watches;
    private final Clock clock;
    private final TimeWindow window;
    private final FleetModel model = new FleetModel();
    private final FleetTable table;
    private final Chips chips = new Chips(model);
    private final TextField filter = new TextField();
    private final StackPane root = new StackPane();
    private final BorderPane page = new BorderPane();
    private final Node firstStart;
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
            Node firstStart,
            Runnable add) {
        this.watches = watches;
        this.clock = clock;
        this.window = window;
        this.firstStart = firstStart;
        this.table = new FleetTable(model, target -> desk.open("overview", target), nothing());
        together.setOnFinished(e -> take());
        page.setTop(bar(add));
        page.setCenter(table.node());
        root.getChildren().setAll(page);
        root.getStyleClass().add("fleet");
        filter.textProperty().bindBidirectional(model.filter());
    }

    private Region bar(Runnable add) {
        filter.setPromptText(Messages.text("fleet.filter"));
        filter.getStyleClass().add("search");
        Icon glass = new Icon(Icon.Shape.SEARCH);
        Label slash = Texts.key("/");
        slash.setMouseTransparent(true);
        StackPane search = new StackPane(filter, glass, slash);
        StackPane.setAlignment(glass, Pos.CENTER_LEFT);
        StackPane.setMargin(glass, new Insets(0, 0, 0, 8));
        StackPane.setAlignment(slash, Pos.CENTER_RIGHT);
        StackPane.setMargin(slash, new Insets(0, 8, 0, 0));
        search.setMinWidth(240);
        search.setMaxWidth(240);
        Button more = Buttons.plain(Messages.text("fleet.add"), add);
        more.setGraphic(new Icon(Icon.Shape.PLUS));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(8, chips, gap, search, more);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setPadding(new Insets(9, 12, 9, 12));
        return bar;
    }

    private Node nothing() {
        Label words = Texts.line(Messages.text("fleet.none"), "muted");
        Button clear = Buttons.plain(Messages.text("fleet.clear"), this::clear);
        VBox nothing = new VBox(12, words, clear);
        nothing.setAlignment(Pos.CENTER);
        return nothing;
    }

    private void clear() {
        model.filter().set("");
        model.conditions().set(Set.of());
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void onShow() {
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
        chips.update();
        window.marks().set(FleetMarks.of(model.rows()));
        boolean empty = model.size() == 0;
        Node shown = empty ? firstStart : page;
        if (root.getChildren().getFirst() != shown) {
            root.getChildren().setAll(shown);
        }
    }

    @Override
    public List<Action> actions() {
        return List.of(
                new Action(
                        Messages.text("fleet.clear"),
                        "",
                        () -> filtered() ? "" : Messages.text("fleet.clear.off"),
                        this::clear),
                Action.of(
                        Messages.text("fleet.recheck"),
                        "",
                        () -> watches.all().forEach(Watch::recheck)));
    }

    private boolean filtered() {
        return !model.filter().get().isEmpty() || !model.conditions().get().isEmpty();
    }

    @Override
    public void focusContent() {
        if (model.size() == 0) {
            firstStart.requestFocus();
        } else {
            table.node().requestFocus();
        }
    }

    @Override
    public boolean focusFilter() {
        filter.requestFocus();
        filter.selectAll();
        return true;
    }

    @Override
    public boolean escape() {
        boolean had = filtered() || table.selected();
        if (filter.isFocused()) {
            table.node().requestFocus();
        }
        clear();
        table.letGo();
        return had;
    }

    @Override
    public void close() {
        onHide();
    }
}
