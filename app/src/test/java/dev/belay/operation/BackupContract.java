package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Opening;
import dev.belay.backup.Run;
import dev.belay.backup.Stored;
import dev.belay.backup.Taken;
import dev.belay.backup.Wish;
import dev.belay.db.Claim;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.target.Folders;
import dev.belay.target.Secret;
import dev.belay.target.Target;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** What a backup is on every engine, with real databases. */
abstract class BackupContract {
    static final String CANARY = "canary-7f3a";
    static final BackupChoice PASSPHRASE =
            new BackupChoice(List.of(), true, Secret.of("one two"), 0, false);

    @TempDir Path folder;
    Workshop shop;
    Target target;

    abstract Target made(Path folder) throws Exception;

    /** A file of the other engine's. */
    abstract Path foreign() throws Exception;

    @BeforeEach
    void filled() throws Exception {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        target = made(folder).withFolders(new Folders(null, null, folder.resolve("backups")));
        execute("create table a (id int primary key, t text)", "create table b (i int)");
        StringBuilder rows = new StringBuilder("insert into a values (0, '" + CANARY + "')");
        for (int i = 1; i < 2000; i++) {
            rows.append(", (").append(i).append(", 'row ").append(i).append("')");
        }
        execute(rows.toString(), "insert into b values (1), (2), (3)");
    }

    @AfterEach
    void closed() {
        shop.close();
    }

    final void execute(String... statements) throws Exception {
        shop.execute(target, statements);
    }

    final Outcome<Taken> run(BackupChoice choice) {
        return shop.runner.run(target, operation(choice), Workshop.given(), Workshop.manner());
    }

    final Backup operation(BackupChoice choice) {
        return new Backup(target, shop.histories, shop.archive, choice);
    }

    final Taken taken(BackupChoice choice) {
        Outcome<Taken> outcome = run(choice);
        assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<Taken>) outcome).result();
    }

    final ExitCode verified(Path file, Opening opening) {
        try {
            shop.archive
                    .copies()
                    .verify(target, file, opening, new Attending((w, s) -> {}, new Stop()));
            return ExitCode.DONE;
        } catch (BelayException e) {
            return e.problem().exit();
        }
    }

    final List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("backups"))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void aBackupIsKeptWithAllThatIsKnownOfIt() throws Exception {
        Stored stored = taken(BackupChoice.PLAIN).stored();

        assertThat(stored.manifest().rows().values()).containsExactlyInAnyOrder(2000L, 3L);
        assertThat(stored.manifest().schemaVersion()).isEmpty();
        assertThat(stored.manifest().before()).isNull();
        assertThat(stored.manifest().parent()).isNotEmpty();
        assertThat(stored.manifest().durationMs()).isPositive();
        assertThat(stored.manifest().bytes()).isEqualTo(Files.size(stored.file()));
        assertThat(stored.file().getFileName().toString())
                .matches(target.name() + "_backup_\\d{8}_\\d{6}\\.(db|dump)")
                .contains("_backup_" + stored.id());
        assertThat(shop.archive.backups().all(target)).containsExactly(stored);
        assertThat(files()).containsExactly(stored.file(), stored.manifestFile());
        assertThat(verified(stored.file(), Opening.NONE)).isEqualTo(ExitCode.DONE);
        Run run = shop.archive.runs().lastDone(target).orElseThrow();
        assertThat(run.backup()).isEqualTo(stored.id());
        assertThat(run.bytes()).isEqualTo(stored.manifest().bytes());
        assertThat(run.sourceBytes()).isPositive();
        assertThat(run.operation()).isEqualTo(stored.manifest().parent());
        assertThat(shop.runner.plan(target, operation(BackupChoice.PLAIN)).warnings())
                .anySatisfy(w -> assertThat(w).contains(stored.id()));
    }

    @Test
    void nothingOfItIsForOthersWhateverTheUmask() throws Exception {
        taken(BackupChoice.PLAIN);
        taken(PASSPHRASE);

        try (Stream<Path> all = Files.walk(folder.resolve("backups"))) {
            for (Path each : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .as(each.toString())
                        .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void aBackupHoldsOneMomentWhileOthersWrite() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Thread writer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    for (int i = 10; !enough.get(); i++) {
                                        try {
                                            execute("insert into b values (" + i + ")");
                                        } catch (Exception busy) {
                                            // A reader's moment: the next one is written.
                                        }
                                    }
                                });
        try {
            for (BackupChoice choice : List.of(BackupChoice.PLAIN, PASSPHRASE)) {
                Taken taken = taken(choice);
                assertThat(verified(taken.stored().file(), taken.opening()))
                        .isEqualTo(ExitCode.DONE);
            }
        } finally {
            enough.set(true);
            writer.join();
        }
        List<Stored> all = shop.archive.backups().backups(target);
        assertThat(rows(all.getFirst())).isGreaterThanOrEqualTo(rows(all.getLast()));
    }

    private static long rows(Stored stored) {
        return stored.manifest().rows().values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void nothingThatIsReadableStaysOfAnEncryptedOne() throws Exception {
        Stored stored = taken(PASSPHRASE).stored();

        byte[] canary = CANARY.getBytes(StandardCharsets.US_ASCII);
        for (Path file : files()) {
            assertThat(contains(Files.readAllBytes(file), canary)).as(file.toString()).isFalse();
        }
        assertThat(stored.manifest().encryptedFor()).containsExactly("passphrase");
        assertThat(stored.file().toString()).endsWith(".age");
        assertThat(verified(stored.file(), Opening.NONE)).isEqualTo(ExitCode.DONE);
        assertThat(verified(stored.file(), Opening.of(Secret.of("one two"))))
                .isEqualTo(ExitCode.DONE);
        assertThat(verified(stored.file(), Opening.of(Secret.of("one  two"))))
                .isEqualTo(ExitCode.WRONG_KEY);
        assertThat(files()).hasSize(2);
    }

    private static boolean contains(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void whateverChangedInAFileItIsToldAsDamage() throws Exception {
        for (Taken taken : List.of(taken(BackupChoice.PLAIN), taken(PASSPHRASE))) {
            Path file = taken.stored().file();
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < 12; i++) {
                byte[] flipped = whole.clone();
                flipped[(int) ((long) i * (whole.length - 1) / 11)] ^= 4;
                Files.write(file, flipped);
                assertThat(verified(file, taken.opening())).isEqualTo(ExitCode.CORRUPT);
                Files.write(file, Arrays.copyOf(whole, whole.length * i / 12));
                assertThat(verified(file, taken.opening())).isEqualTo(ExitCode.CORRUPT);
            }
            Files.write(file, whole);
            assertThat(verified(file, taken.opening())).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void aFileOfAnotherOriginIsReadAsFarAsItTells() throws Exception {
        Stored stored = taken(BackupChoice.PLAIN).stored();
        Path bare = Files.copy(stored.file(), folder.resolve("bare"));

        assertThat(verified(bare, Opening.NONE)).isEqualTo(ExitCode.DONE);
        assertThat(verified(foreign(), Opening.NONE)).isEqualTo(ExitCode.INCOMPATIBLE);
        assertThat(verified(Files.createFile(folder.resolve("empty")), Opening.NONE))
                .isEqualTo(ExitCode.CORRUPT);
        assertThatThrownBy(() -> shop.archive.backups().file(target, "nope", folder))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().exit()).isEqualTo(ExitCode.NOT_FOUND));
        for (String word :
                List.of(
                        stored.id(),
                        String.valueOf(stored.file().getFileName()),
                        stored.file().toString())) {
            assertThat(shop.archive.backups().file(target, word, folder)).isEqualTo(stored.file());
        }
    }

    @Test
    void whileAMigrationRunsItIsSaidWhose() throws Exception {
        try (Claim claim = shop.sessions.claim(target, "migrate by ada on build-7")) {
            assertThat(claim.take()).isTrue();
            assertThatThrownBy(() -> run(BackupChoice.PLAIN))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> {
                                assertThat(e.problem().exit()).isEqualTo(ExitCode.LOCKED);
                                assertThat(e.problem().why()).contains("migrate by ada");
                            });
        }
        assertThat(shop.archive.backups().all(target)).isEmpty();
    }

    @Test
    void aStoppedBackupLeavesNothingAndIsKeptAsARun() throws Exception {
        Stop stop = new Stop();
        stop.wish();
        Outcome<Taken> outcome =
                shop.runner.run(
                        target,
                        operation(BackupChoice.PLAIN),
                        Workshop.given(),
                        new Runner.Manner(Progress.NONE, stop, java.time.Duration.ZERO));

        assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
        assertThat(outcome.problem().line()).startsWith("back up on ");
        assertThat(outcome.problem().next()).contains("begins anew").doesNotContain("history");
        assertThat(files()).isEmpty();
        assertThat(shop.archive.runs().of(target, Instant.EPOCH))
                .singleElement()
                .satisfies(r -> assertThat(r.result()).isEqualTo(Run.Result.CANCELLED));
    }

    @Test
    void twoOfOneSecondHaveNamesOfTheirOwn() throws Exception {
        Attending patient = new Attending((w, s) -> {}, new Stop());
        java.time.Clock still =
                java.time.Clock.fixed(
                        Instant.parse("2026-03-04T05:06:07Z"), java.time.ZoneOffset.UTC);
        dev.belay.backup.Copies copies = copies(still);
        Stored one = copies.backUp(target, Wish.plain("", "x"), patient).stored();
        Stored two = copies.backUp(target, Wish.plain("", "y"), patient).stored();

        assertThat(one.id()).isEqualTo("20260304_050607");
        assertThat(two.id()).isEqualTo("20260304_050607_2");
        assertThat(shop.archive.backups().backups(target)).containsExactly(two, one);
    }

    private dev.belay.backup.Copies copies(java.time.Clock clock) {
        return new dev.belay.backup.Copies(
                shop.sessions,
                dev.belay.db.sqlite.OnlineCopy::copy,
                dev.belay.tool.Tools.ofMachine(),
                () -> {
                    throw new IllegalStateException();
                },
                clock);
    }

    @Test
    void theWindowsWishIsTheCommandsWordForWord() {
        Request request =
                new Request(
                        "backup", Map.of(BackupChoice.ENCRYPT, "age1a age1b", "gently", ""), false);
        assertThat(Twin.of(target.withVersion(1), request).words())
                .containsExactly(
                        "belay",
                        "backup",
                        "-t",
                        target.name(),
                        "--encrypt",
                        "age1a",
                        "--encrypt",
                        "age1b",
                        "--gently");
        Plan plan = shop.runner.plan(target, shop.operations().of(target, Request.of("backup")));
        assertThat(plan.confirm()).isNull();
        assertThat(plan.blockers()).isEmpty();
        assertThat(PlanLines.text(plan)).contains("Read the copy back whole");
        assertThat(ChangeWords.title(target, Request.of("backup"), plan)).contains(target.name());
    }
}
