package dev.belay.ui.plan;

import static dev.belay.ui.kit.StatusIcon.Kind.FAIL;
import static dev.belay.ui.kit.StatusIcon.Kind.NOTE;
import static dev.belay.ui.kit.StatusIcon.Kind.OK;
import static dev.belay.ui.kit.StatusIcon.Kind.UNKNOWN;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.demo.Demo;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.operation.Finding;
import dev.belay.operation.Plan;
import dev.belay.operation.PlanLines;
import dev.belay.operation.Request;
import dev.belay.operation.Running;
import dev.belay.operation.Victim;
import dev.belay.operation.Victims;
import dev.belay.target.Address;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.Bench;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.ui.kit.Toolkit;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;

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
import java.time.OffsetDateTime;
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
    private Bench bench;
    private PlanWindow window;

    @BeforeEach
    void open() {
        bench = new Bench(folder.resolve("home"));
        window = new PlanWindow(bench);
    }

    @AfterEach
    void close() {
        window.close();
        bench.close();
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
                        window.stage.getScene().getFocusOwner() == null
                                ? ""
                                : String.valueOf(window.stage.getScene().getFocusOwner().getId()));
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

    @Test
    void onlyTheWholeNameAndEnterRollBack() throws Exception {
        Target target = demo();
        Toolkit.runOnFx(() -> bench.changes.arming().arm(target));
        window.plan(target, Request.of("rollback", "to", "5"));
        assertThat(focused()).isEqualTo("plan-name");
        for (String part : List.of("Shop", "", "x")) {
            robot.write(part).type(KeyCode.ENTER);
            Toolkit.settle();
            assertThat(window.state()).isInstanceOf(State.Shown.class);
        }
        press(KeyCode.CONTROL, KeyCode.A);
        robot.write("shop.d").type(KeyCode.ENTER);
        Toolkit.settle();
        assertThat(window.state()).isInstanceOf(State.Shown.class);
        assertThat(bench.changes.all()).isEmpty();
        assertThat(bench.wiring.audit().list()).isEmpty();
        assertThat(undone(target)).isZero();
        robot.write("b").type(KeyCode.ENTER);
        window.until(State.Over.class);
        assertThat(undone(target)).isEqualTo(2);
        assertThat(window.texts()).contains("V7", "undone", "The safety copy", "The way back");
        robot.type(KeyCode.ESCAPE);
        Toolkit.settle();
        assertThat(Toolkit.onFx(window.shell::sheet)).isNull();
        assertThat(bench.changes.all()).isEmpty();
    }

    @Test
    void whatIsOnlyWatchedIsArmedByItsKeysFirst() throws Exception {
        Target target = demo();
        window.plan(target, Request.of("rollback", "to", "6"));
        robot.write("shop.db").type(KeyCode.ENTER);
        Toolkit.settle();
        assertThat(window.state()).isInstanceOf(State.Shown.class);
        assertThat(window.texts()).contains("Arm it first: Ctrl+Shift+A");
        press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
        assertThat(bench.changes.arming().of(target)).isPresent();
        assertThat(undone(target)).isZero();
        robot.type(KeyCode.ENTER);
        window.until(State.Over.class);
        assertThat(undone(target)).isEqualTo(1);
    }

    private Target slow() throws Exception {
        Target target = demo();
        Files.writeString(
                target.migrations().resolve("V8__invoices.sql"),
                "create table invoice (id integer primary key, order_id integer);\n" + SLOW);
        Toolkit.runOnFx(() -> bench.changes.arming().arm(target));
        window.plan(target, Request.of("migrate"));
        tabTo("plan-act");
        robot.type(KeyCode.ENTER);
        window.until(State.Going.class);
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
        await().until(
                        () ->
                                window.texts().contains("safe state")
                                        || window.state() instanceof State.Over);
        window.until(State.Over.class);
        assertThat(((State.Over) window.state()).end().toString()).contains("Cancelled");
        assertThat(version(target)).isEqualTo(before);
        assertThat(window.texts())
                .contains("Cancelled", "Read the plan again", "the database is as it was before")
                .doesNotContain("could not", "schema V");
        assertThat(window.shapes()).contains(NOTE).doesNotContain(FAIL);
    }

    @Test
    void whatIsPutAwayGoesOnAndCanBeLookedAtAgain() throws Exception {
        slow();
        robot.type(KeyCode.ESCAPE);
        Toolkit.settle();
        assertThat(Toolkit.onFx(window.shell::sheet)).isNull();
        Running running = bench.changes.running().getFirst();
        window.look(running);
        assertThat(window.state()).isInstanceOf(State.Going.class);
        assertThat(window.texts()).contains("V8__invoices.sql", "Working");
        running.stop();
        window.until(State.Over.class);
    }

    @Test
    void whatACancelLeftAppliedIsTold() throws Exception {
        Target target = demo();
        Files.writeString(
                target.migrations().resolve("V8__invoices.sql"),
                "create table invoice (id integer primary key, order_id integer);");
        Files.writeString(target.migrations().resolve("V9__slow.sql"), SLOW);
        Toolkit.runOnFx(() -> bench.changes.arming().arm(target));
        window.plan(target, Request.of("migrate"));
        tabTo("plan-act");
        robot.type(KeyCode.ENTER);
        await().until(() -> bench.changes.running().getFirst().at().what().contains("V9"));
        tabTo("plan-stop");
        robot.type(KeyCode.SPACE);
        window.until(State.Over.class);
        assertThat(window.texts()).contains("V8 done, and stays; V9 rolled back");
        assertThat(window.shapes()).containsOnlyOnce(OK).doesNotContain(FAIL);
        window.pictures("plan-cancelled");
    }

    @Test
    void whatNobodyKnowsIsNeitherDoneNorFailed() throws Exception {
        try (PostgresServer own = PostgresServers.start(PostgresServers.USUAL)) {
            Target target = shop(own);
            Files.writeString(
                    target.migrations().resolve("V2__hang.sql"),
                    "create table later (id int); select pg_sleep(20);");
            Toolkit.runOnFx(() -> bench.changes.arming().arm(target));
            window.plan(target, Request.of("migrate"));
            tabTo("plan-act");
            robot.type(KeyCode.ENTER);
            await().until(() -> bench.changes.running().getFirst().at().what().contains("V2"));
            own.signal("STOP");
            try {
                tabTo("plan-stop");
                robot.type(KeyCode.SPACE);
                window.until(State.Over.class);
                assertThat(window.texts())
                        .contains("In doubt", "The outcome is not known", "Belay looks again")
                        .doesNotContain("--dry-run", "schema V");
                assertThat(window.shapes()).contains(UNKNOWN).doesNotContain(OK, FAIL);
                window.pictures("plan-doubt");
                robot.type(KeyCode.ESCAPE);
                Toolkit.settle();
                assertThat(window.foot()).startsWith("In doubt: Migrate");
            } finally {
                own.signal("CONT");
            }
        }
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
            window.plan(target, Request.of("rollback", "to", "0"));
            assertThat(window.texts())
                    .contains("pid " + pid, "nightly report of postgres")
                    .contains("holds ACCESS SHARE on orders, idle in transaction for")
                    .contains("U1__a.sql:1 would wait for it");
            busy.rollback();
        }
        await().until(() -> window.texts().matches("(?s).*Who was in the way \\d.*"));
        press(KeyCode.F5);
        await().until(() -> window.texts().contains("Nobody was found in the way"));
        assertThat(window.texts()).contains("Who is in the way now");
    }

    @Test
    void forWhomItWaitsIsToldWhileItDoesAndAfterwards() throws Exception {
        PostgresServer server = PostgresServers.usual();
        Target target = shop(server);
        Files.writeString(
                target.migrations().resolve("V2__b.sql"), "alter table orders add column c int;");
        Toolkit.runOnFx(() -> bench.changes.arming().arm(target));
        try (Connection busy = server.admin(target.databaseName());
                Statement statement = busy.createStatement()) {
            statement.execute("set application_name = 'nightly report'");
            busy.setAutoCommit(false);
            statement.execute("select * from orders");
            statement.execute("update orders set note = ''");
            int pid = busy.unwrap(org.postgresql.PGConnection.class).getBackendPID();
            window.plan(target, Request.of("migrate"));
            Plan plan = ((State.Shown) window.state()).plan();
            assertThat(plan.findings(Finding.InTheWay.class))
                    .singleElement()
                    .satisfies(
                            f ->
                                    assertThat(f.holders())
                                            .singleElement()
                                            .satisfies(
                                                    h ->
                                                            assertThat(h.doing())
                                                                    .contains("ROW EXCLUSIVE")));
            tabTo("plan-act");
            robot.type(KeyCode.ENTER);
            String who = "pid " + pid + ", nightly report of postgres, idle in transaction for";
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> window.texts().contains("Waits: " + who));
            assertThat(window.texts()).doesNotContain(" left");
            window.pictures("plan-waits");
            busy.rollback();
            window.until(State.Over.class);
            assertThat(window.texts()).contains("It had to wait: " + who);
        }
    }

    @Test
    void aServerThatHangsWhileItIsAskedLeavesCloseWorking() throws Exception {
        try (PostgresServer own = PostgresServers.start(PostgresServers.USUAL)) {
            Target target = shop(own);
            window.plan(target, Request.of("rollback", "to", "0"));
            own.signal("STOP");
            try {
                press(KeyCode.F5);
                assertThat(((State.Shown) window.state()).again()).isTrue();
                assertThat(window.texts()).contains("The plan is being read again");
                robot.type(KeyCode.ESCAPE);
                await().atMost(Duration.ofSeconds(2))
                        .until(() -> Toolkit.onFx(window.shell::sheet) == null);
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
            window.plan(target, Request.of("migrate"));
        }
        tabTo("plan-act");
        robot.type(KeyCode.ENTER);
        window.until(State.Over.class);
        Running.Ended end = ((State.Over) window.state()).end();
        assertThat(end).isInstanceOf(Running.Ended.Unbegun.class);
        Problem problem = ((Running.Ended.Unbegun) end).problem();
        assertThat(problem.exit()).isEqualTo(ExitCode.NO_CONNECTION);
        assertThat(window.texts()).contains("Not begun", problem.code());
        press(KeyCode.F5);
        window.until(State.Unread.class);
        assertThat(window.texts()).contains(problem.code());
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
        window.plan(target, Request.of("migrate"));
        ListView<?> parts = window.find(".plan-parts");
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
        window.plan(target, Request.of("rollback", "to", "6"));
        press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        assertThat(clipboard()).startsWith("belay rollback -t sqlite:").contains("--to 6");
        assertThat(window.shown()).contains("Copied");
        press(KeyCode.SHIFT, KeyCode.TAB);
        Node parts = window.find(".plan-parts");
        Toolkit.runOnFx(parts::requestFocus);
        press(KeyCode.CONTROL, KeyCode.C);
        assertThat(clipboard())
                .isEqualTo(PlanLines.text(((State.Shown) window.state()).plan()))
                .contains("U7__index_open_orders.sql");
    }

    private static String clipboard() {
        return Objects.toString(Toolkit.onFx(() -> Clipboard.getSystemClipboard().getString()), "");
    }

    private Place place(String css) {
        return Toolkit.onFx(
                () -> {
                    window.stage.getScene().getRoot().applyCss();
                    window.stage.getScene().getRoot().layout();
                    Node node = window.sheet.node().lookup(css);
                    Bounds at = node.localToScene(node.getLayoutBounds());
                    return new Place(at.getMinX(), at.getMinY(), at.getWidth(), at.getHeight());
                });
    }

    private record Place(double x, double y, double width, double height) {}

    @Test
    void noButtonMovesUnderThePointerFromPlanToEnd() throws Exception {
        Target target = withTable("drop table invoice;");
        window.plan(target, Request.of("migrate"));
        Place act = place("#plan-act");
        Place close = place("#plan-close");
        press(KeyCode.CONTROL, KeyCode.R);
        await().atMost(Duration.ofSeconds(40)).until(() -> window.texts().contains("schema equal"));
        assertThat(place("#plan-act")).isEqualTo(act);
        press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
        assertThat(place("#plan-act")).isEqualTo(act);
        assertThat(place("#plan-close")).isEqualTo(close);
        tabTo("plan-act");
        robot.type(KeyCode.ENTER);
        window.until(State.Over.class);
        assertThat(place("#plan-close")).isEqualTo(close);
    }

    @Test
    void aFileInALongFolderShowsTheNameThatIsToBeTyped() throws Exception {
        Path far = folder.resolve("a very long folder name of the accounting and controlling");
        Path file = Demo.make(Files.createDirectories(far)) == null ? far : far.resolve("shop.db");
        Path named = Files.move(file, far.resolve("ledger-consolidated.db"));
        Target target =
                demo().withAddress(new Address.File(named)).withEnvironment(Environment.PRODUCTION);
        window.plan(target, Request.of("rollback", "to", "6"));
        assertThat(window.shown())
                .contains("ledger-consolidated.db", "Type the name of the database file")
                .anyMatch(
                        t ->
                                t.startsWith("belay rollback")
                                        && t.endsWith("ledger-consolidated.db"));
        window.pictures("plan-long-folder");
    }

    @Test
    void whyAButtonIsOffIsToldWhenThePlanCouldNotBeRead() throws Exception {
        Target target = demo();
        Path sets = Objects.requireNonNull(target.folders().seeds());
        Files.createDirectories(sets.resolve("broken"));
        Files.writeString(sets.resolve("broken").resolve("users.csv"), "id\n\"1\n");
        PlanSheet ended =
                Toolkit.onFx(
                        () ->
                                new PlanSheet(
                                        bench.changes,
                                        target,
                                        Request.of("seed"),
                                        Clock.systemUTC(),
                                        window.shell::closeSheet));
        window.show(ended);
        window.until(State.Unread.class);
        assertThat(window.shown()).contains("The plan could not be read");
        assertThat(place(".card.problem").y() - place(".plan-body").y()).isLessThan(30);
        window.pictures("plan-unread");
    }

    @Test
    void nothingIsFilledIn() throws Exception {
        window.plan(demo(), Request.of("rollback", "to", "6"));
        TextField name = window.find("#plan-name");
        assertThat(name.getText()).isEmpty();
        assertThat(name.getPromptText()).isNullOrEmpty();
    }

    private Target withTable(String undo) throws Exception {
        Target target = demo();
        Path scripts = target.migrations();
        Files.writeString(
                scripts.resolve("V8__invoices.sql"), "create table invoice (id integer);");
        Files.writeString(scripts.resolve("U8__invoices.sql"), undo);
        return target;
    }

    @Test
    void aPlanIsRehearsedByItsKeysAndTheTargetIsNotTouched() throws Exception {
        Target target = withTable("drop table invoice;");
        window.plan(target, Request.of("migrate"));
        assertThat(window.texts()).contains("Not rehearsed");
        press(KeyCode.CONTROL, KeyCode.R);
        await().atMost(Duration.ofSeconds(40)).until(() -> window.texts().contains("schema equal"));
        assertThat(version(target)).isEqualTo("8");
        assertThat(window.state()).isInstanceOf(State.Shown.class);
        press(KeyCode.F5);
        window.until(s -> s instanceof State.Shown shown && !shown.again());
        assertThat(window.texts()).contains("schema equal");
    }

    @Test
    void aRehearsalThatFailsTurnsTheButtonOffUntilThePlanIsReadAgain() throws Exception {
        Target target = withTable("select 1;");
        Toolkit.runOnFx(() -> bench.changes.arming().arm(target));
        window.plan(target, Request.of("migrate"));
        Node act = window.find("#plan-act");
        assertThat(act.isDisabled()).isFalse();
        press(KeyCode.CONTROL, KeyCode.R);
        await().atMost(Duration.ofSeconds(40)).until(() -> window.texts().contains("left behind"));
        assertThat(act.isDisabled()).isTrue();
        assertThat(window.texts()).contains("The rehearsal failed");
        press(KeyCode.F5);
        window.until(s -> s instanceof State.Shown shown && !shown.again());
        await().until(() -> !act.isDisabled());
        assertThat(window.texts()).contains("left behind");
    }

    @Test
    void whoIsLeftAloneGetsNoTick() throws Exception {
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        Target target = server.target(database);
        try (Connection first = server.admin(database);
                Connection second = server.admin(database);
                Connection third = server.admin(database)) {
            List<Victim> three = List.of(victim(first), victim(second), victim(third));
            second.close();
            await().until(() -> !connected(first, three.get(1)));
            Toolkit.runOnFx(() -> bench.changes.arming().arm(target));
            window.plan(target, Victims.terminate(three).request());
            assertThat(window.texts()).contains("Left alone: ");
            robot.write(database).type(KeyCode.ENTER);
            window.until(State.Over.class);
            assertThat(window.texts()).contains("Partly done in ").contains(": 2 of 3");
            assertThat(window.texts().lines().filter("left alone"::equals)).hasSize(1);
            assertThat(ticks()).as("two sessions and the verification").isEqualTo(3);
            window.pictures("plan-left-alone");
        }
    }

    private long ticks() {
        return window.shapes().stream().filter(OK::equals).count();
    }

    private static boolean connected(Connection looking, Victim whom) throws Exception {
        try (Statement statement = looking.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select 1 from pg_stat_activity where pid = " + whom.pid())) {
            return row.next();
        }
    }

    private static Victim victim(Connection session) throws Exception {
        try (Statement statement = session.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select pid, backend_start from pg_stat_activity where pid ="
                                        + " pg_backend_pid()")) {
            row.next();
            OffsetDateTime began = row.getObject(2, OffsetDateTime.class);
            return new Victim(row.getInt(1), began.toInstant(), null);
        }
    }
}
