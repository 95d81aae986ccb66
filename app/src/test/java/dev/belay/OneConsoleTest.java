package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.store.Home;
import dev.belay.testing.Around;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

class OneConsoleTest {
    @TempDir Path folder;
    private final List<OneConsole> all = new ArrayList<>();
    private Home home;

    @BeforeEach
    void home() {
        home = Home.of(Around.home(folder));
    }

    private Path socket() {
        return folder.resolve("console.sock");
    }

    @AfterEach
    void end() {
        all.forEach(OneConsole::close);
    }

    private OneConsole started() {
        OneConsole one = OneConsole.of(home);
        all.add(one);
        return one;
    }

    @Test
    void aLaterStartIsHeardWithItsTarget() {
        List<String> heard = new CopyOnWriteArrayList<>();
        OneConsole first = started();
        assertThat(first.handOver("nobody")).isFalse();
        // Its window is still to be made.
        assertThat(started().handOver("shop-ü")).isTrue();
        first.listen(heard::add);
        assertThat(started().handOver("")).isTrue();
        await().untilAsserted(() -> assertThat(heard).containsExactly("shop-ü", ""));
        first.close();
        assertThat(socket()).doesNotExist();
        assertThat(started().handOver("")).isFalse();
    }

    @Test
    void whatAKilledConsoleLeftBehindIsNobody() throws Exception {
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(socket()));
        }
        assertThat(socket()).exists();
        assertThat(started().handOver("")).isFalse();
        assertThat(started().handOver("")).isTrue();
    }

    @Test
    void anotherWindowTakesThePlaceOfTheFirst() {
        List<String> heard = new CopyOnWriteArrayList<>();
        OneConsole first = started();
        OneConsole second = started();
        second.listen(heard::add);
        assertThat(heard).isEmpty();
        first.close();
        await().until(() -> Files.exists(socket()));
        assertThat(started().handOver("shop")).isTrue();
        await().untilAsserted(() -> assertThat(heard).containsExactly("shop"));
        // Closing one that does not listen takes nothing from the one that does.
        started().close();
        assertThat(socket()).exists();
    }

    @Test
    void aStartThatSaysNothingKeepsNobodyWaiting() throws Exception {
        started();
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            assertThat(started().handOver("shop")).isTrue();
        }
    }

    @Test
    void aConsoleThatHangsIsNotWaitedFor() throws Exception {
        Path lock = Files.createFile(folder.resolve("console.lock"));
        try (FileChannel held = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock _ = held.lock();
                ServerSocketChannel hangs = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            hangs.bind(UnixDomainSocketAddress.of(socket()));
            Instant start = Instant.now();
            assertThat(started().handOver("")).isFalse();
            assertThat(Duration.between(start, Instant.now()))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
        }
    }

    @Test
    void whereNoSocketCanBeMadeEachStartHasItsOwnWindow() throws Exception {
        home = Home.of(Around.home(Files.createDirectories(folder.resolve("d".repeat(120)))));
        Instant start = Instant.now();
        started().listen(name -> {});
        assertThat(started().handOver("")).isFalse();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }
}
