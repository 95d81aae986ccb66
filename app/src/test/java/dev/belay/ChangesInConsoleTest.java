package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.demo.Demo;
import dev.belay.operation.AuditEntry;
import dev.belay.store.Surroundings;
import dev.belay.target.Target;
import dev.belay.testing.Around;
import dev.belay.ui.Console;
import dev.belay.ui.ConsoleWindow;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.watch.View;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The demo is migrated, rolled back and left in the middle, by keyboard alone. */
class ChangesInConsoleTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path folder;
    private final FxRobot robot = new FxRobot();
    private final CssWarnings warnings = new CssWarnings();
    private Wiring wiring;
    private ConsoleParts parts;
    private Target demo;
    private ConsoleWindow window;
    private Console console;
    private Scene scene;
    private volatile boolean quit;

    @BeforeEach
    void open() throws Exception {
        Surroundings around = Around.homeIn(folder);
        demo = Demo.make(folder.resolve("demo"));
        script(
                "V8__add_invoices.sql",
                "CREATE TABLE invoices (id INTEGER PRIMARY KEY, total INTEGER);");
        script("U8__add_invoices.sql", "DROP TABLE invoices;");
        wiring = new Wiring(around);
        parts = wiring.consoleParts(null);
        window = ConsoleWindow.open(parts.pages(() -> quit = true), List.of(demo), demo);
        console = window.console();
        scene = window.scene();
        chord(KeyCode.ALT, KeyCode.DIGIT7);
        pending(1);
    }

    @AfterEach
    void close() {
        window.close();
        parts.close();
        warnings.close();
    }

    private void script(String name, String sql) throws Exception {
        Files.writeString(demo.migrations().resolve(name), sql);
    }

    private void chord(KeyCode... keys) {
        robot.press(keys).release(keys);
        Toolkit.settle();
    }

    private View view() {
        return parts.pages(() -> {}).profiles().watches().find(Demo.NAME).orElseThrow().view();
    }

    private void pending(long count) {
        await().atMost(LONG)
                .until(() -> view().history() != null && view().history().pending() == count);
        Toolkit.settle();
    }

    private boolean shown(Predicate<String> text) {
        return Toolkit.onFx(
                () ->
                        scene.getRoot().lookupAll(".label").stream()
                                .filter(ChangesInConsoleTest::visible)
                                .map(node -> String.valueOf(((Labeled) node).getText()))
                                .anyMatch(text));
    }

    private static boolean visible(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private void awaitButton(String text, boolean on) {
        await().atMost(LONG)
                .until(
                        () ->
                                Toolkit.onFx(
                                        () ->
                                                scene.getRoot().lookup("#plan-act")
                                                                instanceof Button act
                                                        && act.getText().equals(text)
                                                        && act.isDisabled() != on));
    }

    /** Tab until the button has the focus, then Enter. */
    private void act() {
        for (int i = 0; i < 30 && !"plan-act".equals(focused()); i++) {
            robot.type(KeyCode.TAB);
            Toolkit.settle();
        }
        assertThat(focused()).isEqualTo("plan-act");
        robot.type(KeyCode.ENTER);
    }

    private String focused() {
        return Toolkit.onFx(() -> String.valueOf(scene.getFocusOwner().getId()));
    }

    private boolean isThere(String table) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + demo.place());
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select 1 from sqlite_schema where name = '" + table + "'")) {
            return rows.next();
        }
    }

    private List<String> events() {
        return wiring.audit().list().stream().map(AuditEntry::event).toList();
    }

    @Test
    void theDemoIsMigratedAndRolledBackFromTheKeyboard() throws Exception {
        robot.write("m");
        awaitButton("Migrate to V8", false);
        Toolkit.write(scene, "console-plan-watching-dark");
        pressEverything();
        chord(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
        awaitButton("Migrate to V8", true);
        Toolkit.write(scene, "console-plan-armed-dark");
        act();
        await().atMost(LONG).until(() -> isThere("invoices"));
        await().atMost(LONG).until(() -> events().getFirst().equals("done"));
        Toolkit.settle();
        Toolkit.write(scene, "console-migrated-dark");
        robot.type(KeyCode.ESCAPE);
        pending(0);
        robot.write("r");
        awaitButton("Roll back to V7", false);
        robot.write("shop").type(KeyCode.ENTER);
        Toolkit.settle();
        assertThat(events()).filteredOn(e -> !e.equals("rehearsed")).hasSize(2);
        Toolkit.write(scene, "console-rollback-dark");
        Toolkit.runOnFx(() -> console.theme().choose(Theme.Choice.LIGHT));
        Toolkit.write(scene, "console-rollback-light");
        robot.write(".db");
        awaitButton("Roll back to V7", true);
        robot.type(KeyCode.ENTER);
        await().atMost(LONG).until(() -> !isThere("invoices"));
        await().atMost(LONG).until(() -> events().getFirst().equals("done"));
        Toolkit.settle();
        Toolkit.write(scene, "console-rolled-back-light");
        robot.type(KeyCode.ESCAPE);
        pending(1);
        assertThat(warnings.seen()).isEmpty();
    }

    /** A target that is only watched is rehearsed at most by pressing everything. */
    private void pressEverything() {
        robot.type(KeyCode.ENTER).type(KeyCode.TAB).type(KeyCode.ENTER);
        Toolkit.settle();
        assertThat(events()).doesNotContain("begun");
    }

    @Test
    void leavingInTheMiddleAsksAndBringsBackWhatWasBefore() throws Exception {
        script(
                "V8__add_invoices.sql",
                "CREATE TABLE invoices (id INTEGER PRIMARY KEY, total INTEGER);\n"
                        + "INSERT INTO invoices WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i"
                        + " + 1 FROM n WHERE i < 2000000000) SELECT max(i), 1 FROM n;");
        chord(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
        robot.write("m");
        awaitButton("Migrate to V8", true);
        act();
        await().atMost(LONG).until(() -> events().contains("begun"));
        await().atMost(LONG).until(() -> shown(text -> text.contains("V8__add_invoices.sql")));
        Toolkit.write(scene, "console-running-dark");
        robot.type(KeyCode.ESCAPE);
        Toolkit.settle();
        assertThat(console.shell().sheet()).isNull();
        Toolkit.write(scene, "console-running-away-dark");
        chord(KeyCode.CONTROL, KeyCode.Q);
        Toolkit.write(scene, "leaving-dark");
        robot.type(KeyCode.ESCAPE);
        Toolkit.settle();
        assertThat(quit).isFalse();
        assertThat(console.shell().sheet()).isNull();
        chord(KeyCode.CONTROL, KeyCode.Q);
        robot.type(KeyCode.TAB).type(KeyCode.ENTER);
        await().atMost(LONG).until(() -> quit);
        assertThat(events().getFirst()).isEqualTo("cancelled");
        assertThat(isThere("invoices")).isFalse();
        assertThat(warnings.seen()).isEmpty();
    }
}
