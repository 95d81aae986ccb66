package dev.belay.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.operation.AuditLine;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.DemoScripts;
import dev.belay.testing.KillRounds;
import dev.belay.testing.RealChanges;
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
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
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
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The page over lines that real operations left, by keyboard alone. */
class AuditScreenTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir Path folder;
    private final FxRobot robot = new FxRobot();
    private final CssWarnings warnings = new CssWarnings();
    private final Watches watches = Watching.watches();
    private final Theme theme = Toolkit.onFx(Theme::new);
    private final StallWatch stalls = Toolkit.onFx(StallWatch::new);
    private Path home;
    private RealChanges changes;
    private Shell shell;
    private Scene scene;
    private Stage stage;

    @BeforeEach
    void store() throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        changes = new RealChanges(home);
    }

    private Target target(String name, Environment environment) {
        Path scripts = DemoScripts.of(Engine.SQLITE);
        return Target.of(
                        name,
                        Engine.SQLITE,
                        environment,
                        new Address.File(folder.resolve(name + ".db")))
                .withFolders(new Folders(scripts, scripts.resolve("seeds"), null));
    }

    private void change() {
        Target shop = target("webshop-prod", Environment.PRODUCTION);
        Target ledger = target("ledger-stage", Environment.STAGING);
        changes.init(shop);
        changes.migrate(ledger);
        changes.refused(shop, "5");
        changes.rollback(shop, "5");
        changes.migrate(shop);
        changes.rollback(ledger, "6");
    }

    private void open() {
        Toolkit.runOnFx(
                () -> {
                    theme.choose(Theme.Choice.DARK);
                    List<Page> pages =
                            List.of(
                                    new Page(
                                            "fleet",
                                            "Fleet",
                                            Icon.Shape.FLEET,
                                            Page.Place.TOP,
                                            t -> new Elsewhere()),
                                    new Page(
                                            "audit",
                                            "Audit",
                                            Icon.Shape.AUDIT,
                                            Page.Place.TOP,
                                            t ->
                                                    new AuditScreen(
                                                            changes::audit,
                                                            shell,
                                                            Clock.systemUTC(),
                                                            name -> folder.resolve(name))));
                    shell =
                            new Shell(
                                    watches,
                                    theme,
                                    stalls,
                                    Clock.systemUTC(),
                                    Watching.noChanges(Clock.systemUTC()),
                                    running -> {},
                                    pages,
                                    List.of());
                    scene = shell.scene(Toolkit.WIDTH, Toolkit.HEIGHT);
                    stage = new Stage();
                    stage.setScene(scene);
                    stage.show();
                    shell.open("audit");
                });
    }

    @AfterEach
    void close() {
        Toolkit.runOnFx(
                () -> {
                    stage.hide();
                    shell.close();
                });
        stalls.close();
        watches.close();
        changes.close();
        assertThat(warnings.seen()).isEmpty();
        warnings.close();
    }

    private TableView<AuditLine> table() {
        return lookup(".table-view");
    }

    @SuppressWarnings("unchecked")
    private <T extends Node> T lookup(String css) {
        return (T) Toolkit.onFx(() -> scene.getRoot().lookup(css));
    }

    private List<String> texts() {
        return Toolkit.onFx(
                () ->
                        scene.getRoot().lookupAll(".label").stream()
                                .filter(Node::isVisible)
                                .map(n -> ((Label) n).getText())
                                .toList());
    }

    private void awaitText(String part) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(texts()).anyMatch(t -> t.contains(part)));
    }

    private void awaitLines(int count) {
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(Toolkit.onFx(() -> table().getItems())).hasSize(count));
    }

    private void pictures(String name) {
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            Toolkit.runOnFx(() -> theme.choose(choice));
            Toolkit.settle();
            Toolkit.write(scene, name + (choice == Theme.Choice.DARK ? "-dark" : "-light"));
        }
    }

    @Test
    void linesAreFoundOpenedAndCopiedByKeys() throws Exception {
        change();
        open();
        awaitText("11 lines, chain intact, sealed ");
        awaitLines(11);
        assertThat(scene.getFocusOwner()).isEqualTo(table());
        robot.type(KeyCode.DOWN).type(KeyCode.DOWN);
        awaitText("migrate on webshop-prod");
        pictures("audit");
        robot.write("/").write("rollback shop");
        awaitLines(3);
        assertThat(texts()).contains("refused");
        robot.type(KeyCode.ENTER);
        Toolkit.settle();
        assertThat(scene.getFocusOwner()).isEqualTo(table());
        robot.type(KeyCode.HOME);
        awaitText("rollback on webshop-prod");
        awaitText("U7__index_open_orders.sql");
        robot.press(KeyCode.CONTROL, KeyCode.C).release(KeyCode.CONTROL, KeyCode.C);
        Toolkit.settle();
        String copied = Toolkit.onFx(() -> Clipboard.getSystemClipboard().getString());
        assertThat(copied)
                .startsWith("rollback on webshop-prod: done")
                .contains("Approval: name typed, ", "U7__index_open_orders.sql", "Hash: ");
        robot.type(KeyCode.ENTER);
        Toolkit.settle();
        assertThat(scene.getFocusOwner()).isInstanceOf(ScrollPane.class);
        robot.type(KeyCode.ESCAPE);
        Toolkit.settle();
        assertThat(scene.getFocusOwner()).isEqualTo(table());
        robot.type(KeyCode.ESCAPE);
        awaitLines(11);
        assertThat(shell.openPage()).isEqualTo("audit");
        robot.type(KeyCode.ESCAPE);
        Toolkit.settle();
        assertThat(shell.openPage()).isEqualTo("fleet");
    }

    @Test
    void whatIsShownIsExported() throws Exception {
        change();
        open();
        awaitLines(11);
        robot.write("/").write("refused");
        awaitLines(1);
        robot.press(KeyCode.CONTROL, KeyCode.E).release(KeyCode.CONTROL, KeyCode.E);
        awaitText("1 line written to ");
        try (var files = Files.list(folder)) {
            Path csv = files.filter(f -> f.toString().endsWith(".csv")).findFirst().orElseThrow();
            assertThat(Files.readString(csv))
                    .contains(",refused,webshop-prod,")
                    .contains("another");
        }
    }

    @Test
    void aChangeByAnotherProcessIsSeenAndNothingMovesUnderAReader() throws Exception {
        change();
        open();
        awaitLines(11);
        KillRounds commands = new KillRounds(home);
        Target shop = target("webshop-prod", Environment.PRODUCTION);
        String[] migrate = {
            "migrate", "-t", "sqlite:" + shop.place(), "--migrations", shop.migrations().toString()
        };
        changes.rollback(shop, "6");
        awaitLines(13);
        assertThat(Toolkit.onFx(() -> table().getSelectionModel().getSelectedIndex())).isZero();
        robot.type(KeyCode.DOWN).type(KeyCode.DOWN).type(KeyCode.DOWN);
        KillRounds.Result run = commands.run(migrate);
        assertThat(run.exit()).as(run.error()).isZero();
        await().atMost(LONG)
                .until(
                        () ->
                                Toolkit.onFx(
                                        () ->
                                                scene.getRoot().lookupAll(".button").stream()
                                                        .anyMatch(
                                                                b ->
                                                                        b.isVisible()
                                                                                && ((ButtonBase) b)
                                                                                        .getText()
                                                                                        .equals(
                                                                                                "2 newer"
                                                                                                    + " lines"))));
        assertThat(Toolkit.onFx(() -> table().getItems())).hasSize(13);
        robot.type(KeyCode.F5);
        awaitLines(15);
        assertThat(Toolkit.onFx(() -> table().getSelectionModel().getSelectedIndex())).isEqualTo(5);
        awaitText("15 lines, chain intact");
    }

    @Test
    void aBrokenChainIsToldWithItsLine() throws Exception {
        change();
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + home.resolve("belay.db"));
                var statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER audit_is_not_changed");
            statement.execute("UPDATE audit SET user = 'nobody' WHERE number IN (6, 9)");
        }
        open();
        awaitText("11 lines, chain broken in 2 places, first at line 6");
        awaitLines(11);
        robot.type(KeyCode.DOWN).type(KeyCode.DOWN);
        awaitText("Keep a copy of Belay's folder");
        await().until(() -> texts().contains("line 9 was changed"));
        pictures("audit-broken");
        assertThat(Toolkit.onFx(() -> table().lookupAll(".table-row-cell.incident"))).hasSize(2);
    }

    @Test
    void anEmptyAuditSaysWhatToDoFirst() {
        open();
        awaitText("Nothing was changed yet");
        pictures("audit-empty");
        robot.type(KeyCode.ENTER);
        Toolkit.settle();
        robot.type(KeyCode.SPACE);
        Toolkit.settle();
        assertThat(shell.openPage()).isEqualTo("fleet");
    }

    @Test
    void theFilterIsATextFieldAndItsLettersAreNoKeys() {
        change();
        open();
        awaitLines(11);
        robot.write("/").write("nothing like this");
        awaitText("No line fits");
        assertThat(scene.getFocusOwner()).isInstanceOf(TextField.class);
        robot.type(KeyCode.ESCAPE);
        awaitLines(11);
    }

    private static final class Elsewhere implements Screen {
        private final StackPane root = new StackPane();

        @Override
        public Parent node() {
            return root;
        }

        @Override
        public void close() {}
    }
}
