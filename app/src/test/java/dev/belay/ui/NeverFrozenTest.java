package dev.belay.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.db.Sessions;
import dev.belay.operation.Audit;
import dev.belay.operation.AuditSeal;
import dev.belay.store.Store;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.RememberedPasswords;
import dev.belay.target.Target;
import dev.belay.target.Targets;
import dev.belay.testing.Around;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.Watching;
import dev.belay.ui.overview.Asking;
import dev.belay.ui.targets.Profiles;
import dev.belay.watch.Link;
import dev.belay.watch.Trail;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;
import dev.belay.watch.check.OnDemand;

import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A server that hangs takes nothing from the window, from another target, or from quitting. */
@Tag("alone")
class NeverFrozenTest {
    private static final Duration HUNG = Duration.ofSeconds(20);
    private static final Duration STALL = Duration.ofMillis(100);

    /** A reading a second; two and a half of them and the line of the chart would break. */
    private static final long GAP_MILLIS = 2_500;

    @TempDir Path folder;

    @Test
    void aStoppedServerStallsNothingAndHealsByItself() throws Exception {
        Watches watches = Watching.watches();
        try (PostgresServer server = PostgresServers.start(PostgresServers.USUAL);
                Store store = Store.open(Around.homeIn(folder))) {
            Console console = open(watches, store);
            Target postgres = server.target(server.freshDatabase());
            Target sqlite = sqlite();
            Toolkit.runOnFx(() -> console.start(List.of(postgres, sqlite), postgres));
            Watch hung = watches.find(postgres.name()).orElseThrow();
            Watch file = watches.find(sqlite.name()).orElseThrow();
            file.focus(true);
            await().atMost(Duration.ofSeconds(30)).until(() -> live(hung) && live(file));
            await().until(() -> hung.view().health() != null && file.view().health() != null);
            Thread.sleep(Duration.ofSeconds(5));

            // A hiccup of the machine is not Belay's: once of two must be smooth, and every time
            // heal.
            Duration worst = hang(server, console, hung, file);
            if (worst.compareTo(STALL) > 0) {
                worst = hang(server, console, hung, file);
            }
            assertThat(worst).isLessThanOrEqualTo(STALL);

            server.signal("STOP");
            Instant closing = Instant.now();
            Toolkit.runOnFx(console::close);
            watches.close();
            assertThat(Duration.between(closing, Instant.now())).isLessThan(Duration.ofSeconds(2));
            server.signal("CONT");
            // A window that stays takes the keys of the tests after this one.
            Toolkit.runOnFx(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        }
    }

    /** Stops the server for a while; returns the worst stall of the window meanwhile. */
    private static Duration hang(PostgresServer server, Console console, Watch hung, Watch file)
            throws InterruptedException {
        Toolkit.runOnFx(console::forgetPauses);
        Instant stopped = Instant.now();
        server.signal("STOP");
        Thread.sleep(HUNG);
        assertThat(hung.view().link()).isNotInstanceOf(Link.Live.class);
        assertThat(hung.view().stale(Instant.now())).isTrue();
        server.signal("CONT");
        Instant continued = Instant.now();
        await().atMost(Duration.ofSeconds(5)).until(() -> live(hung));
        Duration healed = Duration.between(continued, Instant.now());
        StallWatch.Pauses pauses = console.pauses();
        System.out.printf(
                "SIGSTOP for %d s: worst stall %d ms, p99 %d ms, healed after %d ms%n",
                HUNG.toSeconds(),
                pauses.worst().toMillis(),
                pauses.p99().toMillis(),
                healed.toMillis());
        assertThat(longestGap(file.trail().slice(stopped, continued))).isLessThan(GAP_MILLIS);
        return pauses.worst();
    }

    private Console open(Watches watches, Store store) {
        Sessions sessions = Watching.sessions();
        Clock clock = Clock.systemUTC();
        Console.Parts parts =
                new Console.Parts(
                        new Profiles(
                                () -> new Targets(store),
                                watches,
                                sessions,
                                new RememberedPasswords(),
                                Around.homeIn(folder)),
                        new Asking(new OnDemand(sessions, clock), sessions),
                        () -> {
                            throw new IllegalStateException("no demo here");
                        },
                        Map::of,
                        () ->
                                new Audit(
                                        store,
                                        new AuditSeal(folder.resolve("home")),
                                        Clock.systemUTC()),
                        () -> {
                            throw new IllegalStateException("no backups here");
                        },
                        () -> {
                            throw new IllegalStateException("no backups here");
                        },
                        path -> {},
                        Map.of(),
                        Watching.noChanges(clock),
                        Watching.interruptions(store, clock),
                        clock,
                        () -> {});
        return Toolkit.onFx(
                () -> {
                    Console console = new Console(parts);
                    Stage stage = new Stage();
                    stage.setScene(console.scene(1000, 700));
                    stage.show();
                    return console;
                });
    }

    private Target sqlite() throws Exception {
        Path file = folder.resolve("shop.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id INTEGER PRIMARY KEY)");
        }
        return Target.of("shop", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file));
    }

    private static boolean live(Watch watch) {
        return watch.view().link() instanceof Link.Live;
    }

    private static long longestGap(Trail.Slice slice) {
        long longest = 0;
        for (int i = 1; i < slice.size(); i++) {
            longest = Math.max(longest, slice.times()[i] - slice.times()[i - 1]);
        }
        for (boolean missed : slice.missed()) {
            if (missed) {
                return Long.MAX_VALUE;
            }
        }
        return slice.size() < 2 ? Long.MAX_VALUE : longest;
    }
}
