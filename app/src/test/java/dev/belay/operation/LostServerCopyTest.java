package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.RestoreTimes;
import dev.belay.backup.Run;
import dev.belay.backup.ScratchRestore;
import dev.belay.backup.Stored;
import dev.belay.backup.Taken;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.ContentHash;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.tool.Tools;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server that hangs in the middle of a backup or a restore: Belay's limits end it, and nothing of
 * it remains. {@code -Dbelay.hung=true} runs those as well that wait for long.
 */
@Tag("alone")
class LostServerCopyTest {
    /** In a copy that Belay makes, or where pg_dump reads, and nowhere else. */
    private static final String SLOW =
            "create function slow(i int) returns int language plpgsql immutable as $$ begin if"
                    + " current_database() like 'belay_scratch_%' then perform pg_sleep(60);"
                    + " end if; return i; end $$";

    private static PostgresServer server;

    @TempDir Path folder;
    private Workshop shop;
    private Target target;
    private SortedMap<String, String> before;
    private Connection locking;
    private final Stop stop = new Stop();

    @BeforeAll
    static void start() {
        server = PostgresServers.start(PostgresServers.USUAL);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        target =
                server.target(server.freshDatabase())
                        .withFolders(new Folders(null, null, folder.resolve("backups")));
        server.run(
                target.databaseName(),
                SLOW,
                "create table a as select i from generate_series(1, 1000) i",
                "create index on a (slow(i))");
        before = content();
    }

    @AfterEach
    void close() throws Exception {
        server.signal("CONT");
        if (locking != null) {
            locking.close();
        }
        shop.close();
    }

    private SortedMap<String, String> content() throws Exception {
        try (Connection connection = server.admin(target.databaseName())) {
            return ContentHash.of(connection, "none");
        }
    }

    private CompletableFuture<Outcome<?>> begin(Operation<?> operation, String works)
            throws Exception {
        CompletableFuture<Outcome<?>> outcome = shop.begin(target, operation, stop);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> outcome.isDone() || !server.texts("postgres", works).isEmpty());
        assertThat(outcome).isNotDone();
        return outcome;
    }

    /** Its pg_dump waits for a lock on a table. */
    private CompletableFuture<Outcome<?>> backup() throws Exception {
        locking = server.admin(target.databaseName());
        locking.setAutoCommit(false);
        try (Statement lock = locking.createStatement()) {
            lock.execute("lock table a in access exclusive mode");
        }
        return begin(
                new Backup(target, shop.histories, shop.archive),
                "select 1 from pg_stat_activity where wait_event_type = 'Lock' and"
                        + " application_name = 'belay/copy'");
    }

    /** Its pg_restore makes an index that takes a minute. */
    private CompletableFuture<Outcome<?>> restore() throws Exception {
        return begin(
                shop.restore(target, taken().stored().file()),
                "select 1 from pg_stat_activity where wait_event = 'PgSleep'");
    }

    private Taken taken() {
        return ((Outcome.Done<Taken>)
                        shop.run(target, new Backup(target, shop.histories, shop.archive)))
                .result();
    }

    private static void within(Duration limit, long since) {
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        System.out.println("took " + took.toMillis() + " of " + limit.toMillis() + " ms");
        assertThat(took).isLessThan(limit.plus(limit.dividedBy(10)));
    }

    private void nothingRemains(String... endings) throws Exception {
        try (Stream<Path> all = Files.walk(folder.resolve("backups"))) {
            assertThat(all.filter(Files::isRegularFile).map(Path::toString))
                    .allMatch(f -> Stream.of(endings).anyMatch(f::endsWith));
        }
        assertThat(
                        ProcessHandle.current()
                                .descendants()
                                .flatMap(p -> p.info().commandLine().stream())
                                .filter(l -> l.contains("application_name='belay/copy'")))
                .isEmpty();
    }

    /** The server may take as long as its clients to notice. */
    private void back() throws Exception {
        server.signal("CONT");
        if (locking != null) {
            locking.close();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                server.texts(
                                                        "postgres",
                                                        "select application_name from"
                                                            + " pg_stat_activity where"
                                                            + " application_name like 'belay/%'"))
                                        .isEmpty());
        assertThat(content()).isEqualTo(before);
        assertThat(shop.audit.verify().intact()).isTrue();
    }

    @Test
    void aBackupOfAServerThatHangsEndsWithinTheLimitAndNeverInDoubt() throws Exception {
        CompletableFuture<Outcome<?>> outcome = backup();
        server.signal("STOP");
        long start = System.nanoTime();
        Problem problem = OperationContract.failed(outcome.get(60, TimeUnit.SECONDS));
        within(Watchdog.LIMIT.plusSeconds(2), start);
        assertThat(problem.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(problem.key()).isEqualTo("operation.lost.apart");
        assertThat(problem.line()).contains("12 s").contains("no backup was kept");
        nothingRemains();
        assertThat(shop.archive.runs().of(target, Instant.EPOCH))
                .singleElement()
                .satisfies(r -> assertThat(r.result()).isEqualTo(Run.Result.FAILED));
        back();
        assertThat(taken().stored().there()).isTrue();
    }

    @Test
    void aBackupThatIsStoppedWhileItsServerHangsEndsAtOnce() throws Exception {
        CompletableFuture<Outcome<?>> outcome = backup();
        server.signal("STOP");
        long start = System.nanoTime();
        stop.wish();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Cancelled.class);
        within(Duration.ofSeconds(2), start);
        assertThat(outcome.get().problem().line()).contains("no backup was kept");
        nothingRemains();
        back();
    }

    @Test
    void aRestoreOnAServerThatHangsForAWhileLeavesNothingWhenItIsBack() throws Exception {
        CompletableFuture<Outcome<?>> outcome = restore();
        server.signal("STOP");
        Thread.sleep(Watchdog.LIMIT.plusSeconds(1));
        server.signal("CONT");
        long start = System.nanoTime();
        Problem problem = OperationContract.failed(outcome.get(60, TimeUnit.SECONDS));
        within(Duration.ofSeconds(15), start);
        assertThat(problem.key()).isEqualTo("operation.lost.before");
        assertThat(databases()).isEmpty();
        nothingRemains(".dump", ".json");
        back();
    }

    @Test
    @EnabledIfSystemProperty(named = "belay.hung", matches = "true")
    void aRestoreOnAServerThatStaysHungLeavesADoubtThatTheNextStartClears() throws Exception {
        CompletableFuture<Outcome<?>> outcome = restore();
        server.signal("STOP");
        long start = System.nanoTime();
        assertThat(outcome.get(120, TimeUnit.SECONDS)).isInstanceOf(Outcome.InDoubt.class);
        within(Watchdog.LIMIT.plus(Aftermath.PATIENCE).plusSeconds(20), start);
        assertThat(outcome.get().problem().exit()).isEqualTo(ExitCode.IN_DOUBT);
        nothingRemains(".dump", ".json");
        server.signal("CONT");
        cleared();
    }

    private void cleared() throws Exception {
        assertThat(shop.recovery().look(t -> true))
                .singleElement()
                .satisfies(i -> assertThat(i.found().state()).isEqualTo(Found.State.BEFORE));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(databases()).isEmpty());
        back();
    }

    @Test
    void aRestoreThatIsStoppedWhileItsServerHangsEndsSoon() throws Exception {
        CompletableFuture<Outcome<?>> outcome = restore();
        server.signal("STOP");
        long start = System.nanoTime();
        stop.wish();
        assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Cancelled.class);
        within(Duration.ofSeconds(5), start);
        nothingRemains(".dump", ".json");
        server.signal("CONT");
        // As the next restore begins.
        shop.restore(target, folder.resolve("any")).tidy();
        assertThat(databases()).isEmpty();
        back();
    }

    private Proving proving() {
        return new Proving(
                shop.sessions,
                shop.histories,
                new ScratchRestore(shop.sessions, Tools.ofMachine()),
                shop.archive,
                new RestoreTimes(() -> shop.store),
                name -> Optional.empty(),
                shop.audit,
                Clock.systemUTC());
    }

    @Test
    void aProofWhoseServerHangsEndsWithinTheLimitAndIsNotProven() throws Exception {
        Stored stored = taken().stored();
        CompletableFuture<Proved> proved =
                CompletableFuture.supplyAsync(
                        () ->
                                proving()
                                        .prove(
                                                target,
                                                stored,
                                                Proving.Wish.USUAL,
                                                (what, share) -> {},
                                                stop));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                !server.texts(
                                                "postgres",
                                                "select 1 from pg_stat_activity where wait_event ="
                                                        + " 'PgSleep'")
                                        .isEmpty());
        server.signal("STOP");
        long start = System.nanoTime();
        Proved end = proved.get(60, TimeUnit.SECONDS);
        within(Watchdog.LIMIT.plusSeconds(2), start);
        assertThat(end)
                .isInstanceOfSatisfying(
                        Proved.No.class,
                        no -> {
                            assertThat(no.faulty()).isFalse();
                            assertThat(no.reason().key()).isEqualTo("proof.silent");
                            assertThat(no.reason().exit()).isEqualTo(ExitCode.NO_CONNECTION);
                        });
        server.signal("CONT");
        cleanedByTheNext();
    }

    /** What is left is nobody's, and the next restore takes it away. */
    private void cleanedByTheNext() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> {
                            shop.restore(target, folder.resolve("any")).tidy();
                            assertThat(databases()).isEmpty();
                        });
    }

    /** The drop of what was left waits for a lock when the server stops. */
    @Test
    void tidyingUpOnAServerThatHangsEndsWithinTheLimit() throws Exception {
        try (Connection other = server.admin("postgres");
                Statement statement = other.createStatement()) {
            statement.execute("create database belay_scratch_1_0a");
            other.setAutoCommit(false);
            statement.execute("alter database belay_scratch_1_0a rename to belay_scratch_1_0b");
            CompletableFuture<Void> tidied =
                    CompletableFuture.runAsync(
                            () -> shop.restore(target, folder.resolve("any")).tidy());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    !server.texts(
                                                    "postgres",
                                                    "select 1 from pg_stat_activity where query"
                                                            + " like 'drop database%' and"
                                                            + " wait_event_type = 'Lock'")
                                            .isEmpty());
            server.signal("STOP");
            long start = System.nanoTime();
            tidied.get(60, TimeUnit.SECONDS);
            within(Watchdog.LIMIT.plusSeconds(2), start);
            server.signal("CONT");
            other.rollback();
        }
        cleanedByTheNext();
    }

    private static List<String> databases() {
        return server.texts(
                "postgres",
                "select datname from pg_database where datname like 'belay\\_scratch\\_%'"
                        + " or datname like '%\\_before\\_%'");
    }
}
