package dev.belay.ui.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.backup.Stored;
import dev.belay.operation.Consent;
import dev.belay.operation.Request;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.ProblemPane;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.Watching;
import dev.belay.ui.shell.Page;
import dev.belay.ui.shell.Shell;
import dev.belay.watch.Watches;

import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

class BackupsScreenTest {
    @TempDir Path folder;
    private final FxRobot robot = new FxRobot();
    private final List<Request> planned = new ArrayList<>();
    private final List<Path> opened = new ArrayList<>();
    private final AtomicInteger scheduled = new AtomicInteger();
    private final Watches watches = Watching.watches();
    private final CssWarnings warnings = new CssWarnings();
    private Shelf shelf;
    private Theme theme;
    private StallWatch stalls;
    private Shell shell;
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        shelf = new Shelf(folder);
        watches.add(shelf.target);
        theme = Toolkit.onFx(Theme::new);
        stalls = Toolkit.onFx(StallWatch::new);
        Clock clock = Clock.systemUTC();
        shell =
                Toolkit.onFx(
                        () ->
                                new Shell(
                                        watches,
                                        theme,
                                        stalls,
                                        clock,
                                        shelf.changes,
                                        running -> {},
                                        pages(clock),
                                        List.of()));
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
        shelf.close();
        warnings.close();
        assertThat(warnings.seen()).isEmpty();
    }

    private List<Page> pages(Clock clock) {
        return List.of(
                new Page("fleet", "Fleet", Icon.Shape.FLEET, Page.Place.TOP, t -> null),
                new Page("overview", "Overview", Icon.Shape.OVERVIEW, Page.Place.TARGET, t -> null),
                new Page(
                        "backups",
                        "Backups",
                        Icon.Shape.DATABASE,
                        Page.Place.TARGET,
                        t ->
                                new BackupsScreen(
                                        watches,
                                        t,
                                        clock,
                                        new BackupsScreen.Means(
                                                shelf::archive,
                                                shelf.wiring::proving,
                                                shelf.changes,
                                                planned::add,
                                                opened::add,
                                                scheduled::incrementAndGet))));
    }

    private void show() {
        Toolkit.runOnFx(
                () -> {
                    stage = new Stage();
                    stage.setScene(shell.scene(Toolkit.WIDTH, Toolkit.HEIGHT));
                    stage.show();
                    shell.open("backups", shelf.target.name());
                });
    }

    private TableView<Line> table() {
        return robot.lookup(".backups-table").queryTableView();
    }

    private void pictures(String name) {
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            Toolkit.runOnFx(() -> theme.choose(choice));
            Toolkit.settle();
            Toolkit.write(stage.getScene(), name + "-" + (theme.isDark() ? "dark" : "light"));
        }
    }

    private String texts() {
        return Toolkit.onFx(
                () -> {
                    Parent root = stage.getScene().getRoot();
                    root.applyCss();
                    root.layout();
                    return root.lookupAll(".label").stream()
                            .map(label -> ((Label) label).getText())
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining("\n"));
                });
    }

    @Test
    void twoWeeksOfBackupsAreShownWithTheSmallTheFailedAndTheMissingOne() throws Exception {
        shelf.fill(shelf.backUp());
        show();
        await().until(() -> table().getItems().size() == 13);
        Toolkit.settle();
        pictures("backups");
        assertThat(texts())
                .contains("12 kept")
                .contains("81 % smaller")
                .contains("Backup of today")
                .contains("5 tables, ");
        Toolkit.runOnFx(
                () ->
                        table().getItems().stream()
                                .filter(Line.Failed.class::isInstance)
                                .forEach(table().getSelectionModel()::select));
        pictures("backups-failed");
        assertThat(texts()).contains(" failed").contains("the disk of /srv/backups is full");
    }

    @Test
    void aBackupThatIsTakenMeanwhileAppearsAndTheChosenLineStaysChosen() {
        Stored real = shelf.backUp();
        show();
        await().until(() -> table().getItems().size() == 1);
        Line chosen = Toolkit.onFx(() -> table().getSelectionModel().getSelectedItem());
        assertThat(chosen.key()).isEqualTo(real.file().toString());
        Request request = Request.of("backup");
        shelf.changes.arming().arm(shelf.target);
        shelf.changes.start(
                shelf.changes.plan(shelf.target, request), request, new Consent.Given());
        await().atMost(Duration.ofSeconds(30)).until(() -> table().getItems().size() == 2);
        Toolkit.settle();
        assertThat(Toolkit.onFx(() -> table().getSelectionModel().getSelectedItem().key()))
                .isEqualTo(chosen.key());
        assertThat(Toolkit.onFx(() -> table().getItems().getLast().key())).isEqualTo(chosen.key());
        robot.write("bo");
        Toolkit.settle();
        assertThat(planned).containsExactly(request);
        assertThat(opened).containsExactly(real.file().getParent());
    }

    @Test
    void aScheduleIsReadBelowTheTableAndSetFromThere() {
        shelf.backUp();
        show();
        await().until(() -> table().getItems().size() == 1);
        assertThat(texts()).contains("No schedule: backups are taken by hand, or by cron");
        watches.add(
                shelf.target.withBackupRules(
                        shelf.target.backupRules().withSchedule("30 2 * * 0")));
        robot.type(KeyCode.F5);
        await().until(
                        () ->
                                texts().contains(
                                                "02:30; at 02:30 on Sunday, while this window is"
                                                        + " open"));
        pictures("backups-schedule");
        Toolkit.runOnFx(() -> robot.lookup("Schedule…").queryButton().fire());
        assertThat(scheduled).hasValue(1);

        watches.add(shelf.target.withVersion(0));
        robot.type(KeyCode.F5);
        await().until(() -> texts().contains("The target is not saved, so it has no schedule"));
        assertThat(robot.lookup("Schedule…").queryButton().isDisabled()).isTrue();
    }

    @Test
    void aBackupIsComparedWithTheDatabaseAndProvenOnThePage() throws Exception {
        Stored real = shelf.backUp();
        shelf.fill(real);
        Stored again = shelf.backUp();
        shelf.insert("orders", 769);
        show();
        await().until(() -> table().getItems().size() == 14);
        robot.write("c");
        await().atMost(Duration.ofSeconds(20)).until(() -> texts().contains("769 rows at least"));
        TableView<HeldRow> held = robot.lookup(".held-table").queryTableView();
        HeldRow most = Toolkit.onFx(() -> held.getItems().getFirst());
        assertThat(most).isEqualTo(new HeldRow("orders", 1800L, 2569L, true));
        assertThat(Toolkit.onFx(() -> held.getItems().get(1).lostText())).isEqualTo("none");
        robot.write("p");
        await().atMost(Duration.ofSeconds(30)).until(() -> proven(table().getItems().getFirst()));
        Toolkit.settle();
        assertThat(texts()).contains("12,600 rows");
        robot.write("r");
        Toolkit.settle();
        assertThat(planned).containsExactly(Request.of("restore", "from", again.id()));
        robot.write("c");
        await().atMost(Duration.ofSeconds(20)).until(() -> texts().contains("769 rows at least"));
        pictures("backups-compared");
    }

    private static boolean proven(Line line) {
        return line instanceof Line.Kept kept && kept.stored().proof() != null;
    }

    @Test
    void whereNothingIsKeptStandsWhatTheFirstBackupNeeds() {
        show();
        await().atMost(Duration.ofSeconds(20)).until(() -> texts().contains("The database has "));
        pictures("backups-empty");
        assertThat(texts())
                .contains("No backup yet")
                .contains("are free in")
                .contains("by SQLite")
                .contains("belay backup -t webshop");
        robot.type(KeyCode.ENTER);
        Toolkit.settle();
        assertThat(planned).containsExactly(Request.of("backup"));
    }

    @Test
    void aFolderThatCannotBeListedIsAnErrorAndNoEmptyCatalogue() throws Exception {
        Path own = shelf.archive().backups().folder(shelf.target);
        Files.createDirectories(own.getParent());
        Files.writeString(own, "in the way");
        show();
        await().until(() -> !robot.lookup(".problem").queryAll().isEmpty());
        pictures("backups-unreadable");
        assertThat(texts()).contains(own.toString()).doesNotContain("No backup yet");
        Files.delete(own);
        shelf.backUp();
        Toolkit.runOnFx(() -> robot.lookup("Read the folder again").queryButton().fire());
        await().until(() -> robot.lookup(n -> n instanceof ProblemPane).queryAll().isEmpty());
        assertThat(table().getItems()).hasSize(1);
    }
}
