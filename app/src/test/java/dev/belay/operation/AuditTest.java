package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.store.Store;
import dev.belay.testing.Around;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

class AuditTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir Path folder;
    private Store store;
    private Audit audit;

    @BeforeEach
    void open() {
        store = open(folder);
        audit = new Audit(store, new AuditSeal(folder), Clock.systemUTC());
    }

    private static Store open(Path home) {
        return Store.open(Around.home(home));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void add(int count) {
        for (int i = 1; i <= count; i++) {
            add(i % 2 == 0 ? "done" : "begun", "shop", NOON.plusSeconds(i), "create table t" + i);
        }
    }

    private void add(String event, String target, Instant at, String plan) {
        audit.add(
                new AuditEntry(
                        0,
                        at,
                        "ana",
                        "ws-12",
                        "migrate",
                        "id",
                        event,
                        target,
                        "/data/" + target + ".db",
                        "production",
                        "fingerprint 1",
                        plan,
                        "typed " + at,
                        "100 % told",
                        "",
                        ""));
    }

    /** Past Belay, as someone would who wants to hide something. */
    private void tamper(String... statements) throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("belay.db"));
                var statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER IF EXISTS audit_is_not_changed");
            statement.execute("DROP TRIGGER IF EXISTS audit_is_not_cut");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update audit set outcome = 'nothing' where number = 3   | 3 | line 3 was changed",
                "delete from audit where number = 3                      | 4 | line 3 is missing",
                "update audit set previous = 'x' where number = 3        | 3 | line 3 does not"
                        + " follow",
                "delete from audit where number = 6                      | 0 | cut off",
                "insert into audit select 7, at, user, host, operation, operation_id, event,"
                    + " target, place, environment, fingerprint, plan, approval, outcome, hash, 'x'"
                    + " from audit where number = 6 | 7 | line 7 was changed",
            })
    void whatWasDoneToTheChainIsNamedWithItsLine(String sql, long line, String told)
            throws Exception {
        add(6);
        assertThat(audit.verify().intact()).isTrue();
        tamper(sql);
        Audit.Verdict verdict = audit.verify();
        assertThat(verdict.intact()).isFalse();
        assertThat(verdict.faults()).anyMatch(f -> f.contains(told));
        if (line > 0) {
            assertThat(verdict.chain()).extracting(Audit.Fault::number).contains(line);
        }
    }

    @Test
    void aCheckGoesOnFromAnEarlierOne() throws Exception {
        add(4);
        Audit.Verdict first = audit.verify();
        add(3);
        Audit.Verdict on = audit.verify(first);
        assertThat(on).isEqualTo(audit.verify());
        assertThat(on.entries()).isEqualTo(7);
        tamper("update audit set user = 'nobody' where number = 6");
        assertThat(audit.verify(first).chain()).extracting(Audit.Fault::number).containsExactly(6L);
    }

    @Test
    void linesThatAreAddedMeanwhileAreNotTakenForACut() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        var writer =
                CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 60; i++) {
                                add("begun", "shop", NOON, "step");
                            }
                            over.set(true);
                        });
        int checks = 0;
        while (!over.get()) {
            assertThat(audit.verify().faults()).isEmpty();
            checks++;
        }
        writer.join();
        assertThat(checks).isPositive();
    }

    @Test
    void theStoreLooksForWhatIsAskedFor() {
        add(6);
        add("in doubt", "ledger", NOON.plus(Duration.ofDays(1)), "drop table 100%_x");
        AuditQuery all = AuditQuery.ALL;
        assertThat(numbers(all)).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(numbers(all.filtered("SHOP  t3"))).containsExactly(3L);
        assertThat(numbers(all.filtered("100%_x"))).containsExactly(7L);
        assertThat(numbers(all.filtered("ana@ws-12 ledger"))).containsExactly(7L);
        assertThat(numbers(all.filtered("2026-11-22"))).containsExactly(7L);
        assertThat(numbers(all.filtered("' OR 1=1 --"))).isEmpty();
        assertThat(numbers(all.ofEvents(Set.of("done")))).containsExactly(6L, 4L, 2L);
        assertThat(numbers(all.ofTarget("ledger"))).containsExactly(7L);
        assertThat(numbers(all.ofTarget("/data/ledger.db"))).containsExactly(7L);
        assertThat(numbers(all.since(NOON.plusSeconds(6)))).containsExactly(7L, 6L);
        assertThat(numbers(all.between(2, 6).atMost(2))).containsExactly(5L, 4L);
        assertThat(audit.counts(all)).isEqualTo(Map.of("begun", 3L, "done", 3L, "in doubt", 1L));
        assertThat(audit.counts(all.filtered("t2"))).isEqualTo(Map.of("done", 1L));
        assertThat(audit.targets()).containsExactly("ledger", "shop");
        assertThat(audit.newest()).isEqualTo(7);
        assertThat(audit.find(7).orElseThrow().plan()).isEqualTo("drop table 100%_x");
        assertThat(audit.find(8)).isEmpty();
    }

    private List<Long> numbers(AuditQuery query) {
        return audit.lines(query).stream().map(AuditLine::number).toList();
    }

    @Test
    void theSealsTimeIsTold() {
        assertThat(audit.verify().sealed()).isNull();
        Instant before = Instant.now().minusSeconds(5);
        add(1);
        assertThat(audit.verify().sealed()).isAfter(before);
        assertThat(Files.exists(folder.resolve("audit.seal"))).isTrue();
    }
}
