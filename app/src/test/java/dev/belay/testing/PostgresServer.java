package dev.belay.testing;

import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.target.Tls;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One running PostgreSQL server of {@link PostgresServers}. */
public final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private final int major;
    private final EmbeddedPostgres server;
    private final Path data;
    private List<String> command = List.of();
    private Process restarted;

    PostgresServer(int major, EmbeddedPostgres server, Path data) {
        this.major = major;
        this.server = server;
        this.data = data;
    }

    public int major() {
        return major;
    }

    public int port() {
        return server.getPort();
    }

    public Path data() {
        return data;
    }

    /** The postmaster's process id; every other process of the server is its child. */
    public long postmaster() {
        try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a signal to the postmaster and all its processes: {@code STOP}, {@code CONT}. */
    public void signal(String name) {
        var all =
                ProcessHandle.of(postmaster())
                        .map(p -> Stream.concat(p.descendants(), Stream.of(p)))
                        .orElseThrow()
                        .map(p -> p.pid())
                        .toList();
        all.forEach(pid -> kill(name, pid));
    }

    /** Kills the postmaster and all its processes, as a machine that goes down does. */
    public void crash() {
        command = commandLine();
        Path process = Path.of("/proc", Long.toString(postmaster()));
        // It would otherwise start new processes for those that die before it.
        kill("STOP", postmaster());
        signal("KILL");
        Awaitility.await().until(() -> !Files.exists(process));
    }

    /** Starts what {@link #crash} ended, on the same port; it ends when this is closed. */
    public void startAgain() {
        List<String> again = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to be root.
            again.addAll(List.of("unshare", "-U"));
        }
        again.addAll(command);
        try {
            restarted =
                    new ProcessBuilder(again)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().ignoreExceptions().until(() -> admin("postgres").isValid(1));
    }

    private List<String> commandLine() {
        Path process = Path.of("/proc", Long.toString(postmaster()));
        try {
            List<String> line =
                    new ArrayList<>(
                            List.of(Files.readString(process.resolve("cmdline")).split("\0")));
            line.set(0, Files.readSymbolicLink(process.resolve("exe")).toString());
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a signal to one process, such as a backend. */
    public static void kill(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A connection of the superuser; the caller closes it. */
    public Connection admin(String database) throws SQLException {
        return connect(database, "postgres", null);
    }

    /** A plain connection that owes nothing to Belay; the caller closes it. */
    public Connection connect(String database, String user, String password) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port()});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password);
        return source.getConnection();
    }

    /** Runs statements as superuser, each on its own, in one connection. */
    public void run(String database, String... statements) {
        try (Connection connection = admin(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of what is asked for as superuser. */
    public List<String> texts(String database, String sql) {
        try (Connection connection = admin(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes an empty database and gives its name. */
    public String freshDatabase() {
        String name = "test_" + COUNTER.incrementAndGet();
        run("postgres", "CREATE DATABASE " + name + " TEMPLATE template0");
        return name;
    }

    /** Makes a role that may log in with this password, and gives its name. */
    public String freshRole(String password) {
        String name = "role_" + COUNTER.incrementAndGet();
        run("postgres", "CREATE ROLE " + name + " LOGIN PASSWORD '" + password + "'");
        return name;
    }

    /** The address of a database for a user of this server. */
    public Address.Server address(String database, String user) {
        return new Address.Server("127.0.0.1", port(), database, user, Tls.DEFAULT, null);
    }

    /** A target for a user of this server, named like the database. */
    public Target target(String database, String user) {
        return Target.of(
                database, Engine.POSTGRESQL, Environment.DEVELOPMENT, address(database, user));
    }

    /** A target for the superuser, who needs no password. */
    public Target target(String database) {
        return target(database, "postgres");
    }

    @Override
    public void close() {
        if (restarted != null) {
            kill("INT", postmaster());
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
