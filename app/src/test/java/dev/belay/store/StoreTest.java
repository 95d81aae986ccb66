package dev.belay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.testing.Around;
import dev.belay.testing.OtherJvm;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

class StoreTest {
    private static final String ADD =
            "INSERT INTO target (name, engine, environment, profile, version)"
                    + " VALUES (?, 'sqlite', 'development', '{}', 1)";

    @TempDir Path folder;
    Surroundings around;
    Path file;

    @BeforeEach
    void standIn() {
        around = Around.homeIn(folder);
        file = folder.resolve("home/belay.db");
    }

    private static void add(Store store, String name) {
        store.write(handle -> handle.execute(ADD, name));
    }

    private static List<String> names(Store store) {
        return store.read(
                handle ->
                        handle.createQuery("SELECT name FROM target ORDER BY name")
                                .mapTo(String.class)
                                .list());
    }

    private BelayException refusal() {
        return catchThrowableOfType(BelayException.class, () -> Store.open(around).close());
    }

    @Test
    void whatWasWrittenIsThereAfterwards() {
        try (Store store = Store.open(around)) {
            add(store, "shop");
        }
        try (Store store = Store.open(around)) {
            assertThat(names(store)).containsExactly("shop");
            assertThat(store.notices()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "journal_mode, wal",
        "synchronous, 2",
        "busy_timeout, 10000",
        "foreign_keys, 1",
        "trusted_schema, 0",
        "cell_size_check, 1"
    })
    void everyConnectionHasTheSafeValues(String pragma, String value) {
        try (Store store = Store.open(around)) {
            String found =
                    store.read(h -> h.createQuery("PRAGMA " + pragma).mapTo(String.class).one());
            assertThat(found).isEqualTo(value);
        }
    }

    @Test
    void onlyOneMoreDatabaseCanBeAttached() {
        try (Store store = Store.open(around)) {
            BelayException refused =
                    catchThrowableOfType(
                            BelayException.class,
                            () ->
                                    store.read(
                                            handle -> {
                                                handle.execute("ATTACH ':memory:' AS a");
                                                return handle.execute("ATTACH ':memory:' AS b");
                                            }));
            assertThat(refused.problem().why()).contains("too many attached databases");
        }
    }

    @ParameterizedTest
    @CsvSource({"000", "022", "077"})
    void filesAreTheOwnersWhateverTheUmask(String umask) throws Exception {
        // The umask belongs to a process, so another JVM opens the store under it.
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "umask " + umask + "; exec \"$0\" \"$@\""));
        command.addAll(OtherJvm.command(ModesOfStore.class, folder.resolve("home").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines())
                .contains(
                        "belay.db rw-------",
                        "belay.db-wal rw-------",
                        "belay.db-shm rw-------",
                        ". rwx------");
    }

    @Test
    void aFileThatOthersCouldReadIsClosedToThem() throws IOException {
        Store.open(around).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Store.open(around).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void manyMayOpenANewStoreAtOnce() throws Exception {
        int count = 8;
        CountDownLatch start = new CountDownLatch(1);
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "shop-" + i;
            threads.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try {
                                            start.await();
                                            try (Store store = Store.open(around)) {
                                                add(store, name);
                                            }
                                        } catch (Throwable e) {
                                            failures.add(e);
                                        }
                                    }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        try (Store store = Store.open(around)) {
            assertThat(names(store)).hasSize(count);
        }
    }

    @Test
    void manyProcessesMayOpenANewStoreAtOnce() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(
                    new ProcessBuilder(
                                    OtherJvm.command(
                                            ModesOfStore.class, folder.resolve("home").toString()))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(folder.resolve("errors-" + i).toFile())
                            .start());
        }
        for (int i = 0; i < processes.size(); i++) {
            int exit = processes.get(i).waitFor();
            assertThat(exit).as(Files.readString(folder.resolve("errors-" + i))).isZero();
        }
    }

    @Test
    void aWriteThatFailsLeavesNothing() {
        try (Store store = Store.open(around)) {
            BelayException refused =
                    catchThrowableOfType(
                            BelayException.class,
                            () ->
                                    store.write(
                                            handle -> {
                                                handle.execute(ADD, "shop");
                                                return handle.execute(ADD, "shop");
                                            }));
            assertThat(refused.problem().key()).isEqualTo("store.failed");
            assertThat(names(store)).isEmpty();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsMovedAsideAndSaid() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "This is not a database, but it is somebody's file.\n".repeat(99));
        try (Store store = Store.open(around)) {
            assertThat(store.notices()).hasSize(1);
            assertThat(store.notices().getFirst().why()).contains(aside().toString());
            add(store, "shop");
        }
        assertThat(Files.readString(aside())).startsWith("This is not a database");
        try (Store store = Store.open(around)) {
            assertThat(store.notices()).as("told until it is known").hasSize(1);
            assertThat(names(store)).containsExactly("shop");
            store.acknowledge();
        }
        try (Store store = Store.open(around)) {
            assertThat(store.notices()).isEmpty();
        }
    }

    @Test
    void aStoreThatIsGoneIsToldUntilItIsKnownAndAFirstOneIsNot() throws IOException {
        try (Store store = Store.open(around)) {
            assertThat(store.notices()).isEmpty();
            add(store, "shop");
        }
        Files.setLastModifiedTime(
                file.resolveSibling("belay.lock"),
                FileTime.from(Instant.parse("2026-03-01T12:30:00Z")));
        Files.delete(file);
        try (Store store = Store.open(around)) {
            Problem told = store.notices().getFirst();
            assertThat(told.key()).isEqualTo("store.gone");
            assertThat(told.where()).isEqualTo(file.toString());
            assertThat(told.why()).contains("2026-03-01 12:30 UTC");
            assertThat(names(store)).isEmpty();
        }
        try (Store store = Store.open(around)) {
            assertThat(store.notices()).extracting(Problem::key).containsExactly("store.gone");
        }
        assertThat(Files.getLastModifiedTime(file.resolveSibling("belay.lock")).toInstant())
                .isAfter(Instant.now().minus(Duration.ofMinutes(10)));
    }

    @Test
    void aDamagedPageIsFoundAtOpen() throws IOException {
        try (Store store = Store.open(around)) {
            for (int i = 0; i < 200; i++) {
                add(store, "shop-" + i);
            }
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (long at = 4096; at < bytes.length(); at += 4096) {
                bytes.seek(at);
                bytes.write(new byte[512]);
            }
        }
        try (Store store = Store.open(around)) {
            assertThat(store.notices()).hasSize(1);
            assertThat(names(store)).isEmpty();
        }
        assertThat(aside()).exists();
    }

    private Path aside() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(f -> f.toString().matches(".*/belay\\.db\\.corrupt-\\d+T\\d+Z"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aNewerStoreIsLeftAlone() throws Exception {
        Store.open(around).close();
        change(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type,"
                        + " script, installed_by, execution_time, success)"
                        + " VALUES (99, '99', 'future', 'SQL', 'V99__future.sql', '', 0, 1)");
        byte[] before = Files.readAllBytes(file);
        BelayException refused = refusal();
        assertThat(refused.problem().key()).isEqualTo("store.newer");
        assertThat(refused.problem().exit()).isEqualTo(ExitCode.INCOMPATIBLE);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aStoreThatCannotBeWrittenIsSaid() throws Exception {
        try (Store store = Store.open(around)) {
            add(store, "shop");
        }
        // File modes mean nothing to root; a write version above 2 makes a file read-only to all.
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(18);
            bytes.write(3);
        }
        BelayException refused = refusal();
        assertThat(refused.problem().key()).isEqualTo("store.read-only");
        assertThat(refused.problem().exit()).isEqualTo(ExitCode.INCOMPATIBLE);
    }

    @Test
    void aSharedStoreIsNotInThisVersion() {
        BelayException refused =
                catchThrowableOfType(
                        BelayException.class,
                        () ->
                                Store.open(
                                        Around.homeIn(
                                                folder,
                                                "BELAY_STORE_URL",
                                                "postgresql://a:s3cret@h/d")));
        assertThat(refused.problem().exit()).isEqualTo(ExitCode.INCOMPATIBLE);
        assertThat(refused.problem().copyText())
                .contains("not in this version")
                .doesNotContain("s3cret");
    }

    @Test
    void aFolderWithAQuestionMarkIsJustAFolder() {
        Surroundings odd =
                Around.in(folder, "BELAY_HOME", folder + "/a?journal_mode=delete&b=%41#c");
        try (Store store = Store.open(odd)) {
            add(store, "shop");
            assertThat(store.file()).exists();
            assertThat(store.file().resolveSibling("belay.db-wal")).exists();
        }
    }

    @Test
    void theNewestVersionIsTheNewestFile() throws Exception {
        Path scripts =
                Path.of(
                        StoreTest.class
                                .getClassLoader()
                                .getResource("migrations/store/sqlite")
                                .toURI());
        try (Stream<Path> files = Files.list(scripts)) {
            int newest =
                    files.map(f -> f.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"))
                            .mapToInt(Integer::parseInt)
                            .max()
                            .orElseThrow();
            assertThat(StoreFile.NEWEST).isEqualTo(newest);
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
