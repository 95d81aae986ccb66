package dev.belay.ui.shell;

import dev.belay.operation.Changes;
import dev.belay.operation.Running;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Desk;
import dev.belay.ui.kit.FocusRing;
import dev.belay.ui.kit.Latest;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toasts;
import dev.belay.watch.View;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The window's content: head, navigation, the open page, time bar, foot; and what lies above. */
public final class Shell implements Desk, AutoCloseable {
    public static final double MIN_WIDTH = 1280;
    public static final double MIN_HEIGHT = 720;
    private static final double NARROW_BELOW = 1100;

    private record Place(Page page, String target) {}

    private final Watches watches;
    private final Theme theme;
    private final StallWatch stalls;
    private final Clock clock;
    private final Pages pages;
    private final Header header;
    private final Navigation navigation;
    private final StatusBar statusBar;
    private final StackPane content = new StackPane();
    private final StackPane notice = new StackPane();
    private final StackPane timeBar = new StackPane();
    private final Toasts toasts = new Toasts();
    private final Palette palette = new Palette();
    private final Help help = new Help();
    private final StackPane root = new StackPane();
    private final Backstage backstage = new Backstage();
    private final Sheets sheets = new Sheets();
    private final BorderPane window = new BorderPane();
    private final ArmedMode armed;
    private final Latest<Changes> running;
    private final List<dev.belay.news.Subscription> heard;
    private final Actions actions;
    private final Deque<Place> trodden = new ArrayDeque<>();
    private final Subscription seconds;
    private Runnable moved = () -> {};
    private @Nullable Place place;
    private @Nullable Screen screen;

    /**
     * @param changes what is armed and what runs
     * @param look shows an operation that runs
     * @param pages in the order of the navigation; the first one that stands alone is the home
     * @param more actions beside those of the window and its pages, such as quitting
     */
    public Shell(
            Watches watches,
            Theme theme,
            StallWatch stalls,
            Clock clock,
            Changes changes,
            Consumer<Running> look,
            List<Page> pages,
            List<Action> more) {
        this.watches = watches;
        this.theme = theme;
        this.stalls = stalls;
        this.clock = clock;
        this.pages = new Pages(pages);
        this.actions = new Actions(this, this.pages, theme, more);
        armed = new ArmedMode(watches, changes.arming(), clock, this::openTarget, toasts);
        header = new Header(this::openPalette, armed::toggle);
        navigation = new Navigation(this.pages, this::open);
        statusBar = new StatusBar(this::openHelp, look);
        assemble();
        running = new Latest<>(all -> statusBar.show(all.all()));
        heard =
                List.of(
                        changes.subscribe(() -> running.accept(changes)),
                        changes.arming().subscribe(() -> Platform.runLater(this::update)));
        seconds = Ages.everySecond(this::update);
    }

    private void assemble() {
        content.getStyleClass().add("content");
        timeBar.getStyleClass().add("time-bar-slot");
        showTimeBar(null);
        StackPane under = new StackPane(content);
        under.setMinSize(0, 0);
        BorderPane pages = new BorderPane(under);
        pages.setTop(notice);
        BorderPane middle = new BorderPane(pages);
        middle.setLeft(navigation);
        window.setCenter(middle);
        window.setTop(header);
        window.setBottom(new VBox(timeBar, statusBar));
        StackPane.setAlignment(palette, Pos.TOP_CENTER);
        StackPane.setMargin(palette, new Insets(52, 0, 0, 0));
        // A page that asks for more than there is shall be cut, never shift the whole window.
        List.of(window, middle, pages, content, notice, timeBar, backstage, sheets)
                .forEach(part -> part.setMinSize(0, 0));
        // There whether armed or not, so that arming moves no sheet.
        sheets.setPadding(ArmedFrame.INSETS);
        root.getStyleClass().add("shell");
        root.getChildren().addAll(backstage, window, sheets, toasts, palette, help, armed.frame());
        root.widthProperty().subscribe(w -> narrow(w.doubleValue() < NARROW_BELOW));
        window.setOnMousePressed(e -> closeOverlays());
        sheets.visibleProperty().subscribe(toasts::low);
    }

    /** Makes the scene of a window, dressed, with its keys. */
    public Scene scene(double width, double height) {
        Scene scene = new Scene(root, width, height);
        theme.dress(scene);
        new Keys(this::actions).listen(scene);
        FocusRing.follow(scene);
        sheets.guard(scene, List.of(palette, help, armed.frame()));
        return scene;
    }

    /** Puts a time bar above the status bar, or takes it away. */
    public void showTimeBar(@Nullable Node bar) {
        timeBar.getChildren().clear();
        if (bar != null) {
            timeBar.getChildren().add(bar);
        }
        timeBar.setVisible(bar != null);
        timeBar.setManaged(bar != null);
    }

    /** Puts something above every page that stays there; it hides itself. */
    public void showNotice(Node told) {
        notice.getChildren().setAll(told);
    }

    /** Makes pages once, unseen, in idle moments soon after the start, and closes them again. */
    public void rehearse(List<Supplier<? extends Screen>> screens) {
        backstage.rehearse(screens);
    }

    @Override
    public void open(String page) {
        open(page, "");
    }

    @Override
    public void open(String page, String target) {
        Place next = new Place(pages.page(page), target);
        if (place != null && !next.equals(place)) {
            trodden.push(place);
        }
        show(next);
    }

    @Override
    public void back() {
        if (!trodden.isEmpty()) {
            show(trodden.pop());
        } else {
            show(home());
        }
    }

    /** Lays a sheet above the pages, instead of the one that is there; Esc puts it away. */
    public void showSheet(Screen sheet) {
        closeOverlays();
        sheets.show(sheet);
    }

    /** Closes the sheet, if there is one. */
    public void closeSheet() {
        sheets.close();
    }

    /** The sheet above the pages, or null. */
    public @Nullable Screen sheet() {
        return sheets.open();
    }

    @Override
    public Toasts toasts() {
        return toasts;
    }

    /** Hears whenever another page, or the page of another target, has come into sight. */
    public void followPlace(Runnable listener) {
        moved = listener;
    }

    /** The target in sight, or empty. */
    public String openTarget() {
        return place == null ? "" : place.target();
    }

    /** The screen in sight, or null before the first was opened. */
    public @Nullable Screen screen() {
        return screen;
    }

    /** The id of the page in sight, or empty. */
    public String openPage() {
        return place == null ? "" : place.page().id();
    }

    /** Closes the screens of a target that is watched no longer; goes home if one is in sight. */
    public void forget(String target) {
        trodden.removeIf(p -> p.target().equals(target));
        if (openTarget().equals(target)) {
            show(home());
        }
        pages.close(target);
        update();
    }

    private Place home() {
        return new Place(pages.at(Page.Place.TOP).getFirst(), "");
    }

    private void show(Place next) {
        closeOverlays();
        sheets.close();
        Screen before = screen;
        if (place != null && before != null) {
            before.onHide();
            watch(place.target()).ifPresent(w -> w.focus(false));
        }
        place = next;
        Screen now = pages.screen(next.page(), next.target());
        screen = now;
        content.getChildren().setAll(now.node());
        watch(next.target()).ifPresent(w -> w.focus(true));
        now.onShow();
        if (!next.page().ofTarget()) {
            header.show(next.page().title());
        }
        navigation.show(next.page().id(), next.target(), opened());
        update();
        moved.run();
        // Only their skins bring the parts of a split or scrolled page into the scene, and only
        // there they take the focus.
        now.node().applyCss();
        now.focusContent();
    }

    private List<View> opened() {
        return pages.openTargets().reversed().stream()
                .flatMap(t -> watch(t).stream())
                .map(Watch::view)
                .toList();
    }

    private Optional<Watch> watch(String target) {
        return target.isEmpty() ? Optional.empty() : watches.find(target);
    }

    Action armAction() {
        return armed.action();
    }

    /** All numbers of head, navigation and foot, once a second. */
    private void update() {
        if (!openTarget().isEmpty() && watch(openTarget()).isEmpty()) {
            forget(openTarget());
            return;
        }
        List<View> all = watches.all().stream().map(Watch::view).toList();
        View open =
                all.stream()
                        .filter(v -> v.target().name().equals(openTarget()))
                        .findFirst()
                        .orElse(null);
        if (open != null) {
            header.show(open, armed.left(open.target()));
            // A target that was edited is watched anew, by another watch.
            watch(openTarget()).ifPresent(w -> w.focus(true));
        }
        window.setPadding(armed.show());
        all.forEach(navigation::update);
        statusBar.update(all, open, stalls.pauses(), clock.instant());
    }

    private void narrow(boolean narrow) {
        navigation.narrow(narrow);
        header.compact(narrow);
    }

    /** What can be done now: the screen's own first, then targets, pages, the window. */
    List<Action> actions() {
        Screen sheet = sheets.open();
        List<Action> all = new ArrayList<>();
        if (sheet != null) {
            all.addAll(sheet.actions());
            all.addAll(actions.ofSheet());
            return all;
        }
        if (screen != null) {
            all.addAll(screen.actions());
        }
        all.addAll(actions.of(openTarget(), watches.all()));
        return all;
    }

    void openPalette() {
        help.close();
        palette.open(actions());
    }

    void openHelp() {
        palette.close();
        help.open(actions());
    }

    void filter() {
        if (screen != null) {
            screen.focusFilter();
        }
    }

    void escape() {
        Screen sheet = sheets.open();
        if (palette.isOpen() || help.isVisible()) {
            closeOverlays();
        } else if (sheet != null) {
            if (!sheet.escape()) {
                sheets.close();
            }
        } else if (screen == null || !screen.escape()) {
            back();
        }
    }

    private void closeOverlays() {
        palette.close();
        help.close();
    }

    /** Closes all screens. */
    @Override
    public void close() {
        seconds.unsubscribe();
        heard.forEach(dev.belay.news.Subscription::close);
        running.close();
        sheets.close();
        backstage.close();
        pages.closeAll();
    }
}
