package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A server that hangs, crashes or starts again while an operation works on it. {@code
 * -Dbelay.hung=true} runs those as well that wait for a server that stays hung.
 */
@Tag("alone")
class LostServerTest {
    private static PostgresServer server;

    @TempDir Path folder;
    private Workshop shop;
    private Target target;
    private Standing before;

    @BeforeAll
    static void start() {
        // Tests' servers are otherwise told to forget in a crash what they had confirmed.
        server =
                PostgresServers.start(
                        PostgresServers.USUAL, "fsync = on", "synchronous_commit = on");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        Path migrations = Files.createDirectories(folder.resolve("migrations"));
        Path seeds = Files.createDirectories(folder.resolve("seeds/set"));
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        target =
                server.target(server.freshDatabase())
                        .withFolders(new Folders(migrations, seeds.getParent(), null));
        write(migrations, "V1__a.sql", "create table a (id int primary key, b int);");
        assertThat(shop.run(target, shop.migrate(target))).isInstanceOf(Outcome.Done.class);
        server.run(
                target.databaseName(),
                "insert into a select i, 0 from generate_series(1, 500) i",
                "create function slow() returns trigger language plpgsql as"
                        + " $$ begin perform pg_sleep(20); return new; end $$",
                "create trigger slow before insert on a for each statement execute function"
                        + " slow()");
        write(migrations, "U1__a.sql", "delete from a; select pg_sleep(20); drop table a;");
        write(seeds, "a.csv", "id,b\n1,5\n900,5\n");
        before = standing();
    }

    private static void write(Path folder, String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    @AfterEach
    void close() {
        server.signal("CONT");
        shop.close();
    }

    private Standing standing() throws Exception {
        try (var session = shop.ask(target)) {
            return Standing.of(session);
        }
    }

    /** One of the operations, each with a statement that takes twenty seconds. */
    private Operation<?> slow(String name) throws Exception {
        return switch (name) {
            case "migrate" -> {
                write(
                        target.migrations(),
                        "V2__b.sql",
                        "update a set b = 1; select pg_sleep(20); create table c (d int);");
                yield shop.migrate(target);
            }
            case "rollback" -> shop.rollback(target, Rollback.NOTHING);
            case "seed" -> new Seed(target, shop.waived, List.of());
            default -> throw new IllegalArgumentException(name);
        };
    }

    private CompletableFuture<Outcome<?>> begin(Operation<?> operation) {
        return begin(operation, new Stop());
    }

    private CompletableFuture<Outcome<?>> begin(Operation<?> operation, Stop stop) {
        CompletableFuture<Outcome<?>> outcome = shop.begin(target, operation, stop);
        Awaitility.await().until(() -> sleepers() > 0 || outcome.isDone());
        assertThat(outcome).isNotDone();
        return outcome;
    }

    private int sleepers() throws Exception {
        try (Connection connection = server.admin("postgres");
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from pg_stat_activity where wait_event = 'PgSleep'"
                                        + " and datname = '"
                                        + target.databaseName()
                                        + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Problem failed(CompletableFuture<Outcome<?>> outcome)
            throws InterruptedException, ExecutionException {
        return OperationContract.failed(outcome.get());
    }

    private static void within(Duration limit, long since) {
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        System.out.println("took " + took.toMillis() + " of " + limit.toMillis() + " ms");
        assertThat(took).isLessThan(limit.plus(limit.dividedBy(10)));
    }

    @Test
    void aServerThatComesBackIsAskedWhatBecameOfIt() throws Exception {
        CompletableFuture<Outcome<?>> outcome = begin(slow("migrate"));
        server.signal("STOP");
        long start = System.nanoTime();
        Thread.sleep(Watchdog.LIMIT.plusSeconds(1));
        server.signal("CONT");
        Problem problem = failed(outcome);
        // The server may take as long to notice that its client is gone.
        within(Watchdog.LIMIT.plusSeconds(9), start);
        assertThat(problem.key()).isEqualTo("operation.lost.before");
        assertThat(standing()).isEqualTo(before);
        assertThat(shop.recovery().look(t -> true)).isEmpty();
        assertThat(shop.audit.verify().intact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "rollback", "seed"})
    @EnabledIfSystemProperty(named = "belay.hung", matches = "true")
    void aServerThatStaysHungLeavesADoubtThatTheNextStartClears(String name) throws Exception {
        CompletableFuture<Outcome<?>> outcome = begin(slow(name));
        server.signal("STOP");
        long start = System.nanoTime();
        assertThat(outcome.get()).isInstanceOf(Outcome.InDoubt.class);
        within(Watchdog.LIMIT.plus(Aftermath.PATIENCE).plusSeconds(10), start);
        Problem problem = ((Outcome.InDoubt<?>) outcome.get()).problem();
        assertThat(problem.exit()).isEqualTo(ExitCode.IN_DOUBT);
        assertThat(problem.next()).contains("--dry-run");
        assertThat(shop.recovery().look(t -> true))
                .singleElement()
                .satisfies(i -> assertThat(i.found().state()).isEqualTo(Found.State.UNKNOWN));
        server.signal("CONT");
        clear();
    }

    /** The doubt is told of, and the truth of it; then the same is possible again. */
    private void clear() throws Exception {
        assertThat(shop.recovery().look(t -> true))
                .singleElement()
                .satisfies(i -> assertThat(i.found().state()).isEqualTo(Found.State.BEFORE));
        assertThat(standing()).isEqualTo(before);
        assertThat(shop.recovery().look(t -> true)).isEmpty();
        assertThat(shop.audit.verify().intact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "rollback", "seed"})
    @EnabledIfSystemProperty(named = "belay.hung", matches = "true")
    void aServerThatCrashesAndStaysAwayLeavesADoubtThatTheNextStartClears(String name)
            throws Exception {
        CompletableFuture<Outcome<?>> outcome = begin(slow(name));
        server.crash();
        long start = System.nanoTime();
        assertThat(outcome.get()).isInstanceOf(Outcome.InDoubt.class);
        within(Aftermath.PATIENCE.plusSeconds(2), start);
        server.startAgain();
        clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "seed"})
    void aServerThatStartsAgainIsAskedWhatBecameOfIt(String name) throws Exception {
        CompletableFuture<Outcome<?>> outcome = begin(slow(name));
        server.crash();
        server.startAgain();
        Problem problem = failed(outcome);
        assertThat(problem.key()).isEqualTo("operation.lost.before");
        assertThat(standing()).isEqualTo(before);
        assertThat(shop.recovery().look(t -> true)).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "belay.hung", matches = "true")
    void whoWaitsForAHungServerMayStopWaiting() throws Exception {
        Stop stop = new Stop();
        CompletableFuture<Outcome<?>> outcome = begin(slow("rollback"), stop);
        server.signal("STOP");
        long start = System.nanoTime();
        stop.wish();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.InDoubt.class);
        within(Duration.ofSeconds(12), start);
        server.signal("CONT");
        clear();
    }
}
