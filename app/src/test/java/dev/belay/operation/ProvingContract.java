package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Backups;
import dev.belay.backup.Opening;
import dev.belay.backup.RestoreTimes;
import dev.belay.backup.ScratchRestore;
import dev.belay.backup.Stored;
import dev.belay.backup.Taken;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.store.OwnerOnly;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.testing.Manifests;
import dev.belay.tool.Tools;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a proof is on every engine, with real backups. */
abstract class ProvingContract {
    @TempDir Path folder;
    final Map<String, Target> saved = new HashMap<>();
    Workshop shop;
    Target target;

    abstract Ground ground() throws Exception;

    /** What was made in scratch and is still there. */
    abstract List<String> leftOnServer() throws Exception;

    @BeforeEach
    void filled() throws Exception {
        shop = new Workshop(folder.resolve("home"));
        target = ground().target().withFolders(new Folders(null, null, folder.resolve("backups")));
        execute("create table a (id int primary key, t text)", "create table \"it's B\" (i int)");
        StringBuilder rows = new StringBuilder("insert into a values (0, 'x')");
        for (int i = 1; i < 500; i++) {
            rows.append(", (").append(i).append(", 'row ").append(i).append("')");
        }
        execute(rows.toString(), "insert into \"it's B\" values (1), (2), (3)");
    }

    @AfterEach
    void closed() {
        shop.close();
    }

    final void execute(String... statements) throws Exception {
        shop.execute(target, statements);
    }

    final Proving proving() {
        return new Proving(
                shop.sessions,
                shop.histories,
                new ScratchRestore(shop.sessions, Tools.ofMachine()),
                shop.archive,
                new RestoreTimes(() -> shop.store),
                name -> Optional.ofNullable(saved.get(name)),
                shop.audit,
                Clock.systemUTC());
    }

    final Stored backedUp() {
        shop.run(target, new Backup(target, shop.histories, shop.archive));
        return shop.archive.backups().backups(target).getFirst();
    }

    final Proved prove(Target whose, Stored stored) {
        return proving().prove(whose, stored, Proving.Wish.USUAL, (what, share) -> {}, new Stop());
    }

    private List<Path> scratchFolders() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("backups"))) {
            return all.filter(f -> f.getFileName().toString().startsWith("belay-scratch-"))
                    .toList();
        }
    }

    @Test
    void aBackupIsRestoredCountedAndProven() throws Exception {
        Stored stored = backedUp();
        assertThat(stored.badge()).isEqualTo(Stored.Badge.VERIFIED);
        Instant before = Instant.now().minusSeconds(1);

        Proved proved = prove(target, stored);

        assertThat(proved).isInstanceOf(Proved.Yes.class);
        Stored again = shop.archive.backups().backups(target).getFirst();
        assertThat(again.badge()).isEqualTo(Stored.Badge.PROVEN);
        assertThat(again.proof().rows()).isEqualTo(503);
        assertThat(again.proof().restoreMs()).isPositive();
        assertThat(again.proof().provenAt()).isBetween(before, Instant.now());
        assertThat(proving().times().of(target, before))
                .singleElement()
                .satisfies(
                        t -> {
                            assertThat(t.backup()).isEqualTo(stored.id());
                            assertThat(t.rows()).isEqualTo(503);
                            assertThat(t.took().toMillis()).isEqualTo(again.proof().restoreMs());
                        });
        assertThat(shop.audit.list().getFirst().event()).isEqualTo("proven");
        assertThat(scratchFolders()).isEmpty();
        assertThat(leftOnServer()).isEmpty();
        assertThat(OwnerOnly.file(again.proofFile())).isFalse();
    }

    @Test
    void aFlippedByteIsFoundBeforeAnythingIsRestored() throws Exception {
        Stored stored = backedUp();
        try (FileChannel file =
                FileChannel.open(
                        stored.file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = java.nio.ByteBuffer.allocate(1);
            long middle = file.size() / 2;
            file.read(one, middle);
            one.put(0, (byte) (one.get(0) ^ 4)).rewind();
            file.write(one, middle);
        }

        Proved.No no = (Proved.No) prove(target, stored);

        assertThat(no.faulty()).isTrue();
        assertThat(no.reason().exit()).isEqualTo(ExitCode.CORRUPT);
        assertThat(shop.archive.backups().backups(target).getFirst().proof()).isNull();
        assertThat(leftOnServer()).isEmpty();
    }

    @Test
    void rowsThatAreNotThereAreNamed() throws Exception {
        Stored stored = backedUp();
        Path manifest = stored.manifestFile();
        Files.writeString(
                manifest,
                Manifests.unchecked(Files.readString(manifest))
                        .replaceFirst(":500([,}])", ":501$1"));

        Proved.No no = (Proved.No) prove(target, Backups.at(stored.file()).orElseThrow());

        assertThat(no.faulty()).isTrue();
        assertThat(no.reason().why()).contains("501").contains("500");
        assertThat(leftOnServer()).isEmpty();
    }

    @Test
    void whoStopsAProofKeepsTheBackup() throws Exception {
        Stored stored = backedUp();
        Stop stop = new Stop();

        assertThatThrownBy(
                        () ->
                                proving()
                                        .prove(
                                                target,
                                                stored,
                                                new Proving.Wish(null, Opening.NONE),
                                                (what, share) -> stop.wish(),
                                                stop))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().exit()).isEqualTo(ExitCode.CANCELLED));

        assertThat(shop.archive.backups().backups(target))
                .singleElement()
                .satisfies(s -> assertThat(s.badge()).isEqualTo(Stored.Badge.VERIFIED));
        assertThat(scratchFolders()).isEmpty();
        assertThat(leftOnServer()).isEmpty();
        assertThat(prove(target, stored)).isInstanceOf(Proved.Yes.class);
    }

    @Test
    void whatIsEncryptedIsProvenByWhoJustWroteItOrByItsKey() {
        Secret passphrase = Secret.of("correct horse");
        BackupChoice choice = new BackupChoice(List.of(), true, passphrase, 0, false);
        var done =
                (Outcome.Done<Taken>)
                        shop.run(target, new Backup(target, shop.histories, shop.archive, choice));
        Stored stored = done.result().stored();

        Proved.No no = (Proved.No) prove(target, stored);
        assertThat(no.faulty()).isFalse();
        assertThat(no.reason().exit()).isEqualTo(ExitCode.WRONG_KEY);
        for (Opening opening : List.of(done.result().opening(), Opening.of(passphrase))) {
            assertThat(
                            proving()
                                    .prove(
                                            target,
                                            stored,
                                            new Proving.Wish(null, opening),
                                            (what, share) -> {},
                                            new Stop()))
                    .isInstanceOf(Proved.Yes.class);
        }
    }

    final Target production() {
        return target.withEnvironment(Environment.PRODUCTION);
    }
}
