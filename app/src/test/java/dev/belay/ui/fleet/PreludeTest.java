package dev.belay.ui.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.db.Retry;
import dev.belay.history.History;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.LastSeen;
import dev.belay.target.Target;
import dev.belay.target.Tls;
import dev.belay.testing.Live;
import dev.belay.testing.MuteServer;
import dev.belay.ui.kit.Fonts;
import dev.belay.ui.kit.Roles;
import dev.belay.ui.kit.Toolkit;
import dev.belay.watch.Health;
import dev.belay.watch.Watches;

import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.paint.Color;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class PreludeTest {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    @TempDir Path folder;
    private final AtomicInteger over = new AtomicInteger();
    private Watches watches;

    @BeforeEach
    void begin() {
        Toolkit.start();
        Fonts.load();
        watches =
                new Watches(
                        Live.sessions(),
                        t -> (session, last, trail, history) -> new Health(List.of(), last.at()),
                        (session, t) -> new History(List.of(), null, null, null),
                        Clock.systemUTC(),
                        Retry.PATIENT);
    }

    @AfterEach
    void end() {
        watches.close();
    }

    private Target file() throws Exception {
        Path file = folder.resolve("shop.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id INTEGER PRIMARY KEY)");
        }
        return Target.of("shop", Engine.SQLITE, Environment.PRODUCTION, new Address.File(file));
    }

    private static Target mute(MuteServer server, String name) {
        Address address =
                new Address.Server("127.0.0.1", server.port(), "d", "u", Tls.DEFAULT, null);
        return Target.of(name, Engine.POSTGRESQL, Environment.STAGING, address);
    }

    private Prelude prelude(boolean dark) {
        return Toolkit.onFx(
                () ->
                        new Prelude(
                                WIDTH,
                                HEIGHT,
                                Roles.of(dark),
                                watches.all(),
                                Clock.systemUTC(),
                                over::incrementAndGet));
    }

    private static PixelReader picture(Prelude prelude) {
        return Toolkit.onFx(
                () -> {
                    Scene scene = prelude.scene();
                    Toolkit.write(scene, "prelude");
                    return scene.snapshot(null).getPixelReader();
                });
    }

    private static boolean painted(PixelReader pixels, int x, int y, int w, int h, Color colour) {
        for (int i = x; i < x + w; i++) {
            for (int j = y; j < y + h; j++) {
                if (pixels.getColor(i, j).equals(colour)) {
                    return true;
                }
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAnEarlierStartKnewStandsBeforeAnythingAnswers(boolean dark) throws Exception {
        try (MuteServer server = new MuteServer()) {
            LastSeen seen =
                    new LastSeen("degraded", Instant.now().minusSeconds(3600), "1 pending: V43");
            watches.remember(Map.of("ledger", seen));
            watches.add(mute(server, "ledger"));
            Roles roles = Roles.of(dark);
            PixelReader pixels = picture(prelude(dark));
            assertThat(pixels.getColor(700, 400)).isEqualTo(roles.of("surface"));
            assertThat(pixels.getColor(60, 300)).isEqualTo(roles.of("raised"));
            // Its name, what was known of it, and since when: where the fleet's page has them.
            assertThat(painted(pixels, 184, 114, 60, 22, roles.of("strong"))).isTrue();
            assertThat(painted(pixels, 494, 114, 200, 22, roles.of("text"))).isTrue();
            assertThat(painted(pixels, 1200, 114, 70, 22, roles.of("stale"))).isTrue();
        }
    }

    @Test
    void itEndsOnceWithTheFirstAnswer() throws Exception {
        watches.add(file());
        await().atMost(LONG).until(() -> watches.all().getFirst().view().last() != null);
        Prelude prelude = prelude(true);
        Toolkit.runOnFx(prelude::start);
        await().atMost(LONG).until(() -> over.get() > 0);
        Toolkit.settle();
        assertThat(over).hasValue(1);
    }

    @Test
    void aServerThatHangsKeepsNoWindowFromBeingMade() throws Exception {
        try (MuteServer server = new MuteServer()) {
            watches.add(mute(server, "ledger"));
            Instant start = Instant.now();
            Prelude prelude = prelude(false);
            Toolkit.runOnFx(prelude::start);
            await().atMost(LONG).until(() -> over.get() > 0);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void moreTargetsThanThereIsRoomForAreCutAtTheFoot() throws Exception {
        try (MuteServer server = new MuteServer()) {
            for (int i = 0; i < 40; i++) {
                watches.add(mute(server, "t" + i));
            }
            PixelReader pixels = picture(prelude(true));
            assertThat(pixels.getColor(700, 716)).isEqualTo(Roles.of(true).of("sunk"));
        }
    }
}
