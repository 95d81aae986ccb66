package dev.belay.ui.targets;

import static javafx.geometry.Orientation.HORIZONTAL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.message.Messages;
import dev.belay.schedule.Timetable;
import dev.belay.store.Store;
import dev.belay.store.Surroundings;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.RememberedPasswords;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.target.Targets;
import dev.belay.target.Tls;
import dev.belay.testing.Around;
import dev.belay.ui.kit.Desk;
import dev.belay.ui.kit.Toasts;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.Watching;
import dev.belay.watch.Watches;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TextField;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

class TargetsScreenTest {
    @TempDir Path folder;

    private final Watches watches = Watching.watches();
    private final RecordingDesk desk = new RecordingDesk();
    private final ProfileFiles files =
            new ProfileFiles() {
                @Override
                public Path toWrite(Node owner) {
                    return folder.resolve("out/all.belay");
                }

                @Override
                public Path toRead(Node owner) {
                    return folder.resolve("out/all.belay");
                }
            };
    private Store store;
    private Targets targets;
    private Profiles profiles;
    private TargetsScreen screen;
    private Scene scene;

    /** A desk that remembers what was opened. */
    private static final class RecordingDesk implements Desk {
        private volatile String opened = "";
        private final Toasts toasts = Toolkit.onFx(Toasts::new);

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
    }

    @BeforeEach
    void open() {
        Surroundings around = Around.home(folder);
        store = Store.open(around);
        targets = new Targets(store);
        profiles =
                new Profiles(
                        () -> targets,
                        watches,
                        Watching.sessions(),
                        new RememberedPasswords(),
                        around);
        screen = Toolkit.onFx(() -> new TargetsScreen(profiles, desk, files));
        scene = Toolkit.onFx(() -> new Scene(screen.node(), 1132, 606));
        Toolkit.runOnFx(screen::onShow);
    }

    @AfterEach
    void close() {
        Toolkit.runOnFx(screen::close);
        watches.close();
        store.close();
    }

    @Test
    void aPastedUrlIsSavedAndWatched() throws Exception {
        Path file = folder.resolve("shop.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id INTEGER PRIMARY KEY)");
        }
        Toolkit.runOnFx(screen::add);
        Toolkit.runOnFx(
                () -> field(Messages.text("targets.form.url.prompt")).setText("sqlite:" + file));
        Toolkit.runOnFx(() -> button(Messages.text("targets.form.save")).fire());
        await().until(() -> desk.opened.equals("overview shop"));
        assertThat(targets.get("shop").address()).isEqualTo(new Address.File(file));
        assertThat(watches.find("shop")).isPresent();
    }

    @Test
    void aNewTargetBeginsAtItsUrlAndAnEditAtTheName() {
        Toolkit.runOnFx(screen::add);
        assertThat(scene.getFocusOwner()).isSameAs(field(Messages.text("targets.form.url.prompt")));
        targets.add(server("webshop-prod", Environment.PRODUCTION));
        Toolkit.runOnFx(() -> screen.edit("webshop-prod"));
        await().until(
                        () ->
                                scene.getFocusOwner() instanceof TextField field
                                        && field.getText().equals("webshop-prod"));
    }

    @Test
    void aPasswordThatWasPastedIsReadableNowhere() {
        Toolkit.runOnFx(screen::add);
        Toolkit.runOnFx(
                () ->
                        field(Messages.text("targets.form.url.prompt"))
                                .setText("postgresql://app:canary-9@db-7:5433/shop"));
        assertThat(field(Messages.text("targets.form.url.prompt")).getText())
                .isEqualTo("postgresql://app@db-7:5433/shop");
        PasswordField password = (PasswordField) scene.getRoot().lookup(".password-field");
        assertThat(password.getText()).isEqualTo("canary-9");
        Toolkit.runOnFx(
                () ->
                        field(Messages.text("targets.form.url.prompt"))
                                .setText("postgresql://app:canary-9@db-7/shop?sslmode=bad"));
        assertThat(field(Messages.text("targets.form.url.prompt")).getText())
                .isEqualTo("postgresql://app@db-7/shop?sslmode=bad");
    }

    @Test
    void allColumnsOfTheListFitIntoTheSmallestWindow() {
        targets.add(server("webshop-prod", Environment.PRODUCTION));
        Toolkit.runOnFx(screen::onShow);
        assertThat(
                        Toolkit.onFx(
                                () -> {
                                    scene.getRoot().applyCss();
                                    scene.getRoot().layout();
                                    return scene.getRoot().lookupAll(".scroll-bar").stream()
                                            .map(ScrollBar.class::cast)
                                            .filter(b -> b.getOrientation() == HORIZONTAL)
                                            .anyMatch(Node::isVisible);
                                }))
                .isFalse();
    }

    @Test
    void nothingIsSavedWhileAFieldIsWrong() {
        Toolkit.runOnFx(screen::add);
        Toolkit.runOnFx(() -> button(Messages.text("targets.form.save")).fire());
        Toolkit.settle();
        assertThat(labels()).contains(Messages.text("targets.fault.database"));
        assertThat(button(Messages.text("targets.form.save")).isDisabled()).isTrue();
        assertThat(targets.list()).isEmpty();
    }

    @Test
    void anEditElsewhereIsToldAndNotOverwritten() {
        Target target = targets.add(server("webshop-prod", Environment.PRODUCTION));
        Toolkit.runOnFx(() -> screen.edit("webshop-prod"));
        await().until(() -> Toolkit.onFx(() -> scene.lookup(".target-form")) != null);
        Target elsewhere =
                targets.save("webshop-prod", target.withEnvironment(Environment.STAGING));
        Toolkit.runOnFx(() -> button(Messages.text("targets.form.save")).fire());
        await().until(() -> labels().stream().anyMatch(l -> l.contains("webshop-prod:")));
        assertThat(targets.get("webshop-prod")).isEqualTo(elsewhere);
    }

    @Test
    void aScheduleIsReadInPlainLanguageWithItsNextTimesAndSaved() {
        targets.add(server("webshop-prod", Environment.PRODUCTION));
        Toolkit.runOnFx(() -> screen.schedule("webshop-prod"));
        String prompt = Messages.text("targets.field.schedule.prompt");
        await().until(
                        () ->
                                scene.getFocusOwner() instanceof TextField field
                                        && prompt.equals(field.getPromptText()));
        assertThat(labels()).contains(Messages.text("targets.schedule.none"));

        Toolkit.runOnFx(() -> field(prompt).setText("0 2 * *"));
        assertThat(labels()).anyMatch(l -> l.startsWith("0 2 * * is no cron expression"));
        Toolkit.runOnFx(() -> field(prompt).setText("0 0 31 2 *"));
        assertThat(labels()).anyMatch(l -> l.startsWith("That time never comes"));

        Toolkit.runOnFx(() -> field(prompt).setText("30 2 * * 0"));
        Timetable table = Timetable.of("30 2 * * 0", ZoneId.systemDefault());
        List<String> next = table.next(Instant.now(), 3).stream().map(table::clock).toList();
        assertThat(labels())
                .anyMatch(
                        l ->
                                l.startsWith("Taken at 02:30 on Sunday")
                                        && l.endsWith(String.join(", ", next) + "."));
        Toolkit.runOnFx(() -> button(Messages.text("targets.form.save")).fire());
        await().until(() -> desk.opened.equals("overview webshop-prod"));
        assertThat(targets.get("webshop-prod").backupRules().schedule()).isEqualTo("30 2 * * 0");
    }

    @Test
    void aTestTellsWhoAnswersOrWhyNot() {
        Toolkit.runOnFx(
                () ->
                        screen.add(
                                TargetUrl.parse(
                                        "sqlite:" + folder.resolve("none.db"),
                                        profiles.surroundings())));
        Toolkit.runOnFx(() -> button(Messages.text("targets.form.test")).fire());
        await().until(() -> labels().stream().anyMatch(l -> l.contains("BLY-")));
    }

    @Test
    void pictures() {
        targets.add(server("webshop-prod", Environment.PRODUCTION));
        targets.add(server("webshop-stage", Environment.STAGING));
        targets.add(
                Target.of(
                        "kiosk-017",
                        Engine.SQLITE,
                        Environment.DEVELOPMENT,
                        new Address.File(Path.of("/srv/kiosk/kiosk-017.db"))));
        Toolkit.picture(
                "targets",
                1132,
                606,
                () -> {
                    TargetsScreen shown = new TargetsScreen(profiles, desk);
                    shown.onShow();
                    return shown.node();
                });
        Toolkit.picture(
                "target-form",
                1132,
                652,
                () -> {
                    TargetForm form =
                            new TargetForm(
                                    profiles,
                                    TargetDraft.of(targets.get("webshop-prod")),
                                    t -> {},
                                    () -> {});
                    return form;
                });
        Target kiosk = targets.get("kiosk-017");
        for (String schedule : List.of("30 2 * * 0", "0 2 * *")) {
            Target scheduled = kiosk.withBackupRules(kiosk.backupRules().withSchedule(schedule));
            Toolkit.picture(
                    schedule.endsWith("0") ? "target-schedule" : "target-schedule-wrong",
                    1132,
                    652,
                    () -> new TargetForm(profiles, TargetDraft.of(scheduled), t -> {}, () -> {}));
        }
        Map<String, String> found = new LinkedHashMap<>();
        found.put("pg_dump", "15.18");
        found.put("initdb", "not found");
        Toolkit.picture(
                "first-start",
                1132,
                606,
                () ->
                        new FirstStart(
                                profiles,
                                new FirstStart.Ways() {
                                    @Override
                                    public void demo() {}

                                    @Override
                                    public void add(TargetUrl url) {}

                                    @Override
                                    public void add() {}
                                },
                                () -> found));
        assertThat(List.of("targets", "target-form", "first-start"))
                .allSatisfy(
                        name ->
                                assertThat(
                                                Path.of(
                                                        System.getProperty("belay.build"),
                                                        "screenshots",
                                                        name + "-light.png"))
                                        .isNotEmptyFile());
    }

    private static Target server(String name, Environment environment) {
        return Target.of(
                name,
                Engine.POSTGRESQL,
                environment,
                new Address.Server("db-7.internal", 5432, "webshop", "app", Tls.DEFAULT, null));
    }

    private TextField field(String prompt) {
        return scene.getRoot().lookupAll(".text-field").stream()
                .map(TextField.class::cast)
                .filter(f -> prompt.equals(f.getPromptText()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theTargetsGoToAFileAndComeFromIt() throws Exception {
        targets.add(saved("one"));
        targets.add(saved("two"));
        Toolkit.runOnFx(screen::onShow);
        await().until(() -> !button(Messages.text("targets.export")).isDisabled());
        Toolkit.runOnFx(() -> button(Messages.text("targets.export")).fire());
        // Its folder is not there.
        await().untilAsserted(() -> assertThat(told()).contains("export the targets"));
        Files.createDirectory(folder.resolve("out"));
        Toolkit.runOnFx(() -> button(Messages.text("targets.export")).fire());
        await().untilAsserted(() -> assertThat(told()).contains("2 targets are written to"));

        Toolkit.runOnFx(() -> button(Messages.text("targets.import")).fire());
        await().untilAsserted(() -> assertThat(told()).contains("another target has that name"));
        targets.remove("one");
        targets.remove("two");
        Toolkit.runOnFx(() -> button(Messages.text("targets.import")).fire());
        await().untilAsserted(
                        () -> assertThat(told()).contains("2 targets are imported and watched"));
        assertThat(targets.list()).extracting(Target::name).containsExactly("one", "two");
        assertThat(watches.find("two")).isPresent();
    }

    private Target saved(String name) {
        Path file = folder.resolve(name + ".db");
        return Target.of(name, Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file));
    }

    /** All that the toasts say. */
    private String told() {
        return Toolkit.onFx(
                () ->
                        desk.toasts().lookupAll(".label").stream()
                                .map(label -> ((Label) label).getText())
                                .collect(Collectors.joining(" ")));
    }

    private Button button(String text) {
        return Toolkit.onFx(
                () -> {
                    scene.getRoot().applyCss();
                    return scene.getRoot().lookupAll(".button").stream()
                            .map(Button.class::cast)
                            .filter(b -> text.equals(b.getText()))
                            .findFirst()
                            .orElseThrow();
                });
    }

    private List<String> labels() {
        return Toolkit.onFx(
                () ->
                        scene.getRoot().lookupAll(".label").stream()
                                .filter(Node::isVisible)
                                .map(l -> ((Label) l).getText())
                                .toList());
    }
}
