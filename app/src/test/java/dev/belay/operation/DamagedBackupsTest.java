package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;

import dev.belay.backup.Backups;
import dev.belay.backup.Opening;
import dev.belay.backup.Taken;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Folders;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.testing.ContentHash;
import dev.belay.testing.Manifests;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Backups that are damaged, cut, exchanged or none at all: each is told by its own exit code, the
 * target stays as it is, and nothing is left of the attempt.
 */
class DamagedBackupsTest {
    /** Of the age format, with its tag. */
    private static final int CHUNK = (1 << 16) + 16;

    private static final int HEAD = 400;

    /** All there are with {@code -Dbelay.damages=1}; one of so many otherwise. */
    private static final int EVERY = Integer.getInteger("belay.damages", 19);

    private static final int CUTS = 1000;
    private static final int RESTORES = 5;
    private static final BackupChoice SEALED =
            new BackupChoice(List.of(), true, Secret.of("one two"), 0, false);
    private static final Map<Boolean, String> FOREIGN =
            Map.of(true, "PGDMP\1\16\0\4\10\1", false, "SQLite format 3\0");

    @TempDir Path folder;
    private final Random random = new Random(22);
    private final PostgresServer server = PostgresServers.usual();
    private Workshop shop;
    private Target target;
    private Taken taken;
    private Path file;
    private Path manifest;

    @AfterEach
    void closed() {
        if (shop != null) {
            shop.close();
        }
    }

    private void backedUp(String engine, boolean encrypted) throws Exception {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        target =
                (engine.equals("SQLite")
                                ? new SqliteGround(folder, "wal").target()
                                : server.target(server.freshDatabase()))
                        .withFolders(new Folders(null, null, folder.resolve("backups")));
        shop.execute(target, "create table a (x int, t text)", "insert into a values " + rows());
        Outcome<Taken> outcome =
                shop.runner.run(
                        target,
                        new Backup(
                                target,
                                shop.histories,
                                shop.archive,
                                encrypted ? SEALED : BackupChoice.PLAIN),
                        Workshop.given(),
                        Workshop.manner());
        assumeTrue(
                outcome.problem() == null || outcome.problem().exit() != ExitCode.INCOMPATIBLE,
                "no pg_dump of the server's version is here");
        taken = ((Outcome.Done<Taken>) outcome).result();
        file = taken.stored().file();
        manifest = taken.stored().manifestFile();
        shop.execute(target, "delete from a where x > 5");
    }

    /** So many that the encrypted file has several chunks, whatever compresses them. */
    private String rows() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            rows.add("(" + i + ", '" + Long.toHexString(random.nextLong()) + "x".repeat(9) + "')");
        }
        return String.join(", ", rows);
    }

    private SortedMap<String, String> content() throws Exception {
        try (Session session = shop.sessions.open(target, Purpose.WORK)) {
            return ContentHash.of(session.connection(), "none");
        }
    }

    private ExitCode verified(Path backup) {
        try {
            shop.archive
                    .copies()
                    .verify(target, backup, taken.opening(), PostgresqlRestoreTest.PATIENT);
            return ExitCode.DONE;
        } catch (BelayException e) {
            return e.problem().exit();
        }
    }

    private ExitCode restored(Path backup, Opening opening, String... flags) {
        Map<String, String> arguments = new HashMap<>(Map.of("from", backup.toString()));
        for (String flag : flags) {
            arguments.put(flag, "");
        }
        SafetyCopies copies = new SafetyCopies(shop.archive);
        try {
            Outcome<Restored> outcome =
                    shop.copying(copies)
                            .run(
                                    target,
                                    shop.restore(target, arguments, copies, opening),
                                    Workshop.typed(target.databaseName()),
                                    Workshop.manner());
            Problem problem = outcome.problem();
            if (problem == null) {
                return ExitCode.DONE;
            }
            assertThat(problem.line()).doesNotContain("belay-scratch");
            return problem.exit();
        } catch (BelayException e) {
            return e.problem().exit();
        }
    }

    /** Every byte of the head and of the end, and of each chunk its borders and its tag. */
    private Set<Integer> places(byte[] whole) {
        Set<Integer> places = new TreeSet<>();
        for (int i = 0; i < HEAD; i++) {
            places.add(i);
        }
        for (int chunk = whole.length; chunk > 0; chunk -= CHUNK) {
            for (int i = 1; i <= 18; i++) {
                places.add(chunk - i);
            }
            places.add(chunk - CHUNK / 2);
        }
        places.removeIf(p -> p < 0 || p >= whole.length);
        return places;
    }

    private byte[] flipped(byte[] whole, int at) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    @ParameterizedTest
    @CsvSource({"SQLite, false", "SQLite, true", "PostgreSQL, false", "PostgreSQL, true"})
    void noFlippedBitAndNoCutPassesForABackup(String engine, boolean encrypted) throws Exception {
        backedUp(engine, encrypted);
        SortedMap<String, String> before = content();
        byte[] whole = Files.readAllBytes(file);
        List<byte[]> damages = new ArrayList<>();
        for (int at : places(whole)) {
            damages.add(flipped(whole, at));
        }
        for (int i = 0; i < CUTS; i++) {
            damages.add(Arrays.copyOf(whole, i < 100 ? i : random.nextInt(whole.length)));
        }
        damages.add(Arrays.copyOf(whole, whole.length + 1));
        for (int i = random.nextInt(EVERY); i < damages.size(); i += EVERY) {
            Files.write(file, damages.get(i));
            assertThat(verified(file)).as("damage %s", i).isEqualTo(ExitCode.CORRUPT);
            if (random.nextInt(damages.size() / EVERY) < RESTORES) {
                assertThat(restored(file, taken.opening()))
                        .as("restore of damage %s", i)
                        .isEqualTo(ExitCode.CORRUPT);
            }
        }
        nothingIsLeft();
        assertThat(content()).isEqualTo(before);

        Files.write(file, whole);
        assertThat(verified(file)).isEqualTo(ExitCode.DONE);
        assertThat(restored(file, Opening.NONE))
                .isEqualTo(encrypted ? ExitCode.WRONG_KEY : ExitCode.DONE);
        assertThat(restored(file, taken.opening())).isEqualTo(ExitCode.DONE);
        assertThat(content()).isNotEqualTo(before);
    }

    private void nothingIsLeft() throws Exception {
        try (Stream<Path> all = Files.walk(folder.resolve("backups"))) {
            assertThat(all.filter(Files::isRegularFile)).containsExactlyInAnyOrder(file, manifest);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.map(Path::toString).filter(f -> f.contains("belay-scratch"))).isEmpty();
        }
        if (Sessions.onServer(target)) {
            try (Session session = shop.ask(target)) {
                assertThat(
                                session.select(
                                        "select datname from pg_database where datname like"
                                                + " 'belay\\_scratch\\_%'",
                                        row -> row.getString(1)))
                        .isEmpty();
            }
        }
    }

    @Test
    void noManifestThatChangedIsBelieved() throws Exception {
        backedUp("SQLite", false);
        SortedMap<String, String> before = content();
        byte[] whole = Files.readAllBytes(manifest);
        for (int i = 0; i < whole.length; i++) {
            Files.write(manifest, flipped(whole, i));
            assertThat(found(file)).as("flip at %s", i).isEqualTo(ExitCode.CORRUPT);
            Files.write(manifest, Arrays.copyOf(whole, i));
            assertThat(found(file)).as("cut at %s", i).isEqualTo(ExitCode.CORRUPT);
        }
        assertThat(verified(file)).isEqualTo(ExitCode.CORRUPT);
        assertThat(restored(file, Opening.NONE)).isEqualTo(ExitCode.CORRUPT);
        assertThat(restored(file, Opening.NONE, "trust-origin")).isEqualTo(ExitCode.CORRUPT);
        assertThat(shop.archive.backups().all(target)).isEmpty();
        assertThat(content()).isEqualTo(before);

        Files.writeString(manifest, Manifests.unchecked(new String(whole, StandardCharsets.UTF_8)));
        assertThat(verified(file)).isEqualTo(ExitCode.DONE);
        assertThat(restored(file, Opening.NONE)).isEqualTo(ExitCode.DONE);
    }

    private static ExitCode found(Path backup) {
        try {
            Backups.at(backup);
            return ExitCode.DONE;
        } catch (BelayException e) {
            return e.problem().exit();
        }
    }

    @Test
    void aManifestOfANewerBelayIsNotGuessedAt() throws Exception {
        backedUp("SQLite", false);
        Files.writeString(manifest, Manifests.ofVersion(2, Files.readString(manifest)));

        assertThat(verified(file)).isEqualTo(ExitCode.INCOMPATIBLE);
        assertThat(restored(file, Opening.NONE)).isEqualTo(ExitCode.INCOMPATIBLE);
        assertThat(restored(file, Opening.NONE, "trust-origin")).isEqualTo(ExitCode.INCOMPATIBLE);
        nothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SQLite", "PostgreSQL"})
    void whatIsNoBackupOfTheTargetHasAnExitCodeOfItsOwn(String engine) throws Exception {
        backedUp(engine, true);
        SortedMap<String, String> before = content();
        Opening other = Opening.of(Secret.of("two one"));
        Path stranger = folder.resolve("stranger");
        Files.createFile(stranger);
        assertThat(restored(file, other)).isEqualTo(ExitCode.WRONG_KEY);
        assertThat(restored(folder.resolve("none"), other)).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(restored(stranger, other, "trust-origin")).isEqualTo(ExitCode.CORRUPT);
        Files.writeString(stranger, FOREIGN.get(engine.equals("SQLite")) + "\0".repeat(2000));
        assertThat(verified(stranger)).isEqualTo(ExitCode.INCOMPATIBLE);
        assertThat(restored(stranger, other, "trust-origin")).isEqualTo(ExitCode.INCOMPATIBLE);
        Files.copy(file, stranger, StandardCopyOption.REPLACE_EXISTING);
        assertThat(restored(stranger, taken.opening())).isEqualTo(ExitCode.REFUSED);
        assertThat(content()).isEqualTo(before);
        nothingIsLeft();
    }

    @Test
    void aBombIsReadWithoutBeingHeld() throws Exception {
        backedUp("PostgreSQL", false);
        shop.execute(target, "insert into a select 7, repeat('bomb', 8000000)");
        Path bomb =
                shop.archive
                        .copies()
                        .backUp(
                                target,
                                dev.belay.backup.Wish.plain("", "bomb"),
                                PostgresqlRestoreTest.PATIENT)
                        .stored()
                        .file();
        assertThat(Files.size(bomb)).isLessThan(1 << 20);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThat(verified(bomb)).isEqualTo(ExitCode.DONE);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
    }

    @Test
    void whatIsExchangedAfterItsPlanWasMadeIsNotRestored() throws Exception {
        backedUp("SQLite", false);
        byte[] planned = Files.readAllBytes(file);
        byte[] told = Files.readAllBytes(manifest);
        shop.execute(target, "create table evil (x int)");
        Taken evil =
                shop.archive
                        .copies()
                        .backUp(
                                target,
                                dev.belay.backup.Wish.plain("", "evil"),
                                PostgresqlRestoreTest.PATIENT);
        SortedMap<String, String> before = content();
        String other =
                Manifests.unchecked(Files.readString(evil.stored().manifestFile()))
                        .replace(evil.stored().id(), taken.stored().id());
        SafetyCopies copies = new SafetyCopies(shop.archive);
        Outcome<Restored> outcome =
                shop.copying(copies)
                        .run(
                                target,
                                shop.restore(
                                        target,
                                        Map.of("from", file.toString()),
                                        copies,
                                        Opening.NONE),
                                plan -> {
                                    exchanged(evil.stored().file(), other);
                                    return Workshop.typed(target.databaseName()).approve(plan);
                                },
                                Workshop.manner());

        assertThat(outcome.problem()).isNotNull();
        assertThat(outcome.problem().exit()).isEqualTo(ExitCode.CORRUPT);
        assertThat(content()).isEqualTo(before);
        Files.write(file, planned);
        Files.write(manifest, told);
        assertThat(restored(file, Opening.NONE)).isEqualTo(ExitCode.DONE);
        assertThat(content().keySet()).noneMatch(table -> table.contains("evil"));
    }

    /** Both the file and what stands beside it, so that they fit each other. */
    private void exchanged(Path with, String told) {
        try {
            Files.copy(with, file, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(manifest, told);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
