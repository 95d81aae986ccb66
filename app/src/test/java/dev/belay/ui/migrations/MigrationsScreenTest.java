package dev.belay.ui.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.demo.Demo;
import dev.belay.target.Address;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Edges;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.Watching;
import dev.belay.ui.shell.Page;
import dev.belay.ui.shell.Shell;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

class MigrationsScreenTest {
    @TempDir Path folder;

    @Test
    void theDemosHistoryIsShownWithEveryStateAndItsScripts() throws Exception {
        Target target = trouble(Demo.make(folder)).withEnvironment(Environment.STAGING);
        try (Watches watches = Watching.watches();
                StallWatch stalls = Toolkit.onFx(StallWatch::new);
                CssWarnings warnings = new CssWarnings()) {
            Watch watch = watches.add(target);
            await().atMost(Duration.ofSeconds(30)).until(() -> watch.view().history() != null);
            await().atMost(Duration.ofSeconds(30)).until(() -> watch.view().health() != null);
            Theme theme = Toolkit.onFx(Theme::new);
            Shell shell =
                    Toolkit.onFx(
                            () ->
                                    new Shell(
                                            watches,
                                            theme,
                                            stalls,
                                            Clock.systemUTC(),
                                            Watching.noChanges(Clock.systemUTC()),
                                            running -> {},
                                            pages(watches),
                                            List.of()));
            Scene scene = Toolkit.onFx(() -> shell.scene(Toolkit.WIDTH, Toolkit.HEIGHT));
            Toolkit.runOnFx(() -> shell.open("migrations", "demo"));
            TableView<MigrationsModel.Line> table = lookup(scene, ".table-view");
            await().until(() -> table.getItems().size() >= 10);
            Toolkit.runOnFx(
                    () ->
                            table.getItems().stream()
                                    .filter(l -> "4".equals(l.migration().version()))
                                    .forEach(table.getSelectionModel()::select));
            ListView<?> script = lookup(scene, "#script");
            await().until(() -> script.getItems().size() > 3);
            for (Theme.Choice choice : List.of(Theme.Choice.DARK, Theme.Choice.LIGHT)) {
                Toolkit.runOnFx(() -> theme.choose(choice));
                Toolkit.settle();
                Toolkit.write(scene, "migrations-" + (theme.isDark() ? "dark" : "light"));
            }
            assertThat(warnings.seen()).isEmpty();
            Toolkit.runOnFx(shell::close);
        }
    }

    @Test
    void whatNobodyAnswersForIsGreyedAndDated() throws Exception {
        Target target = Demo.make(folder);
        try (Watches watches = Watching.watches();
                CssWarnings warnings = new CssWarnings()) {
            Watch watch = watches.add(target);
            await().atMost(Duration.ofSeconds(30)).until(() -> watch.view().history() != null);
            Clock later = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(40));
            MigrationsScreen screen =
                    Toolkit.onFx(() -> new MigrationsScreen(watches, "demo", later, r -> {}));
            Toolkit.runOnFx(screen::onShow);
            Toolkit.picture("migrations-stale", 1100, 600, screen::node);
            assertThat(screen.node().getStyleClass()).contains("stale-page");
            assertThat(screen.node().lookupAll(".label"))
                    .anyMatch(
                            l ->
                                    l instanceof Label label
                                            && label.getText()
                                                    .matches(
                                                            "No answer.*last seen [34]\\d.* s"
                                                                    + " ago."));
            Toolkit.runOnFx(() -> screen.node().getScene().setRoot(new StackPane()));
            Toolkit.picture("migrations-narrow", 850, 500, screen::node);
            assertThat(Edges.beyond(screen.node().getScene())).isEmpty();
            Toolkit.runOnFx(screen::close);
            assertThat(warnings.seen()).isEmpty();
        }
    }

    @Test
    void fiveThousandMigrationsKeepOnlyTheRowsInSightAsNodesAndCanBeFiltered() throws Exception {
        Target target = Demo.make(folder);
        String url = "jdbc:sqlite:" + ((Address.File) target.address()).path();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "with recursive n(i) as (select 100 union all select i + 1 from n where i <"
                            + " 5099) insert into flyway_schema_history select i, cast(i as text),"
                            + " 'step ' || i, 'SQL', 'V' || i || '__step.sql', i, 'ops',"
                            + " current_timestamp, 3, 1 from n");
        }
        try (Watches watches = Watching.watches()) {
            Watch watch = watches.add(target);
            // As when its page is open: a look that failed is repeated after seconds, not a minute.
            watch.focus(true);
            await().atMost(Duration.ofSeconds(60)).until(() -> watch.view().history() != null);
            MigrationsScreen screen =
                    Toolkit.onFx(
                            () ->
                                    new MigrationsScreen(
                                            watches, "demo", Clock.systemUTC(), r -> {}));
            Scene scene = Toolkit.onFx(() -> new Scene(screen.node(), 1100, 600));
            TableView<MigrationsModel.Line> table = lookup(scene, ".table-view");
            assertThat(table.getItems()).hasSizeGreaterThan(5000);
            int rows = Toolkit.onFx(() -> table.lookupAll(".table-row-cell").size());
            assertThat(rows).isBetween(10, 60);
            Toolkit.runOnFx(
                    () -> {
                        ((javafx.scene.control.TextField)
                                        screen.node().lookup(".filter-field .text-field"))
                                .setText("v4711");
                    });
            assertThat(table.getItems())
                    .extracting(l -> l.migration().description())
                    .containsExactly("step 4711");
            Toolkit.runOnFx(() -> assertThat(screen.escape()).isTrue());
            assertThat(table.getItems()).hasSizeGreaterThan(5000);
            Toolkit.runOnFx(screen::close);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Node> T lookup(Scene scene, String css) {
        return Toolkit.onFx(
                () -> {
                    scene.getRoot().applyCss();
                    scene.getRoot().layout();
                    return (T) Objects.requireNonNull(scene.getRoot().lookup(css), css);
                });
    }

    private static List<Page> pages(Watches watches) {
        return List.of(
                new Page("fleet", "Fleet", Icon.Shape.FLEET, Page.Place.TOP, t -> null),
                new Page("overview", "Overview", Icon.Shape.OVERVIEW, Page.Place.TARGET, t -> null),
                new Page(
                        "migrations",
                        "Migrations",
                        Icon.Shape.MIGRATIONS,
                        Page.Place.TARGET,
                        t -> new MigrationsScreen(watches, t, Clock.systemUTC(), r -> {}),
                        v -> v.history() == null ? "" : Long.toString(v.history().pending())),
                new Page("targets", "Targets", Icon.Shape.TARGETS, Page.Place.BOTTOM, t -> null));
    }

    /** A folder with a changed, a missing and two pending scripts, and a failed row. */
    private Target trouble(Target demo) throws Exception {
        Path migrations = demo.migrations();
        Files.writeString(
                migrations.resolve("V8__add_invoices.sql"),
                "-- Invoices, one an order.\n"
                        + "create table invoice (\n"
                        + "  id integer primary key,\n"
                        + "  order_id integer not null references orders (id),\n"
                        + "  total numeric(10, 2) default 0,\n"
                        + "  note text default 'none'\n"
                        + ");\n");
        Files.writeString(migrations.resolve("V9__drop_old_names.sql"), "select 1;\n");
        Path changed = migrations.resolve("V4__create_orders.sql");
        Files.writeString(changed, Files.readString(changed) + "\n-- changed later\n");
        Files.delete(migrations.resolve("V3__create_environments_and_credentials.sql"));
        String url = "jdbc:sqlite:" + ((Address.File) demo.address()).path();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "insert into flyway_schema_history select max(installed_rank) + 1, '7.1',"
                            + " 'rebuild index', 'SQL', 'V7.1__rebuild_index.sql', 1, 'ops',"
                            + " current_timestamp, 812, 0 from flyway_schema_history");
        }
        return demo;
    }
}
