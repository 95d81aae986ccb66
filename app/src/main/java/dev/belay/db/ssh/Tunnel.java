package dev.belay.db.ssh;

import dev.belay.db.ConnectException;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Purpose;
import dev.belay.target.SshJump;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A running ssh with one local forward. */
final class Tunnel implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);
    private static final int PORT_TRIES = 3;
    private static final Duration GRACE = Duration.ofSeconds(2);

    /**
     * What ssh says, at debug level, once every forward listens. "Local forwarding listening" is
     * said before the port is bound. The words are not translated.
     */
    private static final String LISTENING = "Entering interactive session";

    /** The child needs none of these, and its configuration could send them on. */
    private static final Set<String> SECRETS =
            Set.of(
                    "BELAY_PASSWORD",
                    "BELAY_STORE_URL",
                    "DATABASE_URL",
                    "MYSQL_URL",
                    "PGPASSWORD",
                    "POSTGRES_URL");

    private final Process process;
    private final int port;
    private final SshWords words = new SshWords();
    private final CompletableFuture<Boolean> listening = new CompletableFuture<>();

    private Tunnel(Process process, int port) {
        this.process = process;
        this.port = port;
        Thread.ofPlatform().daemon().name("belay-ssh-words").start(this::read);
    }

    /**
     * Starts ssh and waits until its forward listens, at most {@link Purpose#LOGIN}.
     *
     * @param name the target's, for messages
     * @param started is told of each child at once
     */
    static Tunnel open(
            List<String> command,
            SshJump jump,
            String host,
            int port,
            String name,
            Consumer<Process> started)
            throws ConnectException {
        for (int left = PORT_TRIES - 1; ; left--) {
            Tunnel tunnel = start(command, jump, host, port, name);
            started.accept(tunnel.process);
            try {
                if (tunnel.awaitListening()) {
                    LOG.info("ssh {} forwards to {}:{}", jump.text(), host, Integer.toString(port));
                    return tunnel;
                }
            } catch (TimeoutException e) {
                tunnel.close();
                throw new ConnectException(SshWords.silent(name, jump), e);
            } catch (InterruptedException e) {
                tunnel.close();
                Thread.currentThread().interrupt();
                throw new ConnectException(SshWords.silent(name, jump), e);
            }
            // Between our look for a free port and ssh's bind another process may have taken it.
            if (left == 0 || !tunnel.words.portWasTaken()) {
                throw new ConnectException(tunnel.words.refused(name, jump), null);
            }
        }
    }

    private static Tunnel start(
            List<String> command, SshJump jump, String host, int port, String name)
            throws ConnectException {
        int local = freePort();
        ProcessBuilder builder = new ProcessBuilder(arguments(command, jump, host, port, local));
        builder.environment().keySet().removeAll(SECRETS);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            return new Tunnel(builder.start(), local);
        } catch (IOException e) {
            throw new ConnectException(SshWords.missing(name, command.getFirst()), e);
        }
    }

    /**
     * No shell reads these; what comes from a profile has been checked not to look like an option.
     */
    private static List<String> arguments(
            List<String> command, SshJump jump, String host, int port, int local) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("-v", "-N", "-T", "-a", "-x"));
        for (String option :
                List.of(
                        "BatchMode=yes",
                        "ExitOnForwardFailure=yes",
                        "StrictHostKeyChecking=yes",
                        "ConnectTimeout=" + Purpose.CONNECT.toSeconds(),
                        "ServerAliveInterval=5",
                        "ServerAliveCountMax=2",
                        "GatewayPorts=no",
                        "PermitLocalCommand=no",
                        // A forward lent to another ssh would stay when this one is ended.
                        "ControlMaster=no",
                        "ControlPath=none")) {
            arguments.addAll(List.of("-o", option));
        }
        String there = host.indexOf(':') < 0 ? host : "[" + host + "]";
        arguments.addAll(List.of("-L", HOST + ":" + local + ":" + there + ":" + port));
        if (jump.user() != null) {
            arguments.addAll(List.of("-l", jump.user()));
        }
        if (jump.port() != SshJump.DEFAULT_PORT) {
            arguments.addAll(List.of("-p", Integer.toString(jump.port())));
        }
        arguments.addAll(List.of("--", jump.host()));
        return arguments;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LOG.debug("{}", line);
                words.add(line);
                if (line.contains(LISTENING)) {
                    listening.complete(true);
                }
            }
        } catch (IOException e) {
            LOG.debug("ssh is gone", e);
        }
        listening.complete(false);
    }

    private boolean awaitListening() throws InterruptedException, TimeoutException {
        try {
            return listening.get(Purpose.LOGIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Why nothing comes through, if ssh has said so since it listens. */
    @Nullable ConnectFailure failure(String name) {
        return words.notForwarded(name);
    }

    /** Ends ssh without waiting for it. */
    @Override
    public void close() {
        process.destroy();
        CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(process::destroyForcibly);
    }
}
