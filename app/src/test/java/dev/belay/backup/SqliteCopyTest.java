package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.db.Forwarding;
import dev.belay.db.Sessions;
import dev.belay.db.sqlite.OnlineCopy;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.store.Home;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.HostileNames;
import dev.belay.tool.Tools;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Copies of real SQLite files, some of them in use. */
class SqliteCopyTest {
    @TempDir Path folder;

    private final Sessions sessions =
            new Sessions(e -> new SqliteDialect(), t -> null, Forwarding.NONE);

    private List<Stored> safety(Target target) {
        return new Backups(copies()::folder, new Kin(sessions, () -> fail("nobody asks it")))
                .safetyCopies(target);
    }

    private Copies copies() {
        return new Copies(
                sessions,
                OnlineCopy::copy,
                new Tools(List.of()),
                () -> new Home(folder.resolve("home"), folder.resolve("logs")),
                Clock.systemUTC());
    }

    private static Connection open(Path file) throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private Target target(String name, String journal, int rows) throws Exception {
        Path file = folder.resolve("live.db");
        try (Connection connection = open(file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = " + journal);
            statement.execute("create table a(id integer primary key, t text)");
            statement.execute("create table \"b \"\"x\"(id integer primary key, t text)");
            statement.execute(
                    "with recursive n(i) as (select 1 union all select i + 1 from n where i < "
                            + rows
                            + ") insert into a select i, hex(randomblob(100)) from n");
            statement.execute("insert into \"b \"\"x\" select * from a");
        }
        return Target.of(name, Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file));
    }

    private static long count(Path file, String table) throws Exception {
        try (Connection connection = open(file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            return row.getLong(1);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static JsonNode manifest(Path copy) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(copy.resolveSibling(copy.getFileName() + ".json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wal", "delete"})
    void aCopyHoldsOneMomentWhileAnotherWrites(String journal) throws Exception {
        Target target = target("shop", journal, 3000);
        Path live = ((Address.File) target.address()).path();
        AtomicBoolean enough = new AtomicBoolean();
        Thread writer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try (Connection connection = open(live);
                                            Statement statement = connection.createStatement()) {
                                        statement.execute("PRAGMA busy_timeout = 20000");
                                        while (!enough.get()) {
                                            statement.execute("begin immediate");
                                            statement.execute("insert into a(t) values('x')");
                                            statement.execute(
                                                    "insert into \"b \"\"x\"(t) values('x')");
                                            statement.execute("commit");
                                        }
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                });

        Path copy = copies().take(target, "rollback", "", new Waiting(false));
        Path second = copies().take(target, "rollback", "", new Waiting(false));
        enough.set(true);
        writer.join();

        long rows = count(copy, "a");
        assertThat(rows).isGreaterThanOrEqualTo(3000).isEqualTo(count(copy, "\"b \"\"x\""));
        assertThat(count(second, "a")).isGreaterThanOrEqualTo(rows);
        assertThat(count(live, "a")).isEqualTo(count(live, "\"b \"\"x\""));
        JsonNode manifest = manifest(copy);
        assertThat(manifest.get("rows").get("a").asLong()).isEqualTo(rows);
        assertThat(manifest.get("rows").get("b \"x").asLong()).isEqualTo(rows);
        assertThat(manifest.get("bytes").asLong()).isEqualTo(Files.size(copy));
        assertThat(manifest.get("before").asString()).isEqualTo("rollback");
        assertThat(manifest.get("sha256").asString())
                .isEqualTo(
                        HexFormat.of().formatHex(Disk.digest().digest(Files.readAllBytes(copy))));
        assertThat(files(folder.resolve("home"))).hasSize(4);
        assertThat(copy.getFileName().toString())
                .matches("\\d{8}T\\d{6}\\.\\d{3}Z-before-rollback\\.db");
        assertThat(copy.getParent()).isEqualTo(folder.resolve("home/backups/shop/safety"));
    }

    @Test
    void copiesAreFoundAgainNewestFirstAndOnlyThoseOfTheTarget() throws Exception {
        Target target = target("shop", "delete", 3);
        Path first = copies().take(target, "rollback", "7", new Waiting(false));
        Thread.sleep(5);
        Path second = copies().take(target, "migrate", null, new Waiting(false));
        Files.writeString(first.resolveSibling("odd.json"), "[1]");
        Files.writeString(first.resolveSibling("older.json"), "{\"file\": \"x\"}");
        Target elsewhere = target.withAddress(new Address.File(folder.resolve("other.db")));

        assertThat(safety(target)).extracting(Stored::file).containsExactly(second, first);
        assertThat(safety(target))
                .extracting(c -> c.manifest().schemaVersion())
                .containsExactly(null, "7");
        assertThat(safety(target).getLast().manifest().rows()).containsEntry("a", 3L);
        assertThat(safety(elsewhere)).isEmpty();
        Files.delete(first);
        assertThat(safety(target)).extracting(Stored::file).containsExactly(second);
    }

    @Test
    void aCopyStandsAloneAndIsForItsOwnerOnly() throws Exception {
        Target target = target("shop", "wal", 10);

        Path copy = copies().take(target, "migrate", "", new Waiting(false));

        for (Path file : files(folder.resolve("home"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
        for (Path up = copy.getParent(); !up.equals(folder); up = up.getParent()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(up)))
                    .as(up.toString())
                    .isEqualTo("rwx------");
        }
        try (Connection connection = open(copy);
                Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
            assertThat(mode.getString(1)).isEqualTo("delete");
        }
    }

    @Test
    void aCopyThatIsStoppedLeavesNothingAndNoLock() throws Exception {
        Target target = target("shop", "delete", 40_000);

        assertThatThrownBy(() -> copies().take(target, "rollback", "", new Waiting(true)))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().exit()).isEqualTo(ExitCode.CANCELLED));

        assertThat(files(folder.resolve("home"))).isEmpty();
        try (Connection connection = open(((Address.File) target.address()).path());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("insert into a(t) values('after')");
        }
    }

    @Test
    void aDamagedFileIsNotTakenForACopy() throws Exception {
        Target target = target("shop", "delete", 3000);
        Path live = ((Address.File) target.address()).path();
        byte[] bytes = Files.readAllBytes(live);
        // A page in the middle of the tables, with nonsense for its head.
        java.util.Arrays.fill(bytes, 4096 * 40, 4096 * 40 + 64, (byte) 0x5a);
        Files.write(live, bytes);

        assertThatThrownBy(() -> copies().take(target, "rollback", "", new Waiting(false)))
                .isInstanceOf(BelayException.class);
        assertThat(files(folder.resolve("home"))).isEmpty();
    }

    @Test
    void aMissingFileIsNotMade() throws Exception {
        Target target =
                Target.of(
                        "x",
                        Engine.SQLITE,
                        Environment.DEVELOPMENT,
                        new Address.File(folder.resolve("none.db")));

        assertThatThrownBy(() -> copies().take(target, "rollback", "", new Waiting(false)))
                .isInstanceOf(BelayException.class);
        assertThat(folder.resolve("none.db")).doesNotExist();
        assertThat(files(folder.resolve("home"))).isEmpty();
    }

    @Test
    void everyTargetHasAFolderOfItsOwnInsideTheBackups() throws Exception {
        Target target = target("shop", "delete", 1);
        Path own = folder.resolve("own 'backups'");
        long names =
                Stream.concat(HostileNames.ALL.stream(), Stream.of("a/b", "..", "../x", "", "a\0b"))
                        .map(FileName::ofFolder)
                        .peek(
                                n ->
                                        assertThat(own.resolve(n).normalize().getParent())
                                                .isEqualTo(own))
                        .distinct()
                        .count();
        assertThat(names).isEqualTo(HostileNames.ALL.size() + 5);

        Target hostile =
                new Target(
                        "../x?mode=memory",
                        target.engine(),
                        target.environment(),
                        target.address(),
                        new Folders(null, null, own),
                        target.flyway(),
                        target.thresholds(),
                        target.options(),
                        1);
        Path copy = copies().take(hostile, "rollback", "", new Waiting(false));
        assertThat(copy).startsWith(own);
        assertThat(count(copy, "a")).isEqualTo(1);
    }

    @Test
    void aDiskTooSmallIsNamedWithItsSpaceBeforeAnythingIsWritten() throws Exception {
        Target target = target("shop", "delete", 20_000);
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(mounted(small, "2m"), "no small file system can be mounted here");
        try {
            Target full = target.withFolders(new Folders(null, null, small));
            assertThatThrownBy(() -> copies().take(full, "rollback", "", new Waiting(false)))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> {
                                assertThat(e.problem().key()).isEqualTo("backup.no-space");
                                assertThat(e.problem().why()).contains(small.toString());
                            });
            assertThat(files(small)).isEmpty();
        } finally {
            new ProcessBuilder("umount", small.toString()).start().waitFor();
        }
    }

    @Test
    void aDiskThatFillsWhileItIsWrittenIsNamedAndNothingStays() throws Exception {
        Target target = target("shop", "delete", 20_000);
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(mounted(small, "12m"), "no small file system can be mounted here");
        try {
            Target full = target.withFolders(new Folders(null, null, small));
            assertThatThrownBy(() -> copies().take(full, "rollback", "", new Filling(small)))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> assertThat(e.problem().key()).isEqualTo("backup.full"));
            assertThat(files(small)).containsExactly(small.resolve("filler"));
        } finally {
            new ProcessBuilder("umount", small.toString()).start().waitFor();
        }
    }

    /** Another who writes on the same disk. */
    private record Filling(Path disk) implements Attendant {
        @Override
        public void at(String what, OptionalDouble share) {
            try {
                if (!Files.exists(disk.resolve("filler"))) {
                    Files.write(disk.resolve("filler"), new byte[32 << 20]);
                }
            } catch (IOException full) {
                // As intended.
            }
        }

        @Override
        public boolean gone() {
            return false;
        }

        @Override
        public void whenGone(Runnable then) {}
    }

    private static boolean mounted(Path at, String size) throws Exception {
        return new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + size, "x", at.toString())
                        .redirectErrorStream(true)
                        .start()
                        .waitFor()
                == 0;
    }
}
