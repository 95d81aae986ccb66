package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.store.Home;
import dev.belay.testing.Around;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

class OneConsoleTest {
    @TempDir Path folder;
    private Home home;

    @BeforeEach
    void home() {
        home = Home.of(Around.home(folder));
    }

    private Path socket() {
        return folder.resolve("console.sock");
    }

    @Test
    void aLaterStartIsHeardWithItsTarget() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (AutoCloseable _ = OneConsole.listen(home, heard::add)) {
            assertThat(OneConsole.handOver(home, "shop-ü")).isTrue();
            assertThat(OneConsole.handOver(home, "")).isTrue();
            assertThat(heard).containsExactly("shop-ü", "");
        }
        assertThat(socket()).doesNotExist();
        assertThat(OneConsole.handOver(home, "")).isFalse();
    }

    @Test
    void whatAKilledConsoleLeftBehindIsNobody() throws Exception {
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(socket()));
        }
        assertThat(socket()).exists();
        assertThat(OneConsole.handOver(home, "")).isFalse();
        try (AutoCloseable _ = OneConsole.listen(home, name -> {})) {
            assertThat(OneConsole.handOver(home, "")).isTrue();
        }
    }

    @Test
    void aConsoleThatHangsIsNotWaitedFor() throws Exception {
        try (ServerSocketChannel hangs = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            hangs.bind(UnixDomainSocketAddress.of(socket()));
            Instant start = Instant.now();
            assertThat(OneConsole.handOver(home, "")).isFalse();
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void whereNoSocketCanBeMadeEachStartHasItsOwnWindow() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(120)));
        Home far = Home.of(Around.home(deep));
        try (AutoCloseable _ = OneConsole.listen(far, name -> {})) {
            assertThat(OneConsole.handOver(far, "")).isFalse();
        }
    }
}
