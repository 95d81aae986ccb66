package dev.belay.demo;

import dev.belay.db.ServerVersion;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.store.OwnerOnly;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server's data in a folder, and the programs that make, start and stop it. */
final class PostgresCluster {
    /** The superuser, who makes the roles and is used for nothing else. */
    static final String SUPERUSER = "postgres";

    private static final int OLDEST = 14;
    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final String SETTINGS =
            """
            # Made by belay demo: small, on this machine only.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = 60
            shared_buffers = 32MB
            max_wal_size = 64MB
            min_wal_size = 32MB
            synchronous_commit = off
            client_connection_check_interval = 10s
            log_min_messages = fatal
            log_min_error_statement = panic
            log_checkpoints = off
            """;

    private final Path data;
    private final Path log;
    private final Path programs;
    private final List<String> prefix;

    private PostgresCluster(Path folder, Path programs, List<String> prefix) {
        this.data = folder.resolve("data");
        this.log = folder.resolve("server.log");
        this.programs = programs;
        this.prefix = prefix;
    }

    /**
     * @param initdb the program of PostgreSQL 14 or newer, or null where none was found
     * @throws dev.belay.message.BelayException with exit 14 where it cannot be used
     */
    static PostgresCluster of(Path folder, @Nullable Path initdb) throws IOException {
        if (initdb == null) {
            throw Problem.of("demo.programs", "", ExitCode.INCOMPATIBLE).asException();
        }
        // Debian links initdb into PATH, but postgres stands only beside the real one.
        Path programs = initdb.toRealPath().getParent();
        if (programs == null
                || !Files.isExecutable(programs.resolve("pg_ctl"))
                || !Files.isExecutable(programs.resolve("postgres"))) {
            throw Problem.of("demo.programs", "", ExitCode.INCOMPATIBLE).asException();
        }
        PostgresCluster cluster = new PostgresCluster(folder, programs, withoutRoot(folder));
        cluster.checkVersion();
        return cluster;
    }

    /** PostgreSQL refuses root; in a user namespace of its own the same user is nobody special. */
    private static List<String> withoutRoot(Path folder) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        List<String> namespace = List.of("unshare", "--user");
        List<String> trial = new ArrayList<>(namespace);
        trial.add("true");
        try {
            if (run(trial, DEADLINE).code == 0) {
                return namespace;
            }
        } catch (IOException e) {
            // No such program: answered as its refusal is.
        }
        throw Problem.of("demo.root", folder.toString(), ExitCode.INCOMPATIBLE).asException();
    }

    private void checkVersion() throws IOException {
        String said = run(List.of(programs.resolve("initdb").toString(), "--version"), STOP).text;
        ServerVersion found = ServerVersion.parse(said.replaceFirst("^\\D*", ""));
        Path made = data.resolve("PG_VERSION");
        if (found.major() < OLDEST) {
            throw Problem.of("demo.old", "", ExitCode.INCOMPATIBLE, found.text()).asException();
        }
        if (Files.exists(made)
                && ServerVersion.parse(Files.readString(made)).major() != found.major()) {
            throw Problem.of(
                            "demo.major",
                            data.toString(),
                            ExitCode.INCOMPATIBLE,
                            Files.readString(made).strip(),
                            found.text())
                    .asException();
        }
    }

    /** Makes the data folder unless it is there; the superuser gets the password of the file. */
    void create(Path passwordFile) throws IOException {
        if (Files.exists(data)) {
            return;
        }
        Path half = data.resolveSibling("data.new");
        deleteTree(half);
        require(
                command(
                        "initdb",
                        "--pgdata=" + half,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--wal-segsize=4",
                        "--no-sync"));
        Files.writeString(half.resolve("postgresql.auto.conf"), SETTINGS);
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Starts the server unless it runs already, left there by a Belay that was killed, say.
     *
     * @param wanted the port it had before, taken again if it is free; or 0
     * @return the port it listens at
     */
    int start(int wanted) throws IOException {
        if (run(command("pg_ctl", "status", "--pgdata=" + data), STOP).code == 0) {
            return Integer.parseInt(Files.readAllLines(data.resolve("postmaster.pid")).get(3));
        }
        if (Files.notExists(log)) {
            OwnerOnly.file(log);
        }
        int port = free(wanted);
        require(
                command(
                        "pg_ctl",
                        "start",
                        "--pgdata=" + data,
                        "--log=" + log,
                        "--wait",
                        "--timeout=60",
                        "--options=-p " + port));
        return port;
    }

    /** The same for a person, in a line. */
    String stopCommand() {
        return String.join(" ", command("pg_ctl", "stop", "--pgdata=" + data));
    }

    /** Stops the server, its sessions ended and its data written. */
    void stop() throws IOException {
        require(command("pg_ctl", "stop", "--pgdata=" + data, "--mode=fast", "--timeout=8"));
    }

    private static int free(int wanted) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback, wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            if (wanted == 0) {
                throw e;
            }
            return free(0);
        }
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private void require(List<String> command) throws IOException {
        Ended ended = run(command, DEADLINE);
        if (ended.code != 0) {
            throw new IOException(command.get(prefix.size()) + ": " + ended.text.strip());
        }
    }

    private record Ended(int code, String text) {}

    private static Ended run(List<String> command, Duration deadline) throws IOException {
        // To a file: the server inherits it from pg_ctl, and a pipe would not end before it does.
        Path said = Files.createTempFile("belay-demo-", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end");
            }
            try (InputStream text = Files.newInputStream(said)) {
                return new Ended(
                        process.exitValue(),
                        new String(text.readNBytes(8192), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command + " was interrupted", e);
        } finally {
            Files.deleteIfExists(said);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
