package dev.belay.ui;

import dev.belay.backup.Archive;
import dev.belay.db.Metric;
import dev.belay.message.Messages;
import dev.belay.news.Subscription;
import dev.belay.operation.Audit;
import dev.belay.operation.Changes;
import dev.belay.operation.Interruptions;
import dev.belay.operation.Proving;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.ui.audit.AuditScreen;
import dev.belay.ui.backups.BackupsScreen;
import dev.belay.ui.fleet.FleetScreen;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.chart.Mark;
import dev.belay.ui.kit.chart.TimeBar;
import dev.belay.ui.kit.chart.TimeWindow;
import dev.belay.ui.locks.LocksScreen;
import dev.belay.ui.migrations.MigrationsScreen;
import dev.belay.ui.overview.Asking;
import dev.belay.ui.overview.OverviewScreen;
import dev.belay.ui.overview.TargetMarks;
import dev.belay.ui.pool.PoolScreen;
import dev.belay.ui.seeds.SeedsScreen;
import dev.belay.ui.session.Ending;
import dev.belay.ui.sessions.Arrangement;
import dev.belay.ui.sessions.SessionsScreen;
import dev.belay.ui.shell.AboutScreen;
import dev.belay.ui.shell.Page;
import dev.belay.ui.shell.Shell;
import dev.belay.ui.targets.FirstStart;
import dev.belay.ui.targets.Profiles;
import dev.belay.ui.targets.TargetsScreen;
import dev.belay.watch.View;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The console: one window with every page, on watches that run whether it is looked at or not. */
public final class Console implements AutoCloseable {
    private static final double MIN_WIDTH = 900;
    private static final double MIN_HEIGHT = 600;
    private static final Set<String> PAGES_WITHOUT_MARKS = Set.of("locks", "sessions", "pool");
    private static final List<Integer> ICON_SIZES = List.of(16, 24, 32, 48, 64, 128, 256);

    /**
     * What the console is made of.
     *
     * @param asking the checks that are made only on a wish
     * @param demo makes the demo, saves it and starts its workload; blocks
     * @param found programs of others on this machine with their versions; blocks
     * @param audit opens the store where it is not open yet; blocks
     * @param archive the backups; opens the store where it is not open yet; blocks
     * @param proving restores backups into scratch; opens the store as well
     * @param openFolder shows a folder in the desktop's own window
     * @param places where Belay keeps what it keeps, for the diagnostics
     * @param changes what is armed and what runs
     * @param interruptions what is to be told of operations that were interrupted
     * @param quit ends Belay; called on the JavaFX thread
     */
    public record Parts(
            Profiles profiles,
            Asking asking,
            Callable<Target> demo,
            Callable<Map<String, String>> found,
            Supplier<Audit> audit,
            Supplier<Archive> archive,
            Supplier<Proving> proving,
            Consumer<Path> openFolder,
            Map<String, String> places,
            Changes changes,
            Interruptions interruptions,
            Clock clock,
            Runnable quit) {}

    private final Parts parts;
    private final Theme theme = new Theme();
    private final StallWatch stalls = new StallWatch();
    private final Background background = new Background();
    private final TimeWindow window;
    private final Shell shell;
    private final Subscription watched;
    private final javafx.util.Subscription seconds;
    private final Changing changing;
    private final InterruptionNotes interrupted;
    private final Deeds deeds;
    private final Arrangement arrangement = new Arrangement();
    private @Nullable TargetsScreen targets;

    /** To be made on the JavaFX thread. */
    public Console(Parts parts) {
        this.parts = parts;
        deeds = new Deeds(parts.audit(), parts.changes(), parts.clock());
        window = new TimeWindow(parts.clock().instant());
        shell =
                new Shell(
                        watches(),
                        theme,
                        stalls,
                        parts.clock(),
                        parts.changes(),
                        running -> changing().look(running),
                        pages(),
                        actions());
        shell.showTimeBar(new TimeBar(window, parts.clock()));
        changing = new Changing(parts.changes(), watches(), shell, parts.clock(), parts.quit());
        interrupted =
                new InterruptionNotes(
                        parts.interruptions(), watches(), shell, changing::plan, parts.clock());
        seconds = Ages.everySecond(this::listen);
        watched = watches().subscribe(() -> Platform.runLater(this::countTargets));
    }

    private List<Action> actions() {
        List<Action> all = new ArrayList<>();
        all.add(Action.of(Messages.text("ui.action.add"), "Ctrl+N", this::add));
        all.add(Action.of(Messages.text("ui.action.demo"), "", this::demo));
        all.add(Action.of(Messages.text("ui.action.pause"), "Space", window::toggle));
        all.add(
                new Action(
                        Messages.text("ui.action.locks"),
                        "L",
                        () ->
                                shell().openTarget().isEmpty()
                                        ? Messages.text("ui.action.locks.off")
                                        : "",
                        () -> shell().open("locks", shell().openTarget())));
        all.addAll(InterruptionNotes.actions(() -> interrupted));
        all.add(
                new Action(
                        Messages.text("ui.action.operation"),
                        "Ctrl+O",
                        () ->
                                parts.changes().all().isEmpty()
                                        ? Messages.text("ui.action.operation.off")
                                        : "",
                        () -> changing().lookAtNewest()));
        all.add(Action.of(Messages.text("ui.action.quit"), "Ctrl+Q", () -> changing().leave()));
        return all;
    }

    /** What the shell's own buttons reach, which are made before it. */
    private Changing changing() {
        return changing;
    }

    /** Whether the target in sight answers. */
    private void listen() {
        window.silent()
                .set(
                        watches()
                                .find(shell.openTarget())
                                .filter(w -> w.view().stale(parts.clock().instant()))
                                .isPresent());
        if (PAGES_WITHOUT_MARKS.contains(shell.openPage())) {
            watches().find(shell.openTarget()).ifPresent(this::mark);
        }
    }

    /** Pages that make no marks themselves show those of their target all the same. */
    private void mark(Watch watch) {
        List<Mark> done = deeds.of(watch.target().name());
        window.marks().set(TargetMarks.of(watch, parts.clock().instant(), done));
    }

    private void countTargets() {
        window.idle().set(watches().all().isEmpty());
    }

    private List<Page> pages() {
        return List.of(
                page("fleet", Icon.Shape.FLEET, Page.Place.TOP, t -> fleet()),
                page("audit", Icon.Shape.AUDIT, Page.Place.TOP, t -> audit()),
                page("overview", Icon.Shape.OVERVIEW, Page.Place.TARGET, this::overview),
                new Page(
                        "locks",
                        Messages.text("ui.page.locks"),
                        Icon.Shape.LOCKS,
                        Page.Place.TARGET,
                        this::locks,
                        view -> count(view, Metric.WAITING),
                        "fail-text"),
                new Page(
                        "sessions",
                        Messages.text("ui.page.sessions"),
                        Icon.Shape.SESSIONS,
                        Page.Place.TARGET,
                        this::sessions,
                        view -> count(view, Metric.CONNECTIONS)),
                page("pool", Icon.Shape.BARS, Page.Place.TARGET, this::pool),
                new Page(
                        "migrations",
                        Messages.text("ui.page.migrations"),
                        Icon.Shape.MIGRATIONS,
                        Page.Place.TARGET,
                        this::migrations,
                        Console::pending),
                page("backups", Icon.Shape.DATABASE, Page.Place.TARGET, this::backups),
                page("seeds", Icon.Shape.SEEDS, Page.Place.TARGET, this::seeds),
                page("targets", Icon.Shape.TARGETS, Page.Place.BOTTOM, t -> targets()),
                page(
                        "about",
                        Icon.Shape.INFO,
                        Page.Place.PALETTE_ONLY,
                        t -> new AboutScreen(watches(), stalls, parts.places())));
    }

    private static Page page(
            String id,
            Icon.Shape icon,
            Page.Place place,
            java.util.function.Function<String, Screen> make) {
        return new Page(id, Messages.text("ui.page." + id), icon, place, make);
    }

    private static String count(View view, Metric metric) {
        double count = view.last() == null ? Double.NaN : view.last().vitals().orNaN(metric);
        return count > 0 ? Long.toString((long) count) : "";
    }

    private static String pending(View view) {
        return view.history() == null || view.history().pending() == 0
                ? ""
                : Long.toString(view.history().pending());
    }

    private Screen fleet() {
        FirstStart.Ways ways =
                new FirstStart.Ways() {
                    @Override
                    public void demo() {
                        Console.this.demo();
                    }

                    @Override
                    public void add(TargetUrl url) {
                        shell.open("targets");
                        targets().add(url);
                    }

                    @Override
                    public void add() {
                        Console.this.add();
                    }
                };
        return new FleetScreen(
                watches(),
                shell,
                parts.clock(),
                window,
                new FirstStart(parts.profiles(), ways, parts.found()),
                this::add);
    }

    private Screen overview(String target) {
        return new OverviewScreen(
                watches(),
                target,
                shell,
                parts.clock(),
                window,
                parts.asking(),
                parts.profiles().passwords(),
                deeds::of);
    }

    private Screen locks(String target) {
        return new LocksScreen(watches(), target, parts.clock(), ending(target));
    }

    private Screen sessions(String target) {
        return new SessionsScreen(watches(), target, parts.clock(), ending(target), arrangement);
    }

    private Screen pool(String name) {
        Target target = watches().find(name).orElseThrow().target();
        return new PoolScreen(watches(), target, parts.clock(), window);
    }

    /** Reading the plan of an end is free; whether it may run is for the plan to say. */
    private Ending ending(String target) {
        return (sessions, terminate) -> changing().plan(target, Ends.request(sessions, terminate));
    }

    private Screen migrations(String target) {
        return new MigrationsScreen(
                watches(), target, parts.clock(), request -> changing().plan(target, request));
    }

    private Screen seeds(String target) {
        return new SeedsScreen(watches(), target, request -> changing().plan(target, request));
    }

    private Screen backups(String target) {
        return new BackupsScreen(
                watches(),
                target,
                parts.clock(),
                new BackupsScreen.Means(
                        parts.archive(),
                        parts.proving(),
                        parts.changes(),
                        request -> changing().plan(target, request),
                        parts.openFolder(),
                        () -> schedule(target)));
    }

    private void schedule(String target) {
        shell.open("targets");
        targets().schedule(target);
    }

    private Screen audit() {
        return new AuditScreen(parts.audit(), shell, parts.clock());
    }

    private TargetsScreen targets() {
        TargetsScreen made = targets;
        if (made == null) {
            made = new TargetsScreen(parts.profiles(), shell);
            targets = made;
        }
        return made;
    }

    private void add() {
        shell.open("targets");
        targets().add();
    }

    private void demo() {
        background.run(
                parts.demo(),
                target -> {
                    watches().addNew(target);
                    shell.open("overview", target.name());
                },
                shell.toasts()::problem);
    }

    /**
     * Watches targets and shows the window's first page.
     *
     * @param saved all that are to be watched
     * @param first the one to open, or null for the fleet
     */
    public void start(List<Target> saved, @Nullable Target first) {
        saved.forEach(watches()::addNew);
        countTargets();
        parts.interruptions().start();
        if (first == null) {
            shell.open("fleet");
        } else {
            watches().addNew(first);
            shell.open("overview", first.name());
        }
        rehearse();
    }

    private Watches watches() {
        return parts.profiles().watches();
    }

    private void rehearse() {
        List<Supplier<? extends Screen>> pages = new ArrayList<>();
        watches().all().stream()
                .findFirst()
                .map(watch -> watch.target().name())
                .ifPresent(
                        target -> {
                            pages.add(() -> overview(target));
                            pages.add(() -> locks(target));
                            pages.add(() -> migrations(target));
                            pages.add(() -> backups(target));
                        });
        pages.add(this::audit);
        pages.add(() -> new TargetsScreen(parts.profiles(), shell));
        pages.add(
                () -> {
                    TargetsScreen form = new TargetsScreen(parts.profiles(), shell);
                    form.add();
                    return form;
                });
        shell.rehearse(pages);
    }

    /** The scene of the window, dressed and with its keys; to be made once. */
    public Scene scene(double width, double height) {
        return shell.scene(width, height);
    }

    /** Shows the window. */
    public void show(Stage stage) {
        stage.setTitle(Messages.text("app.name"));
        for (int size : ICON_SIZES) {
            InputStream icon = Console.class.getResourceAsStream("/icons/belay-" + size + ".png");
            if (icon != null) {
                stage.getIcons().add(new Image(icon));
            }
        }
        stage.setScene(scene(Shell.MIN_WIDTH, Shell.MIN_HEIGHT));
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.setOnCloseRequest(
                e -> {
                    e.consume();
                    changing.leave();
                });
        if (shell.screen() == null) {
            // The frame of the first page stands before its targets are known.
            shell.open("fleet");
        }
        stage.show();
    }

    public Shell shell() {
        return shell;
    }

    /** How the table of sessions is arranged. */
    public Arrangement arrangement() {
        return arrangement;
    }

    public Theme theme() {
        return theme;
    }

    /** How fast the window answers. */
    public StallWatch.Pauses pauses() {
        return stalls.pauses();
    }

    /** Begins to measure how fast the window answers anew. */
    public void forgetPauses() {
        stalls.reset();
    }

    /** Closes all pages; the watches belong to whoever made them. */
    @Override
    public void close() {
        watched.close();
        seconds.unsubscribe();
        changing.close();
        interrupted.close();
        deeds.close();
        background.close();
        shell.close();
        stalls.close();
    }
}
