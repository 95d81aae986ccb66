package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.backup.Wish;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Each command of {@code docs/restore-without-belay.md}, run as it stands there. */
class RestoreWithoutBelayTest {
    private static final Pattern BLOCK = Pattern.compile("```sh (\\S+)\n(.*?)```", Pattern.DOTALL);
    private static final Map<String, String> BLOCKS = blocks();

    @TempDir Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private Workshop shop;
    private Path file;

    private static Map<String, String> blocks() {
        try (InputStream in =
                RestoreWithoutBelayTest.class.getResourceAsStream(
                        "/docs/restore-without-belay.md")) {
            Map<String, String> blocks = new TreeMap<>();
            Matcher found = BLOCK.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (found.find()) {
                blocks.put(found.group(1), found.group(2));
            }
            return blocks;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() throws IOException {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        file = folder.resolve("live").resolve("shop.db");
        Files.createDirectories(file.getParent());
    }

    @AfterEach
    void end() {
        shop.close();
    }

    private String said(boolean well, String block) throws Exception {
        assertThat(BLOCKS).containsKey(block);
        Process process =
                start(new ProcessBuilder("bash", "-euo", "pipefail", "-c", BLOCKS.get(block)));
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor() == 0).as("%s: %s", block, said).isEqualTo(well);
        return said;
    }

    private Process start(ProcessBuilder builder) throws IOException {
        builder.environment().putAll(variables);
        return builder.directory(folder.toFile()).redirectErrorStream(true).start();
    }

    private static void needs(String... programs) throws Exception {
        for (String program : programs) {
            Process look = new ProcessBuilder("sh", "-c", "command -v " + program).start();
            assumeTrue(look.waitFor() == 0, program + " is not on this machine");
        }
    }

    private Path backup(Target target, Wish wish) {
        Target kept = target.withFolders(new Folders(null, null, folder.resolve("backups")));
        Path backup =
                shop.archive
                        .copies()
                        .backUp(kept, wish, PostgresqlRestoreTest.PATIENT)
                        .stored()
                        .file();
        variables.put("BACKUP", backup.toString());
        return backup;
    }

    private static Wish wish(dev.belay.backup.Sealing sealing, int jobs) {
        return new Wish("", "test", sealing, jobs, false, 0);
    }

    private void damage(Path backup) throws Exception {
        byte[] whole = Files.readAllBytes(backup);
        byte[] other = whole.clone();
        other[other.length / 2] ^= 1;
        Files.write(backup, other);
        said(false, "whole");
        Files.write(backup, whole);
    }

    private Connection sqlite(Path at) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + at);
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void aSqliteFileComesBackInUseAndStopped() throws Exception {
        needs("sqlite3", "age", "age-keygen");
        Path identity = folder.resolve("key.txt");
        Process keys = start(new ProcessBuilder("age-keygen", "-o", identity.toString()));
        String recipient =
                new String(keys.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .replace("Public key:", "")
                        .strip();
        variables.put("IDENTITY", identity.toString());
        variables.put("PLAIN", folder.resolve("plain.db").toString());
        variables.put("DATABASE", file.toString());
        variables.put("ASIDE", folder.resolve("aside").toString());
        Target target = new SqliteGround(file.getParent(), "wal").target();
        try (Connection live = sqlite(file)) {
            run(live, "create table a (x)", "insert into a values (1), (2)");
            Path sealed = backup(target, wish(dev.belay.backup.Sealing.of(List.of(recipient)), 0));
            said(true, "whole");
            damage(sealed);
            said(true, "decrypt");
            variables.put("BACKUP", variables.get("PLAIN"));
            assertThat(said(true, "sqlite-check").strip()).isEqualTo("ok");
            run(live, "insert into a values (3)", "create table b (y)");

            said(true, "sqlite-in-use");

            assertThat(one(live, "select count(*) from a")).isEqualTo("2");
            run(live, "insert into a values (3), (4)", "create table b (y)");
            leftByACrash();
        }
        said(true, "sqlite-stopped");
        try (Connection live = sqlite(file)) {
            assertThat(one(live, "select count(*) from a")).isEqualTo("2");
            assertThat(one(live, "pragma integrity_check")).isEqualTo("ok");
            assertThat(folder.resolve("aside/shop.db-wal")).isNotEmptyFile();
            run(live, "drop table a");
        }
        variables.put("TABLE", "a");
        said(true, "sqlite-table");
        try (Connection live = sqlite(file)) {
            assertThat(one(live, "select count(*) from a")).isEqualTo("2");
        }
    }

    /** The files as they stand while one writes; its end would tidy them. */
    private void leftByACrash() throws Exception {
        Path crashed = Files.createDirectory(folder.resolve("crashed"));
        // Not read by this process, which has it open.
        Process copy =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "cp '" + file + "' '" + file + "-wal' '" + crashed + "'")
                        .start();
        assertThat(copy.waitFor()).isZero();
        file = crashed.resolve("shop.db");
        variables.put("DATABASE", file.toString());
    }

    @Test
    void aCopyLaidOverAFileWithItsOldLogBringsTheOldContentBack() throws Exception {
        Target target = new SqliteGround(file.getParent(), "wal").target();
        try (Connection live = sqlite(file)) {
            run(live, "create table a (x)", "insert into a values (1), (2)");
            backup(target, Wish.plain("", "test"));
            run(live, "insert into a values (3), (4), (5)");
            leftByACrash();
        }
        Files.copy(
                Path.of(variables.get("BACKUP")),
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (Connection wrong = sqlite(file)) {
            assertThat(one(wrong, "select count(*) from a")).isEqualTo("5");
        }
    }

    @Test
    void aPostgresqlDatabaseComesBackBesideAndInItsPlace() throws Exception {
        PostgresServer server = PostgresServers.usual();
        needs("pg_restore", "psql");
        String name = server.freshDatabase();
        Target target = server.target(name);
        assumeTrue(shop.archive.copies().hindrance(target).isEmpty(), "no pg_dump that fits");
        server.run(name, "create table a (x int)", "insert into a select generate_series(1, 500)");
        variables.put("SERVER", "postgresql://postgres@127.0.0.1:" + server.port());
        variables.put("DATABASE", name);
        variables.put("NEWNAME", name + "_parallel");
        backup(target, wish(dev.belay.backup.Sealing.NONE, 2));
        said(true, "whole-folder");
        said(true, "postgresql-parallel");
        assertThat(count(server, name + "_parallel")).isEqualTo("500");

        variables.put("NEWNAME", name + " \u00fc");
        damage(backup(target, Wish.plain("", "test")));
        said(true, "whole");
        said(true, "postgresql");
        server.run(name, "insert into a values (501)");
        variables.put("KEPT", name + "_before");
        try (Connection guest = server.admin(name)) {
            assertThat(one(guest, "select count(*) from a")).isEqualTo("501");
            said(true, "postgresql-swap");
        }
        assertThat(count(server, name)).isEqualTo("500");
        assertThat(count(server, name + "_before")).isEqualTo("501");

        server.run(name, "drop table a");
        variables.put("TABLE", "a");
        said(true, "postgresql-table");
        assertThat(count(server, name)).isEqualTo("500");
        server.run("postgres", "drop database " + name + "_before");
        server.run("postgres", "drop database " + name + "_parallel");
    }

    private static String count(PostgresServer server, String database) throws SQLException {
        try (Connection connection = server.admin(database)) {
            return one(connection, "select count(*) from a");
        }
    }

    @Test
    void everyCommandOfThePageIsRunHere() {
        assertThat(BLOCKS.keySet())
                .containsExactlyInAnyOrder(
                        "whole",
                        "whole-folder",
                        "decrypt",
                        "sqlite-check",
                        "sqlite-in-use",
                        "sqlite-stopped",
                        "sqlite-table",
                        "postgresql",
                        "postgresql-parallel",
                        "postgresql-swap",
                        "postgresql-table");
    }
}
