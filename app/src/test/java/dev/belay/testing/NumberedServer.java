package dev.belay.testing;

import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.target.Tls;

import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real PostgreSQL in a process namespace of its own, where a test chooses the number of the next
 * session: one that another session had is given again. Only root on Linux can make one.
 */
public final class NumberedServer implements AutoCloseable {
    private static final int TRIES = 20;

    private final int port;
    private final Process server;
    private final Process inside;
    private final Writer numbers;
    private final BufferedReader set;

    private NumberedServer(Path programs, Path folder) throws IOException {
        Path data = folder.resolve("data");
        run(programs, "initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-N");
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        List<String> command =
                new ArrayList<>(List.of("unshare", "-U", "-p", "-f", "--kill-child=KILL"));
        command.add(programs.resolve("postgres").toString());
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port), "-k", ""));
        for (String setting :
                List.of(
                        "listen_addresses=127.0.0.1",
                        "fsync=off",
                        "autovacuum=off",
                        "max_connections=60",
                        "max_parallel_workers=0")) {
            command.addAll(List.of("-c", setting));
        }
        server = quiet(command).start();
        // Nothing else ends it with a JVM that is killed.
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(
                        () -> {
                            connect().close();
                            return true;
                        });
        long postmaster = server.children().findFirst().orElseThrow().pid();
        inside =
                new ProcessBuilder(
                                "nsenter",
                                "-t",
                                Long.toString(postmaster),
                                "-p",
                                "sh",
                                "-c",
                                "while read n; do echo $n > /proc/sys/kernel/ns_last_pid && echo"
                                        + " set; done")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        numbers = inside.outputWriter(StandardCharsets.UTF_8);
        set = inside.inputReader(StandardCharsets.UTF_8);
    }

    /** True where this user may choose the numbers of processes. */
    public static boolean possible() {
        return System.getProperty("user.name").equals("root")
                && Files.isWritable(Path.of("/proc/sys/kernel/ns_last_pid"));
    }

    /** With the programs of another one. */
    public static NumberedServer start(PostgresServer of, Path folder) throws IOException {
        Path program = Path.of("/proc", Long.toString(of.postmaster()), "exe").toRealPath();
        return new NumberedServer(program.getParent(), folder);
    }

    private static ProcessBuilder quiet(List<String> command) {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    /** PostgreSQL refuses to be root. */
    private static void run(Path programs, String name, String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("unshare", "-U", programs.resolve(name).toString()));
        command.addAll(List.of(words));
        try {
            if (quiet(command).start().waitFor() != 0) {
                throw new IOException(name + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public Target target() {
        return Target.of(
                "numbered",
                Engine.POSTGRESQL,
                Environment.DEVELOPMENT,
                new Address.Server("127.0.0.1", port, "postgres", "postgres", Tls.DEFAULT, null));
    }

    /** A session of the superuser; the caller closes it. */
    public Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser("postgres");
        return source.getConnection();
    }

    /** A session that gets this number, which no other has now; the caller closes it. */
    public Connection connect(int pid) throws SQLException, IOException {
        for (int i = 0; i < TRIES; i++) {
            numbers.write(pid - 1 + "\n");
            numbers.flush();
            if (!"set".equals(set.readLine())) {
                throw new IOException("the number of the next process cannot be set");
            }
            Connection connection = connect();
            if (pid(connection) == pid) {
                return connection;
            }
            connection.close();
        }
        throw new IOException(pid + " was not given again");
    }

    private static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void close() {
        inside.destroyForcibly();
        // Its child, the postmaster, ends with it, and the namespace with the postmaster.
        server.destroyForcibly();
        try {
            server.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            numbers.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
