package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.backup.Opening;
import dev.belay.backup.Run;
import dev.belay.backup.Stored;
import dev.belay.backup.Verified;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.ContentHash;
import dev.belay.testing.KillRounds;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Backups that are killed: what has its name verifies, the database is as before, nothing that was
 * started goes on, and the next start sweeps and tells. {@code -Dbelay.kills=200} asks for as many
 * of each kind, {@code -Dbelay.kills.seed} for others, {@code -Dbelay.kills.on=PostgreSQL} for one
 * engine.
 */
class KilledBackupsTest {
    private static final int KILLS = Integer.getInteger("belay.kills", 0);
    private static final String ON = System.getProperty("belay.kills.on", "");
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir Path folder;
    private final Random random = new Random(Long.getLong("belay.kills.seed", 20_261_121L));
    private final Set<Path> verified = new HashSet<>();
    private Ground ground;
    private KillRounds rounds;
    private Path backups;
    private Opening opening = Opening.NONE;
    private SortedMap<String, String> content;
    private Duration life = Duration.ZERO;
    private int begun;

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "SQLite, plain, 2",
        "SQLite, encrypted, 0",
        "PostgreSQL, plain, 3",
        "PostgreSQL, encrypted, 2",
        "PostgreSQL, 2 jobs, 0"
    })
    void aKilledBackupLeavesNoNameThatDoesNotVerifyAndTheNextStartSweeps(
            String engine, String kind, int few) throws Exception {
        int kills = KILLS == 0 ? few : KILLS;
        assumeTrue(kills > 0 && engine.contains(ON), "only asked for");
        ground =
                engine.equals("SQLite")
                        ? new SqliteGround(Files.createDirectories(folder.resolve("at")), "wal")
                        : new PostgresqlGround(PostgresServers.usual());
        rounds = new KillRounds(folder.resolve("home"));
        backups = folder.resolve("backups");
        String[] words = words(kind);
        KillTally tally = new KillTally("backup, " + kind, engine);
        filled();
        rehearsed(words);
        for (int i = 0; i < kills; i++) {
            killed(i, (i + random.nextDouble()) / kills, words, tally);
        }
        System.out.println(KillTally.head());
        System.out.println(tally.line());
        assertThat(begun).as("killed in the middle").isPositive();
        ended(words);
    }

    /** It would otherwise go on for hours, and write on a disk where nobody finds it. */
    @Test
    void aDumpThatWaitsEndsWithTheBackupThatIsKilled() throws Exception {
        PostgresServer server = PostgresServers.usual();
        ground = new PostgresqlGround(server);
        rounds = new KillRounds(folder.resolve("home"));
        backups = folder.resolve("backups");
        String name = ground.target().databaseName();
        server.run(name, "create table a (i int)");
        try (Connection other = server.admin(name);
                Statement lock = other.createStatement();
                Connection looking = server.admin(name);
                Statement statement = looking.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table a");
            KillRounds.Kill kill =
                    rounds.kill(() -> waiting(statement), Duration.ZERO, words("plain"));
            assertThat(kill.killed()).as(kill.error()).isTrue();
            long start = System.nanoTime();
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(programs()).isEmpty());
            Awaitility.await().atMost(SOON).until(() -> !waiting(statement));
            System.out.println("gone after " + (System.nanoTime() - start) / 1_000_000 + " ms");
            try (Workshop shop = new Workshop(rounds.home())) {
                assertThat(unfinished()).hasSize(1);
                shop.archive.copies().clear(named());
            }
            assertThat(unfinished()).isEmpty();
        }
    }

    private static boolean waiting(Statement statement) {
        try (ResultSet row =
                statement.executeQuery(
                        "select count(*) from pg_stat_activity where application_name ="
                                + " 'belay/copy' and wait_event_type = 'Lock' and datname ="
                                + " current_database()")) {
            return row.next() && row.getInt(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where no system ends it with Belay. */
    @Test
    void aProgramThatStillWritesIsEndedBeforeItsFolderIsSwept() throws Exception {
        backups = Files.createDirectories(folder.resolve("backups"));
        ground = new SqliteGround(Files.createDirectories(folder.resolve("at")), "wal");
        Path part = backups.resolve("shop.db/shop_backup_20260304_050607.part");
        Files.createDirectories(part);
        List<String> loop = List.of("sh", "-c", "while :; do echo x > $0; sleep 0.1; done");
        List<Process> processes = new ArrayList<>();
        for (Path to : List.of(part.resolve("x.dump"), folder.resolve("x.dump"))) {
            List<String> command = new ArrayList<>(loop);
            command.addAll(List.of(to.toString(), "--file=" + to));
            processes.add(new ProcessBuilder(command).start());
        }
        try (Workshop shop = new Workshop(folder.resolve("home"))) {
            assertThat(shop.archive.copies().clear(named()))
                    .containsExactly("shop_backup_20260304_050607");
            assertThat(processes.getFirst().waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(part).doesNotExist();
            assertThat(processes.getLast().isAlive()).isTrue();
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private String[] words(String kind) throws Exception {
        List<String> words = new ArrayList<>(List.of("backup", "--no-prove", "-t", ground.url()));
        words.addAll(List.of("--backups", backups.toString()));
        switch (kind) {
            case "encrypted" -> words.addAll(List.of("--encrypt", recipient()));
            case "2 jobs" -> words.addAll(List.of("--jobs", "2"));
            default -> {}
        }
        return words.toArray(String[]::new);
    }

    private String recipient() throws Exception {
        Path keys = folder.resolve("keys.txt");
        try {
            assertThat(new ProcessBuilder("age-keygen", "-o", keys.toString()).start().waitFor())
                    .isZero();
        } catch (IOException e) {
            assumeTrue(false, "the age command is not here");
        }
        opening = Opening.ofIdentities(keys);
        return Files.readAllLines(keys).stream()
                .filter(l -> l.startsWith("# public key: "))
                .map(l -> l.substring(14))
                .findFirst()
                .orElseThrow();
    }

    private void filled() throws Exception {
        boolean file = ground instanceof SqliteGround;
        try (Workshop shop = new Workshop(Files.createDirectories(folder.resolve("other")))) {
            for (String table : List.of("a", "b")) {
                shop.execute(
                        ground.target(),
                        "create table " + table + " (i int, t text)",
                        "insert into "
                                + table
                                + " with recursive n(i) as (select 1 union all select i + 1 from n"
                                + " where i < 30000) select i, "
                                + (file ? "hex(randomblob(40))" : "md5(i::text) || md5(-i || '')")
                                + " from n");
            }
            content = content(shop);
        }
        ground.quiet();
    }

    private SortedMap<String, String> content(Workshop shop) throws Exception {
        try (Session session = shop.sessions.open(ground.target(), Purpose.ASK)) {
            return ContentHash.of(session.connection(), "none");
        }
    }

    /** Finds out how long the work lasts; it is not killed yet. */
    private void rehearsed(String[] words) throws Exception {
        long[] since = {0};
        KillRounds.Kill whole =
                rounds.kill(
                        () -> {
                            boolean seen = !unfinished().isEmpty();
                            since[0] = System.nanoTime();
                            return seen;
                        },
                        Duration.ofSeconds(60),
                        words);
        assertThat(whole.killed()).as(whole.error()).isFalse();
        life = Duration.ofNanos(System.nanoTime() - since[0]);
        clear();
    }

    /**
     * @param share of the work's time that it is left
     */
    private void killed(int number, double share, String[] words, KillTally tally)
            throws Exception {
        KillRounds.Kill kill =
                rounds.kill(
                        () -> !unfinished().isEmpty(),
                        Duration.ofNanos((long) (life.toNanos() * share)),
                        words);
        if (!kill.killed()) {
            clear();
            return;
        }
        List<Path> had = finished();
        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(programs()).isEmpty());
        ground.quiet();
        Optional<Journal.Entry> open = looked(number, words, tally);
        if (open.isEmpty()) {
            tally.late();
        }
        tally.found(had.isEmpty() ? 0 : 1, 1);
        assertThat(unfinished()).isEmpty();
        clear();
    }

    /** What was interrupted, if it had not ended. */
    private Optional<Journal.Entry> looked(int number, String[] words, KillTally tally)
            throws Exception {
        boolean kept = !finished().isEmpty();
        Optional<Journal.Entry> open;
        try (Workshop shop = new Workshop(rounds.home())) {
            open = shop.recovery().open().stream().findFirst();
            if (open.isPresent()) {
                List<Journal.Reached> reached = shop.journal.phases(open.get().id());
                tally.in(reached.getLast().phase());
                begun++;
            }
            assertThat(content(shop)).isEqualTo(content);
            verify(shop);
            if (open.isPresent() && number % 2 == 0) {
                assertThat(shop.recovery().look(t -> true))
                        .singleElement()
                        .satisfies(
                                i ->
                                        assertThat(i.found().state())
                                                .isEqualTo(
                                                        kept
                                                                ? Found.State.DONE
                                                                : Found.State.BEFORE));
                tally.told();
            }
        }
        if (open.isPresent() && number % 2 == 1) {
            KillRounds.Result next = rounds.run(words);
            assertThat(next.exit()).as(next.error()).isZero();
            assertThat(next.error()).contains("was interrupted");
            tally.told();
        }
        if (open.isPresent() && !kept) {
            try (Workshop shop = new Workshop(rounds.home())) {
                assertThat(shop.archive.runs().of(named(), Instant.EPOCH))
                        .filteredOn(r -> r.operation().equals(open.get().id()))
                        .singleElement()
                        .satisfies(
                                r -> {
                                    assertThat(r.result()).isEqualTo(Run.Result.FAILED);
                                    assertThat(r.reason()).contains("killed");
                                });
            }
        }
        return open;
    }

    private void verify(Workshop shop) throws IOException {
        for (Path each : finished()) {
            Path manifest = each.resolveSibling(each.getFileName() + ".json");
            assertThat(manifest).exists();
            if (verified.add(each)) {
                Verified whole =
                        shop.archive
                                .copies()
                                .verify(named(), each, opening, PostgresqlRestoreTest.PATIENT);
                assertThat(whole).isNotNull();
            }
        }
    }

    /** The last one is as if nothing had happened. */
    private void ended(String[] words) throws Exception {
        KillRounds.Result last = rounds.run(words);
        assertThat(last.exit()).as(last.error()).isZero();
        assertThat(unfinished()).isEmpty();
        try (Workshop shop = new Workshop(rounds.home())) {
            assertThat(shop.recovery().open()).isEmpty();
            assertThat(shop.archive.backups().all(named()))
                    .singleElement()
                    .extracting(Stored::file)
                    .isEqualTo(finished().getFirst());
            verify(shop);
            assertThat(content(shop)).isEqualTo(content);
            assertThat(shop.audit.verify().intact()).isTrue();
        }
    }

    /** As a command calls a database that was never saved. */
    private Target named() {
        Target target = ground.target();
        return Target.of(
                        target.databaseName(),
                        target.engine(),
                        target.environment(),
                        target.address())
                .withFolders(new Folders(null, null, backups));
    }

    /** The programs of others that work on the database. */
    private List<String> programs() {
        String name = "dbname='" + ground.target().databaseName() + "'";
        return ProcessHandle.allProcesses()
                .flatMap(p -> p.info().commandLine().stream())
                .filter(l -> l.contains(name))
                .toList();
    }

    private List<Path> unfinished() {
        return named(".part");
    }

    private List<Path> finished() {
        return named(".dump", ".db", ".age");
    }

    private List<Path> named(String... endings) {
        Path own = backups.resolve(ground.target().databaseName());
        if (!Files.exists(own)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(own)) {
            return all.filter(f -> Stream.of(endings).anyMatch(f.toString()::endsWith)).toList();
        } catch (IOException | UncheckedIOException moving) {
            return List.of();
        }
    }

    private void clear() throws IOException {
        Path own = backups.resolve(ground.target().databaseName());
        try (Stream<Path> all = Files.walk(own)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
