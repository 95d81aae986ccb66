package dev.belay.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.db.ConnectFailure;
import dev.belay.db.Dialect;
import dev.belay.db.Forwarding;
import dev.belay.db.Metric;
import dev.belay.db.Retry;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.LockHolder;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.history.History;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.target.Tls;
import dev.belay.testing.MuteServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

@Tag("alone")
class WatchTest {
    private static final Retry QUICK =
            new Retry(List.of(Duration.ZERO, Duration.ofMillis(200), Duration.ofMillis(200)));

    @TempDir Path folder;

    private final Sessions sessions =
            new Sessions(
                    engine ->
                            engine == Engine.SQLITE ? new SqliteDialect() : new PostgresqlDialect(),
                    target -> null,
                    Forwarding.NONE);
    private final Watches watches =
            new Watches(
                    sessions,
                    target ->
                            (session, last, trail, history) ->
                                    new Health(
                                            List.of(
                                                    new Check(
                                                            "connection",
                                                            Status.OK,
                                                            null,
                                                            null,
                                                            "answers")),
                                            Instant.now()),
                    (session, target) -> new History(List.of(), null, null, null),
                    Clock.systemUTC(),
                    QUICK);

    @AfterEach
    void close() {
        watches.close();
    }

    @Test
    void aFileIsReadAndItsTrailGrows() throws Exception {
        Watch watch = watches.add(sqlite("shop"));
        watch.focus(true);
        await().until(() -> watch.trail().size() >= 3);
        View view = watch.view();
        assertThat(view.link()).isInstanceOf(Link.Live.class);
        assertThat(view.last().vitals().get(Metric.SIZE)).isPresent();
        assertThat(view.last().vitals().get(Metric.LATENCY)).isPresent();
        assertThat(view.stale(Instant.now())).isFalse();
        await().until(() -> watch.view().health() != null);
        assertThat(watch.view().condition()).isEqualTo(View.Condition.HEALTHY);
        assertThat(watch.view().cost().connections()).isEqualTo(2);
    }

    @Test
    void aMissingFileIsRefusedAndHealsWhenItComes() throws Exception {
        Path file = folder.resolve("later.db");
        Watch watch = watches.add(target("later", file));
        await().until(() -> watch.view().link() instanceof Link.Refused);
        assertThat(Files.exists(file)).isFalse();
        create(file);
        await().atMost(Duration.ofSeconds(8)).until(() -> watch.view().link() instanceof Link.Live);
    }

    @Test
    void aDamagedFileIsTriedAgainOnlyAfterItChanged() throws Exception {
        Path file = folder.resolve("damaged.db");
        Files.writeString(file, "this is no database at all ".repeat(400));
        Watch watch = watches.add(target("damaged", file));
        await().until(() -> watch.view().link() instanceof Link.Refused);
        assertThat(((Link.Refused) watch.view().link()).remedy())
                .isEqualTo(ConnectFailure.Remedy.REPAIR);
        int tried = watch.trail().size();
        Thread.sleep(Duration.ofSeconds(6));
        assertThat(watch.trail().size()).isEqualTo(tried);
        Files.delete(file);
        create(file);
        await().atMost(Duration.ofSeconds(8)).until(() -> watch.view().link() instanceof Link.Live);
    }

    @Test
    void theFirstAnswerOfAConnectionIsNoMeasureOfTheRest() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Dialect plain = new SqliteDialect();
        Dialect counted =
                (Dialect)
                        Proxy.newProxyInstance(
                                Dialect.class.getClassLoader(),
                                new Class<?>[] {Dialect.class},
                                (self, method, arguments) -> {
                                    if (method.getName().equals("vitals")) {
                                        looks.incrementAndGet();
                                    }
                                    return method.invoke(plain, arguments);
                                });
        Sessions own = new Sessions(engine -> counted, target -> null, Forwarding.NONE);
        try (Watches one =
                new Watches(
                        own,
                        target ->
                                (session, last, trail, history) -> new Health(List.of(), last.at()),
                        (session, target) -> new History(List.of(), null, null, null),
                        Clock.systemUTC(),
                        QUICK)) {
            Watch watch = one.add(sqlite("shop"));
            await().until(() -> watch.trail().size() == 1);
            assertThat(looks).hasValue(2);
        }
    }

    @Test
    void aMuteServerTakesNothingFromAnotherTargetAndClosingDoesNotWait() throws Exception {
        try (MuteServer mute = new MuteServer()) {
            Watch hung = watches.add(server("mute", mute.port()));
            Watch file = watches.add(sqlite("shop"));
            file.focus(true);
            await().until(() -> mute.connections() > 0);
            int before = file.trail().size();
            await().atMost(Duration.ofSeconds(5)).until(() -> file.trail().size() >= before + 3);
            assertThat(hung.view().link()).isInstanceOf(Link.Connecting.class);

            Instant start = Instant.now();
            watches.close();
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void nobodyListeningIsTriedByTheLadderAndThenOnTheWatchsRhythm() throws Exception {
        int port;
        try (MuteServer closed = new MuteServer()) {
            port = closed.port();
        }
        Watch watch = watches.add(server("gone", port));
        await().until(() -> watch.view().link() instanceof Link.Lost);
        Link.Lost lost = (Link.Lost) watch.view().link();
        assertThat(lost.attempts()).isGreaterThanOrEqualTo(3);
        assertThat(lost.done()).isNotEmpty();
        await().until(
                        () ->
                                watch.view().link() instanceof Link.Lost l
                                        && l.attempts() > lost.attempts());
        assertThat(watch.trail().size()).isGreaterThanOrEqualTo(4);
        assertThat(watch.view().condition()).isEqualTo(View.Condition.UNREACHABLE);
    }

    @Test
    void aPausedWatchHoldsNoConnectionUntilItIsTriedAgain() throws Exception {
        Watch watch = watches.add(sqlite("shop"));
        await().until(() -> watch.view().link() instanceof Link.Live);
        watch.pause();
        assertThat(watch.view().link()).isInstanceOf(Link.Paused.class);
        await().until(() -> watch.view().cost().connections() == 0);
        watch.tryNow();
        await().until(() -> watch.view().link() instanceof Link.Live);
    }

    @Test
    void whoHoldsAFileThatCannotBeReadIsNamed() throws Exception {
        Target target = sqlite("shop");
        Watch watch = watches.add(target);
        watch.focus(true);
        watch.want(Detail.LOCKS);
        await().atMost(Duration.ofSeconds(20)).until(() -> watch.view().last() != null);
        Path file = Path.of(target.place());
        try (LockHolder holder =
                new LockHolder(file, "PRAGMA journal_mode = DELETE", "BEGIN EXCLUSIVE")) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    assertThat(watch.view().trouble())
                                            .hasValueSatisfying(
                                                    p ->
                                                            assertThat(p.why())
                                                                    .contains(
                                                                            "pid " + holder.pid(),
                                                                            "exclusive")));
            assertThat(watch.view().stale(Instant.now())).isTrue();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> watch.view().trouble().isEmpty());
    }

    private Target sqlite(String name) throws Exception {
        Path file = folder.resolve(name + ".db");
        create(file);
        return target(name, file);
    }

    private static Target target(String name, Path file) {
        return Target.of(name, Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file));
    }

    private static Target server(String name, int port) {
        return Target.of(
                name,
                Engine.POSTGRESQL,
                Environment.DEVELOPMENT,
                new Address.Server("127.0.0.1", port, "shop", "app", Tls.DEFAULT, null));
    }

    private static void create(Path file) throws Exception {
        try (var c = DriverManager.getConnection("jdbc:sqlite:" + file);
                var s = c.createStatement()) {
            s.execute("create table users (id integer primary key, name text)");
        }
    }
}
