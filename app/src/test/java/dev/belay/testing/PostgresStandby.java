package dev.belay.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Makes a real hot standby that streams from a server, without pg_basebackup, which the test
 * servers lack.
 */
public final class PostgresStandby {
    private static final Set<String> LEFT_BEHIND =
            Set.of("postmaster.pid", "postmaster.opts", "epg-lock", "replication");

    private PostgresStandby() {}

    /**
     * Copies the server and starts the copy as its standby. The caller closes it, before the
     * server.
     *
     * @param name as the primary shows it
     */
    public static PostgresServer of(PostgresServer primary, String name) {
        try {
            Path data = Files.createTempDirectory("belay-standby" + primary.major() + "-");
            copy(primary, data);
            Files.writeString(data.resolve("standby.signal"), "");
            Files.writeString(
                    data.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 port="
                            + primary.port()
                            + " user=postgres application_name="
                            + name
                            + "'\n",
                    StandardOpenOption.APPEND);
            Path jar =
                    Path.of(
                            System.getProperty("belay.build"),
                            "postgres",
                            primary.major() + ".jar");
            EmbeddedPostgres server =
                    EmbeddedPostgres.builder()
                            .setPgBinaryResolver((s, m) -> PostgresServers.programs(jar))
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                            .setPGStartupWait(Duration.ofSeconds(60))
                            .start();
            return new PostgresServer(primary.major(), server, data);
        } catch (IOException e) {
            throw new UncheckedIOException("the standby did not start", e);
        } catch (SQLException e) {
            throw new IllegalStateException("the server could not be copied", e);
        }
    }

    private static void copy(PostgresServer primary, Path data) throws SQLException, IOException {
        boolean old = primary.major() < 15;
        try (Connection connection = primary.admin("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    old
                            ? "SELECT pg_start_backup('standby', true, false)"
                            : "SELECT pg_backup_start('standby', true)");
            copyFiles(primary.data(), data);
            try (ResultSet label =
                    statement.executeQuery(
                            old
                                    ? "SELECT labelfile FROM pg_stop_backup(false, false)"
                                    : "SELECT labelfile FROM pg_backup_stop(false)")) {
                label.next();
                Files.writeString(data.resolve("backup_label"), label.getString(1));
            }
        }
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(from)) {
            files = walk.toList();
        }
        for (Path file : files) {
            if (LEFT_BEHIND.contains(file.getFileName().toString())) {
                continue;
            }
            Path copy = to.resolve(from.relativize(file));
            if (Files.isDirectory(file)) {
                Files.createDirectories(copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
                continue;
            }
            try {
                Files.copy(file, copy);
            } catch (NoSuchFileException e) {
                // A running server removes files; what it still needs is in its log.
            }
        }
    }
}
