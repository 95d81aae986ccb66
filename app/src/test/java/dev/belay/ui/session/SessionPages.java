package dev.belay.ui.session;

import dev.belay.db.Forwarding;
import dev.belay.db.Retry;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.history.Histories;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.Watching;
import dev.belay.ui.kit.chart.TimeBar;
import dev.belay.ui.kit.chart.TimeWindow;
import dev.belay.ui.locks.LocksScreen;
import dev.belay.ui.pool.PoolScreen;
import dev.belay.ui.sessions.Arrangement;
import dev.belay.ui.sessions.SessionsScreen;
import dev.belay.ui.shell.Page;
import dev.belay.ui.shell.Shell;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;
import dev.belay.watch.check.HealthRound;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A window with the pages about sessions, on one real target that a real watch reads. */
public final class SessionPages implements AutoCloseable {
    private final Watches watches;
    private final CssWarnings warnings = new CssWarnings();
    private final Clock clock = Clock.systemUTC();
    private final TimeWindow window = new TimeWindow(Instant.now());
    private final Theme theme = Toolkit.onFx(Theme::new);
    private final StallWatch stalls = Toolkit.onFx(StallWatch::new);
    public final List<String> planned = new ArrayList<>();
    public final Arrangement arrangement = new Arrangement();
    public final Watch watch;
    public final Shell shell;
    public final Stage stage;
    private final Target target;

    public SessionPages(Target target) {
        this(target, Watching.watches());
    }

    /** For a role that needs a password. */
    public SessionPages(Target target, String password) {
        this(
                target,
                new Watches(
                        new Sessions(
                                engine -> new PostgresqlDialect(),
                                t -> Secret.of(password),
                                Forwarding.NONE),
                        t -> new HealthRound(Clock.systemUTC()),
                        new Histories()::read,
                        Clock.systemUTC(),
                        Retry.PATIENT));
    }

    private SessionPages(Target target, Watches watches) {
        this.target = target;
        this.watches = watches;
        watch = watches.add(target);
        shell =
                Toolkit.onFx(
                        () ->
                                new Shell(
                                        watches,
                                        theme,
                                        stalls,
                                        clock,
                                        Watching.noChanges(clock),
                                        running -> {},
                                        pages(),
                                        List.of()));
        stage =
                Toolkit.onFx(
                        () -> {
                            shell.showTimeBar(new TimeBar(window, clock));
                            Stage made = new Stage();
                            made.setScene(shell.scene(Toolkit.WIDTH, Toolkit.HEIGHT));
                            theme.choose(Theme.Choice.DARK);
                            made.show();
                            return made;
                        });
    }

    private List<Page> pages() {
        Ending ending =
                (sessions, terminate) ->
                        planned.add(
                                sessions.stream()
                                        .map(Subject::title)
                                        .collect(
                                                Collectors.joining(
                                                        " ",
                                                        terminate ? "terminate " : "cancel ",
                                                        "")));
        return List.of(
                new Page("fleet", "Fleet", Icon.Shape.FLEET, Page.Place.TOP, t -> null),
                new Page("overview", "Overview", Icon.Shape.OVERVIEW, Page.Place.TARGET, t -> null),
                new Page(
                        "locks",
                        "Locks",
                        Icon.Shape.LOCKS,
                        Page.Place.TARGET,
                        t -> new LocksScreen(watches, t, clock, ending)),
                new Page(
                        "sessions",
                        "Sessions",
                        Icon.Shape.SESSIONS,
                        Page.Place.TARGET,
                        t -> new SessionsScreen(watches, t, clock, ending, arrangement)),
                new Page(
                        "pool",
                        "Pool",
                        Icon.Shape.BARS,
                        Page.Place.TARGET,
                        t -> new PoolScreen(watches, target, clock, window)));
    }

    public void open(String page) {
        Toolkit.runOnFx(() -> shell.open(page, target.name()));
    }

    /** Writes what the window shows, dark and light. */
    public void pictures(String name) {
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            Toolkit.runOnFx(() -> theme.choose(choice));
            Toolkit.settle();
            Toolkit.write(stage.getScene(), name + "-" + (theme.isDark() ? "dark" : "light"));
        }
    }

    /** Every word in sight, a line a label. */
    public String texts() {
        return Toolkit.onFx(
                () -> {
                    Parent root = stage.getScene().getRoot();
                    root.applyCss();
                    root.layout();
                    return words(root).collect(Collectors.joining("\n"));
                });
    }

    private static Stream<String> words(Node node) {
        if (!node.isVisible()) {
            return Stream.of();
        }
        if (node instanceof TextFlow flow) {
            return Stream.of(
                    flow.getChildren().stream()
                            .map(t -> ((Text) t).getText())
                            .collect(Collectors.joining()));
        }
        Stream<String> own =
                node instanceof Labeled label && label.getText() != null
                        ? Stream.of(label.getText())
                        : node instanceof Text text && !(text.getParent() instanceof Labeled)
                                ? Stream.of(text.getText())
                                : Stream.of();
        return node instanceof Parent parent
                ? Stream.concat(
                        own, parent.getChildrenUnmodifiable().stream().flatMap(SessionPages::words))
                : own.filter(Objects::nonNull);
    }

    /** What the style sheets complained about. */
    public List<String> warnings() {
        return List.copyOf(warnings.seen());
    }

    @Override
    public void close() {
        Toolkit.runOnFx(
                () -> {
                    stage.hide();
                    shell.close();
                });
        stalls.close();
        watches.close();
        warnings.close();
    }
}
