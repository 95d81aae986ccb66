package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.demo.Demo;
import dev.belay.operation.Changes;
import dev.belay.operation.Consent;
import dev.belay.operation.Request;
import dev.belay.store.Surroundings;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.testing.Around;
import dev.belay.ui.Console;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Edges;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.plan.PlanSheet;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The console at its smallest, with everything as long as it gets: nothing leaves the window. */
class SmallestWindowTest {
    private static final String NAME = "accounting-and-controlling-consolidated-production-eu";
    private static final List<String> OWN =
            List.of("overview", "locks", "sessions", "pool", "migrations", "seeds");
    private static final Duration LONG = Duration.ofSeconds(40);

    @TempDir Path folder;
    private final CssWarnings warnings = new CssWarnings();
    private ConsoleParts parts;
    private Console console;
    private Console.Parts pages;
    private Scene scene;
    private Target target;

    @BeforeEach
    void open() throws Exception {
        Surroundings around = Around.homeIn(folder);
        Wiring wiring = new Wiring(around);
        Target demo =
                Demo.make(
                        Files.createDirectories(
                                folder.resolve("a very long folder name of the accounting")));
        target =
                wiring.targets()
                        .add(
                                Target.of(
                                                NAME,
                                                demo.engine(),
                                                Environment.PRODUCTION,
                                                demo.address())
                                        .withFolders(demo.folders()));
        parts = new ConsoleParts(wiring);
        pages = parts.pages(() -> {});
        List<Target> saved = parts.saved();
        Toolkit.runOnFx(
                () -> {
                    console = new Console(pages);
                    console.theme().choose(Theme.Choice.DARK);
                    scene = console.scene(Toolkit.WIDTH, Toolkit.HEIGHT);
                    console.start(saved, target);
                });
        await().atMost(LONG)
                .until(
                        () ->
                                pages.profiles().watches().find(NAME).orElseThrow().view().health()
                                        != null);
    }

    @AfterEach
    void close() {
        Toolkit.runOnFx(console::close);
        parts.close();
        warnings.close();
    }

    private void end() {
        Changes changes = pages.changes();
        changes.arming().arm(target);
        Request request = Request.of("rollback", "to", "6");
        changes.start(
                changes.plan(target, request), request, new Consent.Typed(target.databaseName()));
        await().atMost(LONG).until(() -> changes.running().isEmpty());
        Toolkit.settle();
    }

    private void open(String page) {
        Toolkit.runOnFx(
                () -> {
                    boolean own = OWN.contains(page);
                    console.shell().open(page, own ? NAME : "");
                });
        Toolkit.settle();
        Toolkit.runOnFx(
                () ->
                        scene.getRoot()
                                .lookupAll(".chip")
                                .forEach(
                                        chip -> {
                                            chip.setManaged(true);
                                            chip.setVisible(true);
                                        }));
    }

    @Test
    void whatEndedIsReachedByItsKeysAndFiltersKeepClearOfTheirs() {
        end();
        Toolkit.runOnFx(
                () ->
                        Event.fireEvent(
                                scene.getRoot(),
                                new KeyEvent(
                                        KeyEvent.KEY_PRESSED,
                                        "",
                                        "",
                                        KeyCode.O,
                                        false,
                                        true,
                                        false,
                                        false)));
        assertThat(Toolkit.onFx(() -> console.shell().sheet())).isInstanceOf(PlanSheet.class);
        open("migrations");
        Edges.beyond(scene);
        Node field = scene.getRoot().lookup(".filter-field");
        Node key = field.lookup(".keycap");
        Node prompt =
                field.lookupAll(".text").stream()
                        .filter(t -> t instanceof Text text && text.getText().startsWith("Filter"))
                        .findFirst()
                        .orElseThrow();
        assertThat(prompt.localToScene(prompt.getLayoutBounds()).getMaxX())
                .isLessThan(key.localToScene(key.getLayoutBounds()).getMinX());
    }

    @Test
    void noPageReachesOverTheEdgesOfTheSmallestWindow() {
        end();
        for (String page :
                Stream.concat(OWN.stream(), Stream.of("fleet", "audit", "targets", "about"))
                        .toList()) {
            open(page);
            List<String> beyond = Edges.beyond(scene);
            for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
                Toolkit.runOnFx(() -> console.theme().choose(choice));
                Toolkit.settle();
                Toolkit.write(
                        scene,
                        "smallest-" + page + (choice == Theme.Choice.DARK ? "-dark" : "-light"));
            }
            assertThat(beyond).as(page).isEmpty();
        }
        assertThat(warnings.seen()).isEmpty();
    }
}
