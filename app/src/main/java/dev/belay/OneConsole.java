package dev.belay;

import dev.belay.message.BelayException;
import dev.belay.store.Home;
import dev.belay.store.OwnerOnly;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Lets a second start bring the running window to the front instead of opening another. The first
 * holds a lock as long as it lives, however it ends, and listens at a socket in Belay's own folder,
 * where nobody else may come; what is asked before its window stands is kept until then. When it
 * ends, another window that runs takes its place. What it cannot do it leaves: then there are two
 * windows, and nothing is lost.
 */
final class OneConsole implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OneConsole.class);
    private static final String SOCKET = "console.sock";
    private static final String LOCK = "console.lock";

    /** The name of a target, or nothing, and a line's end; no name is longer. */
    private static final int LONGEST = 4_096;

    /** A window that does not answer so long is as good as none. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    /** The first has its lock a moment before it listens. */
    private static final Duration AGAIN = Duration.ofMillis(25);

    /** How soon another takes the place of one that has ended. */
    private static final Duration SUCCESSION = Duration.ofSeconds(1);

    private static final byte[] HEARD = {'+'};

    private final Path socket;
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private @Nullable FileChannel lock;
    private @Nullable ServerSocketChannel server;
    private boolean taken;
    private boolean closed;

    private OneConsole(Path socket) {
        this.socket = socket;
    }

    /** This start's; it listens from now on, if it is the first. */
    static OneConsole of(Home home) {
        OneConsole one = new OneConsole(home.store().resolveSibling(SOCKET));
        try {
            home.create();
        } catch (BelayException e) {
            one.taken = true; // whoever asks for the store is told why
        }
        one.take();
        return one;
    }

    /** True if another has it, and as long as it has. */
    private synchronized boolean take() {
        if (taken || closed) {
            return false;
        }
        try {
            taken = locked() && listening();
            return !taken;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // Too long a path, a folder that is read-only, a system without such sockets.
            LOG.info("Later starts open windows of their own: {}", e.toString());
            taken = true;
            release();
            return false;
        }
    }

    private boolean locked() throws IOException {
        Path file = socket.resolveSibling(LOCK);
        OwnerOnly.file(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                lock = channel;
                return true;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("Another console of this process has it", e);
        }
        channel.close();
        return false;
    }

    private boolean listening() throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel made = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server = made;
        made.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().name("belay-starts").start(() -> accept(made));
        return true;
    }

    /**
     * Asks the running console to come to the front and to open a target.
     *
     * @param target its name, or empty for whatever is open
     * @return false if none runs, or it does not answer within two seconds
     */
    boolean handOver(String target) {
        synchronized (this) {
            if (taken) {
                return false;
            }
        }
        CompletableFuture<Boolean> answered = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("belay-hand-over")
                .start(() -> answered.complete(heard(target)));
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

    private boolean heard(String target) {
        long end = System.nanoTime() + ANSWER.toNanos();
        while (System.nanoTime() < end) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                channel.write(StandardCharsets.UTF_8.encode(target + "\n"));
                return channel.read(ByteBuffer.allocate(1)) == 1;
            } catch (IOException e) {
                pause(AGAIN);
            }
        }
        return false;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Hands over what later starts ask for, from now on and until it is closed.
     *
     * @param wanted told the target's name of each, on a thread of this
     */
    void listen(Consumer<String> wanted) {
        Thread.ofPlatform().daemon().name("belay-asked").start(() -> tell(wanted));
        if (take()) {
            Thread.ofPlatform().daemon().name("belay-succession").start(this::succeed);
        }
    }

    private void tell(Consumer<String> wanted) {
        try {
            while (true) {
                wanted.accept(asked.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void succeed() {
        while (take()) {
            pause(SUCCESSION);
        }
    }

    private void accept(ServerSocketChannel at) {
        while (at.isOpen()) {
            try {
                SocketChannel channel = at.accept();
                // One that says nothing keeps nobody else from being heard.
                Thread.ofPlatform().daemon().name("belay-start").start(() -> hear(channel));
            } catch (IOException e) {
                LOG.debug("A start that asked for the window has gone", e);
            }
        }
    }

    private void hear(SocketChannel channel) {
        try (channel) {
            asked.add(line(channel));
            channel.write(ByteBuffer.wrap(HEARD));
        } catch (IOException e) {
            LOG.debug("A start that asked for the window has gone", e);
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

    /** The socket goes before the lock, so that nobody's else is taken away. */
    @Override
    public synchronized void close() {
        closed = true;
        release();
    }

    private void release() {
        try {
            if (server != null) {
                server.close();
                Files.deleteIfExists(socket);
            }
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            LOG.debug("The socket stays, and nobody listens", e);
        }
    }
}
