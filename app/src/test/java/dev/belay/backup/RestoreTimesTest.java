package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.store.Store;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.testing.Around;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

class RestoreTimesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir Path folder;
    private Store store;
    private RestoreTimes times;
    private Target target;

    @BeforeEach
    void open() {
        store = Store.open(Around.home(folder));
        times = new RestoreTimes(() -> store);
        target =
                Target.of(
                        "shop",
                        Engine.SQLITE,
                        Environment.DEVELOPMENT,
                        new Address.File(folder.resolve("shop.db")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void took(String backup, int hour, int seconds, long bytes) {
        times.add(
                target,
                new RestoreTimes.Entry(
                        backup,
                        NOON.plus(Duration.ofHours(hour)),
                        Duration.ofSeconds(seconds),
                        7,
                        bytes,
                        "scratch"));
    }

    @Test
    void aBackupThatWasRestoredTakesAsLongAgain() {
        took("one", 0, 40, 1000);
        took("two", 1, 90, 1000);
        assertThat(times.usual(target, "one", 1000)).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void anotherBackupTakesAsLongAsTheLastForItsSize() {
        took("one", 0, 40, 1000);
        took("two", 1, 90, 1000);
        assertThat(times.usual(target, "three", 2000)).isEqualTo(Duration.ofSeconds(180));
        assertThat(times.usual(target, null, 500)).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void whereNoneWasRestoredNobodyKnows() {
        assertThat(times.usual(target, "one", 1000)).isNull();
    }
}
