package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.backup.Opening;
import dev.belay.backup.Wish;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.Manifests;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Restores of real SQLite files, some of them in use. */
class SqliteRestoreTest {
    @TempDir Path folder;
    private Workshop shop;
    private Path file;
    private Target target;
    private Opening opening = Opening.NONE;
    private Consumer<String> heard = what -> {};
    private final Stop stop = new Stop();

    @BeforeEach
    void start() {
        shop = new Workshop(folder.resolve("home"));
        file = folder.resolve("shop.db");
        target =
                Target.of("shop", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file))
                        .withFolders(new Folders(null, null, folder.resolve("backups")));
    }

    @AfterEach
    void end() {
        shop.close();
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = open(file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static long count(Path file, String table) throws SQLException {
        try (Connection connection = open(file)) {
            return count(connection, table);
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Path backup() {
        return shop.archive
                .copies()
                .backUp(target, Wish.plain("", "test"), PostgresqlRestoreTest.PATIENT)
                .stored()
                .file();
    }

    private Outcome<Restored> restore(Map<String, String> arguments) {
        SafetyCopies copies = new SafetyCopies(shop.archive);
        Runner runner = shop.copying(copies);
        return runner.run(
                target,
                shop.restore(target, arguments, copies, opening),
                Workshop.typed("shop.db"),
                new Runner.Manner(
                        (phase, what, share, left) -> heard.accept(what), stop, Duration.ZERO));
    }

    private static Map<String, String> from(Object from, String... more) {
        Map<String, String> arguments = new HashMap<>(Map.of("from", from.toString()));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put(more[i], more[i + 1]);
        }
        return arguments;
    }

    private static Restored done(Outcome<Restored> outcome) {
        assertThat(outcome.problem()).isNull();
        return ((Outcome.Done<Restored>) outcome).result();
    }

    @ParameterizedTest
    @CsvSource({"wal, 4096, 4096", "wal, 4096, 8192", "delete, 4096, 4096", "delete, 4096, 1024"})
    void aRestoreReplacesTheContentOfAFileInUseAndAnUndoBringsItBack(
            String journal, int page, int other) throws Exception {
        run(
                "pragma page_size = " + other,
                "vacuum",
                "pragma journal_mode = " + journal,
                "create table a (x int)",
                "with recursive n(i) as (values (1) union all select i + 1 from n where i < 500)"
                        + " insert into a select i from n");
        Path backup = backup();
        Files.delete(file);
        Files.deleteIfExists(folder.resolve("shop.db-wal"));
        Files.deleteIfExists(folder.resolve("shop.db-shm"));
        run(
                "pragma page_size = " + page,
                "vacuum",
                "pragma journal_mode = " + journal,
                "create table a (x int)",
                "insert into a values (1), (2)",
                "create table b (y int)");
        try (Connection reader = open(file)) {
            assertThat(count(reader, "a")).isEqualTo(2);

            Restored restored = done(restore(from(backup)));

            assertThat(restored.rows()).containsEntry("a", 500L).hasSize(1);
            assertThat(count(reader, "a")).isEqualTo(500);
            assertThat(count(Path.of(restored.keptAs()), "b")).isZero();

            done(restore(Map.of("undo", "")));
            assertThat(count(reader, "a")).isEqualTo(2);
            assertThat(count(reader, "b")).isZero();

            done(restore(Map.of("undo", "")));
            assertThat(count(reader, "a")).isEqualTo(500);
            try (Statement statement = reader.createStatement();
                    ResultSet mode = statement.executeQuery("pragma journal_mode")) {
                assertThat(mode.getString(1)).isEqualTo(journal);
            }
        }
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.map(Path::toString).filter(f -> f.contains("belay-scratch"))).isEmpty();
        }
    }

    @Test
    void aRestoreBesideMakesANewFileOfItsOwnerAndLeavesTheTarget() throws Exception {
        run("create table a (x int)", "insert into a values (1)");
        Path backup = backup();
        run("insert into a values (2)");

        Restored restored = done(restore(from(backup, "as", "other.db")));

        Path other = folder.resolve("other.db");
        assertThat(restored.as()).isEqualTo(other.toString());
        assertThat(count(other, "a")).isEqualTo(1);
        assertThat(count(file, "a")).isEqualTo(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other)))
                .isEqualTo("rw-------");

        assertThat(problem(from(backup, "as", "other.db")).exit()).isEqualTo(ExitCode.REFUSED);
    }

    private Problem problem(Map<String, String> arguments) {
        try {
            Problem problem = restore(arguments).problem();
            assertThat(problem).isNotNull();
            return problem;
        } catch (BelayException e) {
            return e.problem();
        }
    }

    private void nothingIsLeft() throws Exception {
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.map(Path::toString).filter(f -> f.contains("belay-scratch"))).isEmpty();
        }
    }

    private byte[] some() throws Exception {
        run(
                "create table a (x int, t text)",
                "with recursive n(i) as (values (1) union all select i + 1 from n where i < 2000)"
                        + " insert into a select i, hex(randomblob(40)) from n");
        Path backup = backup();
        run("delete from a where x > 10");
        byte[] whole = Files.readAllBytes(backup);
        Files.copy(backup, folder.resolve("whole"));
        return whole;
    }

    private Path only() throws Exception {
        try (Stream<Path> all = Files.walk(folder.resolve("backups"))) {
            return all.filter(f -> f.toString().endsWith(".db") && !f.toString().contains("safety"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aBackupThatIsNotWholeIsRefusedBeforeTheTargetIsTouched() throws Exception {
        byte[] whole = some();
        Path backup = only();
        byte[] before = Files.readAllBytes(file);
        Random random = new Random(7);
        for (int i = 0; i < 30; i++) {
            byte[] broken = whole.clone();
            switch (i % 3) {
                case 0 -> broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> broken = Arrays.copyOf(broken, random.nextInt(broken.length));
                default -> broken = Arrays.copyOf(broken, broken.length + 1 + random.nextInt(9999));
            }
            Files.write(backup, broken);
            assertThat(problem(from(backup)).exit()).as("damage %d", i).isEqualTo(ExitCode.CORRUPT);
        }
        Files.write(backup, whole);
        Path manifest = backup.resolveSibling(backup.getFileName() + ".json");
        String told = Manifests.unchecked(Files.readString(manifest));
        Files.writeString(manifest, told.replace("\"a\":2000", "\"a\":2001"));
        assertThat(problem(from(backup)).exit()).isEqualTo(ExitCode.CORRUPT);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder.resolve("backups/shop/safety")).doesNotExist();
        nothingIsLeft();
    }

    @Test
    void everyWrongFileHasItsOwnExitCode() throws Exception {
        some();
        byte[] before = Files.readAllBytes(file);
        Path foreign = folder.resolve("foreign");
        assertThat(problem(from("20260101_000000")).exit()).isEqualTo(ExitCode.NOT_FOUND);
        Files.write(foreign, new byte[0]);
        assertThat(problem(from(foreign, "trust-origin", "")).exit()).isEqualTo(ExitCode.CORRUPT);
        Files.writeString(foreign, "PGDMP\1\16\0\4\10\1");
        assertThat(problem(from(foreign)).key()).isEqualTo("restore.foreign");
        Files.writeString(foreign, "no backup at all");
        assertThat(problem(from(foreign, "trust-origin", "")).exit()).isEqualTo(ExitCode.CORRUPT);
        Path whole = folder.resolve("whole");
        assertThat(problem(from(whole)).exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(problem(from(file, "trust-origin", "")).key()).isEqualTo("restore.itself");
        Files.createFile(folder.resolve("whole-wal"));
        assertThat(problem(from(whole, "trust-origin", "")).key()).isEqualTo("restore.live");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        Files.delete(folder.resolve("whole-wal"));
        assertThat(done(restore(from(whole, "trust-origin", ""))).rows()).containsEntry("a", 2000L);
        nothingIsLeft();
    }

    @Test
    void anEncryptedFileIsOpenedByItsOwnKeyOnly() throws Exception {
        some();
        Path own = key("own");
        Path other = key("other");
        String recipient =
                Files.readAllLines(own).stream()
                        .filter(l -> l.startsWith("# public key: "))
                        .findFirst()
                        .orElseThrow()
                        .substring(14);
        Path sealed = folder.resolve("sealed.db.age");
        program(
                "age",
                "-r",
                recipient,
                "-o",
                sealed.toString(),
                folder.resolve("whole").toString());
        byte[] before = Files.readAllBytes(file);

        opening = Opening.ofIdentities(other);
        assertThat(problem(from(sealed, "trust-origin", "")).exit()).isEqualTo(ExitCode.WRONG_KEY);
        opening = Opening.NONE;
        assertThat(problem(from(sealed, "trust-origin", "")).exit()).isEqualTo(ExitCode.WRONG_KEY);
        opening = Opening.ofIdentities(own);
        byte[] cut = Files.readAllBytes(sealed);
        Path broken = folder.resolve("broken.age");
        for (int length : new int[] {cut.length / 2, 70_000, 180, 100}) {
            Files.write(broken, Arrays.copyOf(cut, length));
            assertThat(length).isLessThan(cut.length);
            assertThat(problem(from(broken, "trust-origin", "")).exit())
                    .as("cut to %d", length)
                    .isEqualTo(ExitCode.CORRUPT);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(done(restore(from(sealed, "trust-origin", ""))).rows())
                .containsEntry("a", 2000L);
        nothingIsLeft();
    }

    private Path key(String name) throws Exception {
        Path key = folder.resolve(name);
        program("age-keygen", "-o", key.toString());
        return key;
    }

    private static void program(String... words) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, words[0] + " is not on this machine");
            return;
        }
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aFileThatIsSwappedAfterItsCheckChangesNothing() throws Exception {
        some();
        Path backup = only();
        Path other = folder.resolve("another.db");
        try (Connection connection = open(other);
                Statement statement = connection.createStatement()) {
            statement.execute("create table evil (x int)");
        }
        heard =
                what -> {
                    if (what.equals(Messages.text("restore.looking")) && Files.exists(other)) {
                        try {
                            Files.move(other, backup, StandardCopyOption.REPLACE_EXISTING);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                };

        assertThat(done(restore(from(backup))).rows()).containsEntry("a", 2000L);

        assertThat(other).doesNotExist();
        assertThat(count(file, "a")).isEqualTo(2000);
    }

    @Test
    void aReaderOfAnotherProcessIsWaitedForAndNamedAndNothingIsChanged() throws Exception {
        run("create table a (x int)", "insert into a values (1)");
        Path backup = backup();
        run("insert into a values (2)");
        Process reader =
                new ProcessBuilder("sqlite3", file.toString()).redirectErrorStream(true).start();
        try (var in = reader.outputWriter()) {
            in.write("begin;\nselect count(*) from a;\n");
            in.flush();
            assertThat(reader.inputReader().readLine()).isEqualTo("2");

            Problem problem = problem(from(backup));

            assertThat(problem.exit()).isEqualTo(ExitCode.LOCKED);
            assertThat(problem.why()).contains(Long.toString(reader.pid()));
            in.write("commit;\nselect count(*) from a;\n");
            in.flush();
            assertThat(reader.inputReader().readLine()).isEqualTo("2");
            assertThat(problem(Map.of("undo", "")).key()).isEqualTo("restore.undo.none");

            done(restore(from(backup)));
            in.write("select count(*) from a;\n");
            in.flush();
            assertThat(reader.inputReader().readLine()).isEqualTo("1");
        } finally {
            reader.destroyForcibly();
        }
    }

    @Test
    void aRestoreThatIsStoppedInTheMiddleChangesNothing() throws Exception {
        run(
                "create table a (x int, t text)",
                "with recursive n(i) as (values (1) union all select i + 1 from n where i < 90000)"
                        + " insert into a select i, hex(randomblob(40)) from n");
        backup();
        run("delete from a where x > 10");
        Path backup = only();
        heard =
                what -> {
                    if (what.equals(Messages.text("restore.transferring"))) {
                        stop.wish();
                    }
                };
        assertThat(restore(from(backup))).isInstanceOf(Outcome.Cancelled.class);
        assertThat(count(file, "a")).isEqualTo(10);
        assertThat(problem(Map.of("undo", "")).key()).isEqualTo("restore.undo.none");
        nothingIsLeft();
    }
}
