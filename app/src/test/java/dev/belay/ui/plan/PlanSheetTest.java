package dev.belay.ui.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.demo.Demo;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.operation.PlanLines;
import dev.belay.operation.Request;
import dev.belay.operation.Running;
import dev.belay.target.Address;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.Watching;
import dev.belay.ui.shell.Page;
import dev.belay.ui.shell.Shell;
import dev.belay.watch.Watches;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sheet in a real window, worked by keyboard alone, on real databases. */
class PlanSheetTest {
    private static final String SLOW =
            "insert into invoice with recursive n(i) as (select 1 union all select i + 1 from n"
                    + " where i < 200000000) select i, i from n;";

    @TempDir Path folder;
    private final FxRobot robot = new FxRobot();
    private final CssWarnings warnings = new CssWarnings();
    private final Watches watches = Watching.watches();
    private Bench bench;
    private Shell shell;
    private StallWatch stalls;
    private Stage stage;
    private PlanSheet sheet;

    @BeforeEach
    void open() {
        bench = new Bench(folder.resolve("home"));
        Toolkit.runOnFx(
                () -> {
                    Theme theme = new Theme();
                    theme.choose(Theme.Choice.DARK);
                    stalls = new StallWatch();
                    Page page =
                            new Page(
                                    "fleet",
                                    "Fleet",
                                    Icon.Shape.FLEET,
                                    Page.Place.TOP,
                                    t -> new Empty());
                    shell =
                            new Shell(
                                    watches,
                                    theme,
                                    stalls,
                                    Clock.systemUTC(),
                                    bench.changes,
                                    running -> {},
                                    List.of(page),
                                    List.of());
                    stage = new Stage();
                    stage.setScene(shell.scene(Toolkit.WIDTH, Toolkit.HEIGHT));
                    shell.open("fleet");
                    stage.show();
                });
    }

    @AfterEach
    void close() {
        Toolkit.runOnFx(
                () -> {
                    shell.closeSheet();
                    stage.hide();
                    shell.close();
                });
        stalls.close();
        bench.close();
        watches.close();
        warnings.close();
        assertThat(warnings.seen()).isEmpty();
    }

    private static final class Empty implements Screen {
        private final StackPane node = new StackPane();

        @Override
        public Parent node() {
            return node;
        }

        @Override
        public void close() {}
    }

    private void plan(Target target, Request request) {
        show(
                Toolkit.onFx(
                        () ->
                                new PlanSheet(
                                        bench.changes,
                                        target,
                                        request,
                                        Clock.systemUTC(),
                                        shell::closeSheet)));
        until(State.Shown.class);
    }

    private void show(PlanSheet shown) {
        sheet = shown;
        Toolkit.runOnFx(() -> shell.showSheet(shown));
    }

    private State state() {
        return Toolkit.onFx(sheet::state);
    }

    private void until(Class<? extends State> state) {
        await().atMost(Duration.ofSeconds(40)).until(() -> state.isInstance(state()));
        Toolkit.settle();
    }

    private Target demo() throws Exception {
        return Demo.make(Files.createDirectories(folder.resolve("demo")));
    }

    private static String version(Target target) throws Exception {
        String file = ((Address.File) target.address()).path().toString();
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = c.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select count(*) from flyway_schema_history where type <>"
                                        + " 'DELETE'")) {
            return rows.getString(1);
        }
    }

    private static int undone(Target target) throws Exception {
        String file = ((Address.File) target.address()).path().toString();
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = c.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select count(*) from flyway_schema_history where type ="
                                        + " 'DELETE' and version is not null")) {
            return rows.getInt(1);
        }
    }

    private String focused() {
        return Toolkit.onFx(
                () ->
                        stage.getScene().getFocusOwner() == null
                                ? ""
                                : String.valueOf(stage.getScene().getFocusOwner().getId()));
    }

    /** Walks by Tab until the focus is there. */
    private void tabTo(String id) {
        for (int i = 0; i < 12 && !focused().equals(id); i++) {
            robot.type(KeyCode.TAB);
            Toolkit.settle();
        }
        assertThat(focused()).isEqualTo(id);
    }

    private void press(KeyCode... keys) {
        robot.press(keys).release(keys);
        Toolkit.settle();
    }

    private String texts() {
        return Toolkit.onFx(
                () -> {
                    Node node = sheet.node();
                    node.applyCss();
                    return node.lookupAll(".label").stream()
                                    .map(l -> ((Label) l).getText())
                                    .collect(Collectors.joining("\n"))
                            + node.lookupAll("*").stream()
                                    .filter(javafx.scene.text.Text.class::isInstance)
                                    .map(t -> ((javafx.scene.text.Text) t).getText())
                                    .collect(Collectors.joining());
                });
    }

    @Test
    void onlyTheWholeNameAndEnterRollBack() throws Exception {
        Target target = demo();
        Toolkit.runOnFx(() -> bench.changes.arming().arm(target));
        plan(target, Request.of("rollback", "to", "5"));
        assertThat(focused()).isEqualTo("plan-name");
        for (String part : List.of("Shop", "", "x")) {
            robot.write(part).type(KeyCode.ENTER);
            Toolkit.settle();
            assertThat(state()).isInstanceOf(State.Shown.class);
        }
        press(KeyCode.CONTROL, KeyCode.A);
        robot.write("shop.d").type(KeyCode.ENTER);
        Toolkit.settle();
        assertThat(state()).isInstanceOf(State.Shown.class);
        assertThat(bench.changes.all()).isEmpty();
        assertThat(bench.wiring.audit().list()).isEmpty();
        assertThat(undone(target)).isZero();
        robot.write("b").type(KeyCode.ENTER);
        until(State.Over.class);
        assertThat(undone(target)).isEqualTo(2);
        assertThat(texts()).contains("V7", "undone", "The safety copy", "The way back");
        robot.type(KeyCode.ESCAPE);
        Toolkit.settle();
        assertThat(Toolkit.onFx(shell::sheet)).isNull();
        assertThat(bench.changes.all()).isEmpty();
    }

    @Test
    void whatIsOnlyWatchedIsArmedByItsKeysFirst() throws Exception {
        Target target = demo();
        plan(target, Request.of("rollback", "to", "6"));
        robot.write("shop.db").type(KeyCode.ENTER);
        Toolkit.settle();
        assertThat(state()).isInstanceOf(State.Shown.class);
        assertThat(texts()).contains("Armed first: Ctrl+Shift+A");
        press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
        assertThat(bench.changes.arming().of(target)).isPresent();
        assertThat(undone(target)).isZero();
        robot.type(KeyCode.ENTER);
        until(State.Over.class);
        assertThat(undone(target)).isEqualTo(1);
    }

    private Target slow() throws Exception {
        Target target = demo();
        Files.writeString(
                target.migrations().resolve("V8__invoices.sql"),
                "create table invoice (id integer primary key, order_id integer);\n" + SLOW);
        Toolkit.runOnFx(() -> bench.changes.arming().arm(target));
        plan(target, Request.of("migrate"));
        tabTo("plan-act");
        robot.type(KeyCode.ENTER);
        until(State.Going.class);
        await().until(() -> bench.changes.running().getFirst().at().what().contains("V8"));
        return target;
    }

    @Test
    void cancelBringsItToWhatItWas() throws Exception {
        Target target = slow();
        String before = version(target);
        tabTo("plan-stop");
        robot.type(KeyCode.SPACE);
        Toolkit.settle();
        await().until(() -> texts().contains("safe state") || state() instanceof State.Over);
        until(State.Over.class);
        assertThat(((State.Over) state()).end().toString()).contains("Cancelled");
        assertThat(version(target)).isEqualTo(before);
        assertThat(texts()).contains("Cancelled", "Read the plan again");
    }

    @Test
    void whatIsPutAwayGoesOnAndCanBeLookedAtAgain() throws Exception {
        slow();
        robot.type(KeyCode.ESCAPE);
        Toolkit.settle();
        assertThat(Toolkit.onFx(shell::sheet)).isNull();
        Running running = bench.changes.running().getFirst();
        show(
                Toolkit.onFx(
                        () ->
                                PlanSheet.of(
                                        bench.changes,
                                        running,
                                        Clock.systemUTC(),
                                        shell::closeSheet)));
        assertThat(state()).isInstanceOf(State.Going.class);
        assertThat(texts()).contains("V8__invoices.sql", "Working");
        running.stop();
        until(State.Over.class);
    }

    private Target shop(PostgresServer server) throws Exception {
        Path scripts = Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(scripts.resolve("V1__a.sql"), "create table orders (id int, note text);");
        Files.writeString(scripts.resolve("U1__a.sql"), "drop table orders;");
        Target target =
                server.target(server.freshDatabase()).withFolders(new Folders(scripts, null, null));
        bench.run(target, Request.of("migrate"));
        return target;
    }

    @Test
    void whoIsInTheWayIsNamed() throws Exception {
        PostgresServer server = PostgresServers.usual();
        Target target = shop(server);
        try (Connection busy = server.admin(target.databaseName());
                Statement statement = busy.createStatement()) {
            statement.execute("set application_name = 'nightly report'");
            busy.setAutoCommit(false);
            statement.execute("select * from orders");
            int pid = busy.unwrap(org.postgresql.PGConnection.class).getBackendPID();
            plan(target, Request.of("rollback", "to", "0"));
            assertThat(texts())
                    .contains("pid " + pid, "nightly report of postgres")
                    .contains("holds ACCESS SHARE on orders, idle in transaction for")
                    .contains("U1__a.sql:1 would wait for it");
            busy.rollback();
        }
        press(KeyCode.F5);
        await().until(() -> texts().contains("Nobody was found in the way"));
    }

    @Test
    void aServerThatHangsWhileItIsAskedLeavesCloseWorking() throws Exception {
        try (PostgresServer own = PostgresServers.start(PostgresServers.USUAL)) {
            Target target = shop(own);
            plan(target, Request.of("rollback", "to", "0"));
            own.signal("STOP");
            try {
                press(KeyCode.F5);
                assertThat(((State.Shown) state()).again()).isTrue();
                assertThat(texts()).contains("The plan is being read again");
                robot.type(KeyCode.ESCAPE);
                await().atMost(Duration.ofSeconds(2))
                        .until(() -> Toolkit.onFx(shell::sheet) == null);
            } finally {
                own.signal("CONT");
            }
        }
    }

    @Test
    void aServerThatIsGoneIsToldAndNothingWasBegun() throws Exception {
        PostgresServer own = PostgresServers.start(PostgresServers.USUAL);
        Target target;
        try (own) {
            target = shop(own);
            Files.writeString(
                    target.migrations().resolve("V2__b.sql"), "create table later (id int);");
            Toolkit.runOnFx(() -> bench.changes.arming().arm(target));
            plan(target, Request.of("migrate"));
        }
        tabTo("plan-act");
        robot.type(KeyCode.ENTER);
        until(State.Over.class);
        Running.Ended end = ((State.Over) state()).end();
        assertThat(end).isInstanceOf(Running.Ended.Unbegun.class);
        Problem problem = ((Running.Ended.Unbegun) end).problem();
        assertThat(problem.exit()).isEqualTo(ExitCode.NO_CONNECTION);
        assertThat(texts()).contains("Not begun", problem.code());
        press(KeyCode.F5);
        until(State.Unread.class);
        assertThat(texts()).contains(problem.code());
    }

    @Test
    void thousandsOfStatementsKeepOnlyTheLinesInSightAndOpenByEnter() throws Exception {
        Target target = demo();
        String long_ = "-- all of it\nselect '" + "x".repeat(400) + "';\n";
        Files.writeString(
                target.migrations().resolve("V8__many.sql"),
                "create table many (id integer);\n"
                        + long_
                        + IntStream.range(0, 4000)
                                .mapToObj(i -> "insert into many values (" + i + ");\n")
                                .collect(Collectors.joining()));
        plan(target, Request.of("migrate"));
        ListView<?> parts = Toolkit.onFx(() -> (ListView<?>) sheet.node().lookup(".plan-parts"));
        assertThat(parts.getItems()).hasSizeGreaterThan(4000);
        assertThat(Toolkit.onFx(() -> parts.lookupAll(".list-cell").size())).isBetween(5, 40);
        int before = parts.getItems().size();
        Toolkit.runOnFx(() -> parts.getSelectionModel().select(2));
        robot.type(KeyCode.ENTER);
        Toolkit.settle();
        assertThat(parts.getItems().size()).isGreaterThan(before + 5);
        robot.type(KeyCode.SPACE);
        Toolkit.settle();
        assertThat(parts.getItems()).hasSize(before);
    }

    @Test
    void thePlanAndItsCommandAreCopied() throws Exception {
        Target target = demo();
        plan(target, Request.of("rollback", "to", "6"));
        press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        assertThat(clipboard()).startsWith("belay rollback -t sqlite:").contains("--to 6");
        press(KeyCode.SHIFT, KeyCode.TAB);
        Toolkit.runOnFx(() -> sheet.node().lookup(".plan-parts").requestFocus());
        press(KeyCode.CONTROL, KeyCode.C);
        assertThat(clipboard())
                .isEqualTo(PlanLines.text(((State.Shown) state()).plan()))
                .contains("U7__index_open_orders.sql");
    }

    private static String clipboard() {
        return Objects.toString(Toolkit.onFx(() -> Clipboard.getSystemClipboard().getString()), "");
    }

    @Test
    void nothingIsFilledIn() throws Exception {
        plan(demo(), Request.of("rollback", "to", "6"));
        TextField name = Toolkit.onFx(() -> (TextField) sheet.node().lookup("#plan-name"));
        assertThat(name.getText()).isEmpty();
        assertThat(name.getPromptText()).isNullOrEmpty();
    }
}
