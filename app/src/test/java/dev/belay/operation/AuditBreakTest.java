package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.store.Store;
import dev.belay.testing.Around;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What was done past Belay to the log is not forgiven by what Belay does next. */
class AuditBreakTest {
    private static final AuditEntry LINE =
            new AuditEntry(
                    0,
                    Instant.parse("2026-11-21T12:00:00Z"),
                    "ana",
                    "ws-12",
                    "migrate",
                    "id",
                    "done",
                    "shop",
                    "/data/shop.db",
                    "production",
                    "f",
                    "",
                    "",
                    "",
                    "",
                    "");

    @TempDir Path folder;
    private Store store;
    private Audit audit;

    @BeforeEach
    void open() {
        store = Store.open(Around.home(folder));
        audit = new Audit(store, new AuditSeal(folder), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            audit.add(LINE);
        }
    }

    private void sql(String... statements) {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("belay.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute("DROP TRIGGER IF EXISTS audit_is_not_changed");
            statement.execute("DROP TRIGGER IF EXISTS audit_is_not_cut");
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void remove(String start) {
        store.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(start)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        open();
    }

    private void overwriteStore() {
        store.close();
        try (FileChannel file =
                FileChannel.open(folder.resolve("belay.db"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[4096]), 0);
            Files.deleteIfExists(folder.resolve("belay.db-wal"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        open();
    }

    /** What somebody does who wants something forgotten. */
    enum Deed {
        CUT("the end was cut off") {
            @Override
            void on(AuditBreakTest home) {
                home.sql("delete from audit where number > 4");
            }
        },
        EMPTIED("the end was cut off") {
            @Override
            void on(AuditBreakTest home) {
                home.sql("delete from audit");
            }
        },
        REPLACED("the end was cut off or replaced") {
            @Override
            void on(AuditBreakTest home) {
                home.sql("delete from audit where number = 6");
                List<AuditEntry> lines = home.audit.list();
                AuditEntry forged = LINE.sealed(6, lines.getFirst().hash());
                home.sql(
                        "insert into audit select 6, "
                                + forged.at().toEpochMilli()
                                + ", 'ana', 'ws-12', 'migrate', 'id', 'done', 'shop',"
                                + " '/data/shop.db', 'production', 'f', '', '', '', hash, '"
                                + forged.hash().replace('0', '1')
                                + "' from audit where number = 5");
            }
        },
        ADDED("lines were added past Belay") {
            @Override
            void on(AuditBreakTest home) {
                home.sql(
                        "insert into audit select 7, at, user, host, operation, operation_id,"
                                + " event, target, place, environment, fingerprint, plan, approval,"
                                + " outcome, hash, 'x' from audit where number = 6");
            }
        },
        STORE_REMOVED("the end was cut off") {
            @Override
            void on(AuditBreakTest home) {
                home.remove("belay.db");
            }
        },
        STORE_OVERWRITTEN("the end was cut off") {
            @Override
            void on(AuditBreakTest home) {
                home.overwriteStore();
            }
        },
        STORE_AND_SEAL_REMOVED("the seal is gone") {
            @Override
            void on(AuditBreakTest home) {
                home.remove("belay.db");
                home.remove("audit.seal");
            }
        },
        SEAL_REMOVED("the seal is gone") {
            @Override
            void on(AuditBreakTest home) {
                home.remove("audit.seal");
            }
        },
        KEY_REMOVED("made with another key") {
            @Override
            void on(AuditBreakTest home) {
                home.remove("audit.key");
            }
        },
        SEAL_AND_KEY_REMOVED("the seal is gone") {
            @Override
            void on(AuditBreakTest home) {
                home.remove("audit.");
            }
        },
        SEAL_EMPTIED("the seal was changed") {
            @Override
            void on(AuditBreakTest home) {
                try {
                    Files.write(home.folder.resolve("audit.seal"), new byte[0]);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };

        private final String told;

        Deed(String told) {
            this.told = told;
        }

        abstract void on(AuditBreakTest home);
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void aBreakOutlivesTheLinesThatAreAddedAfterIt(Deed deed) {
        add(6);
        assertThat(audit.verify().faults()).isEmpty();
        deed.on(this);
        assertThat(audit.verify().faults()).anyMatch(f -> f.contains(deed.told));
        add(2);
        Audit.Verdict verdict = audit.verify();
        assertThat(verdict.seal()).isEmpty();
        assertThat(verdict.faults()).anyMatch(f -> f.contains(deed.told));
        assertThat(verdict.open()).hasSize(1);
        AuditEntry line = audit.find(verdict.open().getFirst().number()).orElseThrow();
        assertThat(line.event()).isEqualTo("broken");
        add(1);
        assertThat(audit.verify().open()).isEqualTo(verdict.open());
    }

    @Test
    void anAcknowledgedBreakIsNoFaultAndStaysInTheLog() {
        add(6);
        sql("delete from audit where number > 4");
        assertThat(audit.acknowledge("a disk was put back")).hasSize(1);
        Audit.Verdict verdict = audit.verify();
        assertThat(verdict.intact()).isTrue();
        assertThat(verdict.known()).extracting(AuditBreak::number).containsExactly(5L);
        assertThat(verdict.known().getFirst().sentence()).contains("line 6");
        AuditEntry known = audit.list().getFirst();
        assertThat(known.event()).isEqualTo("acknowledged");
        assertThat(known.outcome()).contains("a disk was put back").contains("line 5");
        assertThat(audit.acknowledge("once more")).isEmpty();

        sql("delete from audit where number = 6");
        add(1);
        assertThat(audit.verify().open()).extracting(AuditBreak::number).containsExactly(5L, 6L);
    }

    @Test
    void aFreshHomeIsIntact() {
        assertThat(audit.verify().intact()).isTrue();
        assertThat(audit.acknowledge("nothing")).isEmpty();
        assertThat(audit.list()).isEmpty();
    }

    @Test
    void aLineThatWasAnnouncedAndNeverCommittedIsNoCut() {
        add(3);
        AuditEntry last = audit.list().getFirst();
        new AuditSeal(folder).announce(LINE.sealed(4, last.hash()));
        assertThat(audit.verify().faults()).isEmpty();
        add(1);
        assertThat(audit.verify().faults()).isEmpty();
        assertThat(audit.list()).hasSize(4);

        new AuditSeal(folder).announce(audit.list().getFirst());
        assertThat(audit.verify().faults()).isEmpty();
        add(1);
        assertThat(audit.verify().faults()).isEmpty();

        new AuditSeal(folder).announce(LINE.sealed(6, "another head"));
        assertThat(audit.verify().faults()).hasSize(1);
    }

    @Test
    void theFirstLineMayBeInterruptedAtAnyMoment() throws Exception {
        Path fresh = folder.resolve("audit.key.new");
        Files.write(fresh, new byte[7]);
        assertThat(audit.verify().faults()).isEmpty();
        new AuditSeal(folder).announce(LINE.sealed(1, ""));
        // As if killed before the key had its name.
        Files.move(folder.resolve("audit.key"), fresh);
        assertThat(audit.verify().faults()).isEmpty();
        add(1);
        assertThat(audit.verify().faults()).isEmpty();
        assertThat(fresh).doesNotExist();
    }

    @Test
    void manyWritersTellABreakOnce() {
        add(6);
        sql("delete from audit where number > 2");
        List<Store> stores = Stream.generate(this::another).limit(4).toList();
        CompletableFuture<?>[] writers =
                stores.stream()
                        .map(s -> new Audit(s, new AuditSeal(folder), Clock.systemUTC()))
                        .map(
                                a ->
                                        CompletableFuture.runAsync(
                                                () -> {
                                                    for (int i = 0; i < 25; i++) {
                                                        a.add(LINE);
                                                    }
                                                }))
                        .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(writers).join();
        stores.forEach(Store::close);
        Audit.Verdict verdict = audit.verify();
        assertThat(verdict.open()).extracting(AuditBreak::number).containsExactly(3L);
        assertThat(verdict.faults()).hasSize(1);
        assertThat(verdict.entries()).isEqualTo(103);
        assertThat(audit.list())
                .isSortedAccordingTo(Comparator.comparingLong(AuditEntry::number).reversed());
    }

    private Store another() {
        return Store.open(Around.home(folder));
    }
}
