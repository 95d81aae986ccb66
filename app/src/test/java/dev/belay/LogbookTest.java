package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.belay.store.Store;
import dev.belay.store.Surroundings;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.LastSeen;
import dev.belay.target.Target;
import dev.belay.target.Targets;
import dev.belay.testing.Around;
import dev.belay.testing.HandClock;
import dev.belay.ui.ConsoleWindow;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.Watching;
import dev.belay.watch.Link;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.scene.Scene;
import javafx.scene.control.Label;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class LogbookTest {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Instant YESTERDAY = Instant.now().minus(Duration.ofHours(21));

    @TempDir Path folder;
    private Surroundings around;
    private Path file;

    /** A clock that a test moves on by hand. */
    @BeforeEach
    void makeTarget() throws SQLException {
        around = Around.homeIn(folder);
        file = folder.resolve("shop.db");
        run(file, "CREATE TABLE users (id INTEGER PRIMARY KEY)");
    }

    private static void run(Path database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Target target() {
        return Target.of("shop", Engine.SQLITE, Environment.PRODUCTION, new Address.File(file));
    }

    private Path storeFile() {
        return folder.resolve("home").resolve("belay.db");
    }

    private static void examined(Watch watch) {
        await().atMost(LONG).until(() -> watch.view().health() != null);
    }

    @Test
    void aFileThatIsGoneAtTheNextStartIsShownAsItWasLastSeen() throws Exception {
        LastSeen seen;
        Wiring first = new Wiring(around);
        try (ConsoleParts parts = first.consoleParts(null)) {
            first.targets().add(target());
            Watches watches = parts.pages(() -> {}).profiles().watches();
            examined(watches.add(parts.saved().getFirst()));
        }
        try (Store store = Store.open(around)) {
            seen = new Targets(store).seen().get("shop");
        }
        assertThat(seen.status()).isIn("healthy", "degraded");
        assertThat(Duration.between(seen.at(), Instant.now())).isLessThan(LONG);
        Files.delete(file);

        try (ConsoleParts parts = new Wiring(around).consoleParts(null)) {
            Watches watches = parts.pages(() -> {}).profiles().watches();
            Watch watch = watches.add(parts.saved().getFirst());
            await().atMost(LONG).until(() -> watch.view().link() instanceof Link.Refused);
            assertThat(watch.view().remembered()).contains(seen);
            assertThat(watch.view().stale(Instant.now())).isTrue();
        }
        try (Store store = Store.open(around)) {
            assertThat(new Targets(store).seen()).containsEntry("shop", seen);
        }
    }

    @Test
    void theFleetAndTheTargetsPageTellWhatWasLastKnown() throws Exception {
        Wiring wiring = new Wiring(around);
        LastSeen seen = new LastSeen("degraded", YESTERDAY, "3 idle in transaction");
        wiring.targets().add(target());
        wiring.targets().saw(Map.of("shop", seen));
        Files.delete(file);
        try (ConsoleParts parts = wiring.consoleParts(null);
                ConsoleWindow window =
                        ConsoleWindow.open(parts.pages(() -> {}), parts.saved(), null)) {
            Scene scene = window.scene();
            awaitText(scene, "; was degraded, 3 idle in transaction");
            awaitText(scene, "21 h ago");
            pictures(window, "last-seen-fleet");
            Toolkit.runOnFx(() -> window.console().shell().open("overview", "shop"));
            awaitText(scene, "21 h ago, before Belay was started");
            awaitText(scene, "degraded, 3 idle in transaction");
            pictures(window, "last-seen");
        }
    }

    private static void awaitText(Scene scene, String part) {
        await().atMost(LONG).until(() -> texts(scene).stream().anyMatch(t -> t.contains(part)));
    }

    private static List<String> texts(Scene scene) {
        return Toolkit.onFx(
                () ->
                        scene.getRoot().lookupAll(".label").stream()
                                .map(n -> String.valueOf(((Label) n).getText()))
                                .toList());
    }

    private static void pictures(ConsoleWindow window, String name) {
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            Toolkit.runOnFx(() -> window.console().theme().choose(choice));
            Toolkit.settle();
            Toolkit.write(
                    window.scene(), name + (choice == Theme.Choice.DARK ? "-dark" : "-light"));
        }
    }

    @Test
    void aMinuteIsWrittenOnceAndASilenceAtOnce() throws Exception {
        HandClock clock = new HandClock();
        try (Store store = Store.open(around);
                Watches watches = Watching.watches()) {
            Targets targets = new Targets(store);
            Watch watch = watches.add(targets.add(target()));
            watch.focus(true);
            Logbook logbook = new Logbook(watches, targets::saw, clock);
            examined(watch);
            logbook.write(false);
            LastSeen first = targets.seen().get("shop");
            await().atMost(LONG).until(() -> newer(watch, first));
            clock.pass(Duration.ofSeconds(30));
            logbook.write(false);
            assertThat(targets.seen()).containsEntry("shop", first);
            clock.pass(Duration.ofSeconds(31));
            logbook.write(false);
            LastSeen second = targets.seen().get("shop");
            assertThat(second.at()).isAfter(first.at());
            await().atMost(LONG).until(() -> newer(watch, second));
            watch.pause();
            logbook.write(false);
            assertThat(targets.seen().get("shop").at()).isAfter(second.at());
            logbook.close();
        }
    }

    private static boolean newer(Watch watch, LastSeen seen) {
        return watch.view().last().at().isAfter(seen.at().plusMillis(1));
    }

    @Test
    void aStoreThatCannotBeWrittenIsToldOnceAndWatchingGoesOn() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(Logbook.class);
        logger.addAppender(log);
        HandClock clock = new HandClock();
        try (Store store = Store.open(around);
                Watches watches = Watching.watches()) {
            Targets targets = new Targets(store);
            Watch watch = watches.add(targets.add(target()));
            examined(watch);
            run(
                    storeFile(),
                    "CREATE TRIGGER full BEFORE INSERT ON target_seen"
                            + " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
            Logbook logbook = new Logbook(watches, targets::saw, clock);
            logbook.write(false);
            clock.pass(Duration.ofMinutes(2));
            logbook.write(false);
            assertThat(log.list)
                    .singleElement()
                    .satisfies(e -> assertThat(e.getFormattedMessage()).contains("disk is full"));
            assertThat(watch.view().link()).isInstanceOf(Link.Live.class);
            run(storeFile(), "DROP TRIGGER full");
            logbook.close();
            assertThat(targets.seen()).containsKey("shop");
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void aStoreThatAnotherHoldsKeepsNobodyFromQuitting() throws Exception {
        try (Store store = Store.open(around);
                Watches watches = Watching.watches();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + storeFile());
                Statement statement = other.createStatement()) {
            Targets targets = new Targets(store);
            examined(watches.add(targets.add(target())));
            Logbook logbook = new Logbook(watches, targets::saw, Clock.systemUTC());
            statement.execute("BEGIN IMMEDIATE");
            Instant asked = Instant.now();
            logbook.close();
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(2));
            statement.execute("ROLLBACK");
        }
    }
}
