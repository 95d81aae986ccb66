package dev.belay;

import dev.belay.store.Home;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Lets a second start bring the running window to the front instead of opening another: over a
 * socket in Belay's own folder, where nobody else may come. What it cannot do it leaves: then there
 * are two windows, and nothing is lost.
 */
final class OneConsole implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OneConsole.class);
    private static final String SOCKET = "console.sock";

    /** The name of a target, or nothing, and a line's end; no name is longer. */
    private static final int LONGEST = 4_096;

    /** A window that does not answer so long is as good as none. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private static final byte[] HEARD = {'+'};

    private final ServerSocketChannel server;
    private final Path path;

    private OneConsole(ServerSocketChannel server, Path path) {
        this.server = server;
        this.path = path;
    }

    /**
     * Asks the running console to come to the front and to open a target.
     *
     * @param target its name, or empty for whatever is open
     * @return false if none runs, or it does not answer within two seconds
     */
    static boolean handOver(Home home, String target) {
        Path path = path(home);
        if (!Files.exists(path)) {
            return false;
        }
        CompletableFuture<Boolean> answered = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("belay-hand-over")
                .start(() -> answered.complete(asked(path, target)));
        try {
            return answered.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean asked(Path path, String target) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            channel.write(StandardCharsets.UTF_8.encode(target + "\n"));
            return channel.read(ByteBuffer.allocate(1)) == 1;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false; // whoever listened has gone without taking its socket along
        }
    }

    /**
     * Listens for later starts until it is closed.
     *
     * @param wanted told the target's name of each, on a thread of this; returns when it is heard
     */
    static AutoCloseable listen(Home home, Consumer<String> wanted) {
        Path path = path(home);
        try {
            Files.deleteIfExists(path);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(path));
            OneConsole open = new OneConsole(server, path);
            Thread.ofPlatform().daemon().name("belay-starts").start(() -> open.accept(wanted));
            return open;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // Too long a path, a folder that is read-only, a system without such sockets.
            LOG.info("Later starts open windows of their own: {}", e.toString());
            return () -> {};
        }
    }

    private static Path path(Home home) {
        return home.store().resolveSibling(SOCKET);
    }

    private void accept(Consumer<String> wanted) {
        while (server.isOpen()) {
            try (SocketChannel channel = server.accept()) {
                wanted.accept(line(channel));
                channel.write(ByteBuffer.wrap(HEARD));
            } catch (IOException e) {
                LOG.debug("A start that asked for the window has gone", e);
            }
        }
    }

    private static String line(SocketChannel channel) throws IOException {
        InputStream in = Channels.newInputStream(channel);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n' && read.size() < LONGEST; b = in.read()) {
            read.write(b);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("The socket stays, and nobody listens", e);
        }
    }
}
