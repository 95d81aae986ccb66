package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.backup.Opening;
import dev.belay.backup.Stored;
import dev.belay.message.ExitCode;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.tool.Program;
import dev.belay.tool.Tools;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;

/** Backups of PostgreSQL databases by the machine's own programs. */
class PostgresqlBackupTest extends BackupContract {
    private static final PostgresServer SERVER = PostgresServers.usual();

    private String database;

    @Override
    Target made(Path folder) {
        assumeTrue(
                Tools.ofMachine().find(List.of(Program.PG_DUMP)).stream()
                        .anyMatch(t -> t.major() >= SERVER.major()),
                "no pg_dump for PostgreSQL " + SERVER.major() + " on this machine");
        database = SERVER.freshDatabase();
        return SERVER.target(database);
    }

    @Override
    Path foreign() throws Exception {
        Path file = folder.resolve("foreign");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("create table x (a int)");
        }
        return file;
    }

    /** All that a database may hold beside plain tables. */
    private void diversify() {
        SERVER.run(
                database,
                "create schema \"Sch ema\"",
                "create table \"Sch ema\".\"quo\"\"te\nnew line – ünï\" (\"C ol\" int)",
                "insert into \"Sch ema\".\"quo\"\"te\nnew line – ünï\" values (1), (2)",
                "create table parts (i int) partition by range (i)",
                "create table part1 partition of parts for values from (0) to (10)",
                "create table part2 partition of parts for values from (10) to (20)",
                "insert into parts values (1), (2), (11)",
                "create table made (i int generated always as identity, d int generated always as"
                        + " (7) stored)",
                "insert into made default values",
                "create sequence seq start 41",
                "select nextval('seq')",
                "create materialized view seen as select count(*) n from a",
                "select lo_from_bytea(0, '\\x6162')");
    }

    @Test
    void everyKindOfObjectIsBroughtBackByPgRestoreAlone() throws Exception {
        diversify();
        for (BackupChoice choice :
                List.of(
                        BackupChoice.PLAIN,
                        new BackupChoice(List.of(), false, null, 2, false),
                        new BackupChoice(List.of(), false, null, 0, true))) {
            Stored stored = taken(choice).stored();
            assertThat(stored.manifest().rows())
                    .containsEntry("public.part1", 2L)
                    .containsEntry("public.part2", 1L)
                    .containsEntry("public.made", 1L)
                    .containsEntry("Sch ema.quo\"te\nnew line – ünï", 2L)
                    .doesNotContainKey("public.parts");
            assertThat(verified(stored.file(), Opening.NONE)).isEqualTo(ExitCode.DONE);
            String copy = SERVER.freshDatabase();
            restored(stored.file(), copy);
            assertThat(one(copy, "select n from seen")).isEqualTo("2000");
            assertThat(one(copy, "select last_value from seq")).isEqualTo("41");
            assertThat(one(copy, "select d from made")).isEqualTo("7");
            assertThat(one(copy, "select count(*) from parts")).isEqualTo("3");
            assertThat(one(copy, "select count(*) from pg_largeobject_metadata")).isEqualTo("1");
        }
    }

    private static String one(String database, String sql) throws Exception {
        try (var connection = SERVER.admin(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void restored(Path file, String database) throws Exception {
        Process restore =
                new ProcessBuilder(
                                "pg_restore",
                                "--exit-on-error",
                                "--dbname=postgresql://postgres@127.0.0.1:"
                                        + SERVER.port()
                                        + "/"
                                        + database,
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(restore.getInputStream().readAllBytes());
        assertThat(restore.waitFor()).as(said).isZero();
    }

    @Test
    void aFolderOfSeveralJobsIsOneBackupForItsOwnerAlone() throws Exception {
        Stored stored = taken(new BackupChoice(List.of(), false, null, 2, false)).stored();

        assertThat(stored.file()).isDirectory();
        assertThat(stored.manifest().format()).isEqualTo("pg_dump directory");
        try (Stream<Path> all = Files.walk(folder.resolve("backups"))) {
            for (Path each : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .as(each.toString())
                        .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
            }
        }
        Process sum =
                new ProcessBuilder("sh", "-c", "LC_ALL=C sha256sum * | sha256sum")
                        .directory(stored.file().toFile())
                        .start();
        assertThat(new String(sum.getInputStream().readAllBytes()))
                .startsWith(stored.manifest().sha256());
        Path data;
        try (Stream<Path> all = Files.list(stored.file())) {
            data = all.filter(f -> f.toString().endsWith(".gz")).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(data);
        bytes[bytes.length / 2] ^= 1;
        Files.write(data, bytes);
        assertThat(verified(stored.file(), Opening.NONE)).isEqualTo(ExitCode.CORRUPT);
    }

    @Test
    void anOlderPgDumpIsRefusedBeforeAnythingIsBegun() throws Exception {
        int newest =
                Tools.ofMachine().find(List.of(Program.PG_DUMP)).stream()
                        .mapToInt(dev.belay.tool.Tool::major)
                        .max()
                        .orElse(0);
        PostgresServer newer = PostgresServers.of(18);
        assumeTrue(newest < 18, "pg_dump 18 is here");
        target = newer.target(newer.freshDatabase()).withFolders(target.folders());

        assertThat(shop.runner.plan(target, operation(BackupChoice.PLAIN)).blockers())
                .singleElement()
                .satisfies(
                        p -> {
                            assertThat(p.exit()).isEqualTo(ExitCode.INCOMPATIBLE);
                            assertThat(p.line()).contains("18");
                        });
    }

    @Test
    void whatIsEncryptedIsReadByTheAgeCommandAndPgRestore() throws Exception {
        Path keys = folder.resolve("keys.txt");
        Process keygen;
        try {
            keygen = new ProcessBuilder("age-keygen", "-o", keys.toString()).start();
        } catch (IOException e) {
            assumeTrue(false, "the age command is not here");
            return;
        }
        assertThat(keygen.waitFor()).isZero();
        String recipient =
                Files.readAllLines(keys).stream()
                        .filter(l -> l.startsWith("# public key: "))
                        .map(l -> l.substring(14))
                        .findFirst()
                        .orElseThrow();
        diversify();

        Stored stored = taken(new BackupChoice(List.of(recipient), false, null, 0, false)).stored();

        assertThat(verified(stored.file(), Opening.ofIdentities(keys))).isEqualTo(ExitCode.DONE);
        Path plain = folder.resolve("plain.dump");
        assertThat(
                        new ProcessBuilder(
                                        "age",
                                        "-d",
                                        "-i",
                                        keys.toString(),
                                        "-o",
                                        plain.toString(),
                                        stored.file().toString())
                                .start()
                                .waitFor())
                .isZero();
        String copy = SERVER.freshDatabase();
        restored(plain, copy);
        assertThat(one(copy, "select count(*) from a")).isEqualTo("2000");
    }
}
