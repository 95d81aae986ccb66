package dev.belay.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.db.Forwarding;
import dev.belay.db.Metric;
import dev.belay.db.Retry;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.demo.Demo;
import dev.belay.demo.DemoWorkload;
import dev.belay.history.Histories;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.RememberedPasswords;
import dev.belay.target.Target;
import dev.belay.target.Tls;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.ui.fleet.FleetScreen;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Desk;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toasts;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.chart.TimeWindow;
import dev.belay.watch.Link;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;
import dev.belay.watch.check.HealthRound;
import dev.belay.watch.check.OnDemand;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The screens on real databases, watched by real watches. */
class OverviewScreenTest implements Desk {
    private static final Duration LONG = Duration.ofSeconds(40);

    @TempDir Path folder;

    private final Sessions sessions =
            new Sessions(
                    engine ->
                            engine == Engine.SQLITE ? new SqliteDialect() : new PostgresqlDialect(),
                    target -> null,
                    Forwarding.NONE);
    private final Clock clock = Clock.systemUTC();
    private final Histories histories = new Histories();
    private final Watches watches =
            new Watches(
                    sessions,
                    target -> new HealthRound(clock),
                    histories::read,
                    clock,
                    Retry.PATIENT);
    private final TimeWindow window = new TimeWindow(Instant.now());
    private final Toasts toasts = Toolkit.onFx(Toasts::new);
    private String opened = "";

    @AfterEach
    void close() {
        watches.close();
    }

    @Test
    void aFileUnderLoadShowsItsChecksAndLiveCharts() throws Exception {
        Target target = Demo.make(folder.resolve("demo"));
        try (DemoWorkload workload =
                DemoWorkload.start(folder.resolve("demo").resolve(Demo.FILE))) {
            Watch watch = watches.add(target);
            watch.focus(true);
            OverviewScreen screen = show(target);
            await().atMost(LONG).until(() -> watch.view().health() != null);
            await().atMost(LONG).until(() -> watch.trail().size() >= 8);
            await().atMost(LONG).until(() -> texts(screen).contains("Write access"));
            assertThat(texts(screen)).contains("Latency", "Write-ahead log", "Migrations");
            picture(screen, "overview-sqlite");
            action(screen, "Read every page").run().run();
            await().atMost(LONG).until(() -> texts(screen).contains("whole"));
            Toolkit.runOnFx(screen::close);
        }
    }

    @Test
    void aWaitForALockBecomesASentenceAndACurve() throws Exception {
        PostgresServer server = PostgresServers.usual();
        Target target = server("webshop-prod", server.port());
        server.run("postgres", "drop table if exists orders", "create table orders (id int)");
        Watch watch = watches.add(target);
        watch.focus(true);
        OverviewScreen screen = show(target);
        try (Connection holder = server.admin("postgres");
                Connection waiter = server.admin("postgres");
                Statement holds = holder.createStatement()) {
            holder.setAutoCommit(false);
            holds.execute("lock table orders");
            Thread.ofPlatform().daemon().start(() -> select(waiter));
            await().atMost(LONG).until(() -> watch.view().last() != null && waited(watch) > 1_500);
            watch.recheck();
            await().atMost(LONG).until(() -> has(screen, "1 waits on orders"));
            picture(screen, "overview-postgresql");
            holder.rollback();
        }
        await().atMost(LONG).until(() -> waited(watch) == 0);
        Toolkit.runOnFx(screen::close);
    }

    @Test
    void aServerThatIsNotThereShowsTheLadderAndCancelStopsIt() throws Exception {
        Target target = server("ledger-prod", freePort());
        Watch watch = watches.add(target);
        OverviewScreen screen = show(target);
        await().atMost(LONG).until(() -> has(screen, "Attempt 2"));
        assertThat(texts(screen))
                .contains("ledger-prod does not answer", "Not seen yet by this Belay");
        picture(screen, "retry-real");
        assertThat(Toolkit.onFx(screen::escape)).isTrue();
        await().atMost(LONG).until(() -> texts(screen).contains("ledger-prod is not watched"));
        assertThat(watch.view().link()).isInstanceOf(Link.Paused.class);
        Toolkit.runOnFx(screen::close);
    }

    @Test
    void aRealWriteIsAnnouncedBeforeItIsMade() throws Exception {
        Target target = Demo.make(folder.resolve("demo"));
        Watch watch = watches.add(target);
        OverviewScreen screen = show(target);
        await().atMost(LONG).until(() -> watch.view().link() instanceof Link.Live);
        await().atMost(LONG).until(() -> texts(screen).contains("Write access"));
        Toolkit.runOnFx(action(screen, "Write to demo").run());
        assertThat(texts(screen)).contains(OnDemand.writeAnnounced());
        Toolkit.runOnFx(
                () ->
                        screen.node().lookupAll(".ask-card .button.primary").stream()
                                .map(n -> (javafx.scene.control.Button) n)
                                .forEach(javafx.scene.control.Button::fire));
        await().atMost(LONG).until(() -> toasts.getChildren().size() >= 2);
        assertThat(texts(screen)).doesNotContain(OnDemand.writeAnnounced());
        Toolkit.runOnFx(screen::close);
    }

    @Test
    void theFleetShowsRealTargetsAndOpensTheChosenOne() throws Exception {
        watches.add(Demo.make(folder.resolve("demo")));
        watches.add(server("webshop-prod", PostgresServers.usual().port()));
        watches.add(server("ledger-prod", freePort()));
        FleetScreen screen =
                Toolkit.onFx(
                        () ->
                                new FleetScreen(
                                        watches, this, clock, window, new Nothing(), () -> {}));
        Scene scene = scene(screen.node());
        Toolkit.runOnFx(screen::onShow);
        await().atMost(LONG)
                .until(
                        () ->
                                watches.all().stream()
                                                .filter(w -> w.view().health() != null)
                                                .count()
                                        == 2);
        await().atMost(LONG).until(() -> texts(scene.getRoot()).contains("ledger-prod"));
        await().atMost(LONG).until(() -> texts(scene.getRoot()).contains("unreachable"));
        shoot(scene, "fleet-real");
        Toolkit.runOnFx(screen::close);
    }

    private OverviewScreen show(Target target) {
        OverviewScreen screen =
                Toolkit.onFx(
                        () ->
                                new OverviewScreen(
                                        watches,
                                        target.name(),
                                        this,
                                        clock,
                                        window,
                                        new Asking(new OnDemand(sessions, clock), sessions),
                                        new RememberedPasswords(),
                                        t -> List.of()));
        scene(screen.node());
        Toolkit.runOnFx(screen::onShow);
        return screen;
    }

    private static Scene scene(javafx.scene.Parent node) {
        return Toolkit.onFx(
                () -> {
                    Theme theme = new Theme();
                    theme.choose(Theme.Choice.DARK);
                    Scene scene = new Scene(new VBox(node), 1132, 606);
                    VBox.setVgrow(node, javafx.scene.layout.Priority.ALWAYS);
                    theme.dress(scene);
                    return scene;
                });
    }

    private static void picture(OverviewScreen screen, String name) {
        shoot(screen.node().getScene(), name);
    }

    private static void shoot(Scene scene, String name) {
        Toolkit.write(scene, name + "-dark");
    }

    private static Action action(OverviewScreen screen, String begin) {
        return Toolkit.onFx(
                () ->
                        screen.actions().stream()
                                .filter(a -> a.title().startsWith(begin))
                                .findFirst()
                                .orElseThrow());
    }

    private static List<String> texts(OverviewScreen screen) {
        return texts(screen.node());
    }

    private static boolean has(OverviewScreen screen, String begin) {
        return texts(screen).stream().anyMatch(t -> t.startsWith(begin));
    }

    private static List<String> texts(Node node) {
        return Toolkit.onFx(
                () -> {
                    // Without a window nobody else lays the scene out.
                    node.getScene().getRoot().applyCss();
                    node.getScene().getRoot().layout();
                    return node.lookupAll(".label").stream()
                            .map(n -> ((Label) n).getText())
                            .toList();
                });
    }

    private static double waited(Watch watch) {
        return watch.view().last().vitals().orNaN(Metric.LONGEST_WAIT);
    }

    private static void select(Connection waiter) {
        try (Statement statement = waiter.createStatement()) {
            statement.execute("select * from orders");
        } catch (java.sql.SQLException e) {
            // The server ends with the test.
        }
    }

    private static Target server(String name, int port) {
        return Target.of(
                name,
                Engine.POSTGRESQL,
                Environment.PRODUCTION,
                new Address.Server("127.0.0.1", port, "postgres", "postgres", Tls.DEFAULT, null));
    }

    private static int freePort() throws java.io.IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void open(String page) {
        opened = page;
    }

    @Override
    public void open(String page, String target) {
        opened = page + " " + target;
    }

    @Override
    public void back() {}

    @Override
    public Toasts toasts() {
        return toasts;
    }

    /** An empty page. */
    private static final class Nothing implements Screen {
        private final VBox node = new VBox();

        @Override
        public Parent node() {
            return node;
        }

        @Override
        public void close() {}
    }
}
