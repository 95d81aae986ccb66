package dev.belay.testing;

import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.target.Tls;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The real PgBouncer of the system's, in front of a server of {@link PostgresServers}. */
public final class PgBouncer implements AutoCloseable {
    private final Process process;
    private final int port;

    /** The program, or empty where the system has none. */
    public static Optional<Path> program() {
        return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/bin")
                .map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Skips a test where the system has no PgBouncer, and says so. */
    public static void assumeThere() {
        Assumptions.assumeTrue(program().isPresent(), "skipped: pgbouncer is not installed");
    }

    /**
     * @param mode {@code session} or {@code transaction}
     * @param more further lines of its configuration
     */
    public PgBouncer(
            PostgresServer server,
            String mode,
            String role,
            String password,
            Path folder,
            String... more)
            throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path users = folder.resolve("users");
        Files.writeString(users, "\"" + role + "\" \"" + password + "\"\n");
        Path configuration = folder.resolve("pgbouncer.ini");
        Files.writeString(
                configuration,
                """
                [databases]
                * = host=127.0.0.1 port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = %s
                %s
                """
                        .formatted(server.port(), port, users, mode, String.join("\n", more)));
        // It refuses to be root.
        List<String> command =
                System.getProperty("user.name").equals("root")
                        ? List.of(program().orElseThrow().toString(), "-u", "nobody")
                        : List.of(program().orElseThrow().toString());
        process =
                new ProcessBuilder(
                                Stream.concat(command.stream(), Stream.of(configuration.toString()))
                                        .toList())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                        .start();
        awaitListening(folder.resolve("pgbouncer.log"));
    }

    private void awaitListening(Path log) throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("PgBouncer does not listen: " + Files.readString(log));
    }

    public int port() {
        return port;
    }

    /** Sends it a signal: {@code STOP}, {@code CONT}. */
    public void signal(String name) {
        PostgresServer.kill(name, process.pid());
    }

    /** A target that reaches a database of the server through it. */
    public Target target(String database, String role) {
        return Target.of(
                database,
                Engine.POSTGRESQL,
                Environment.DEVELOPMENT,
                new Address.Server("127.0.0.1", port, database, role, Tls.DEFAULT, null));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
