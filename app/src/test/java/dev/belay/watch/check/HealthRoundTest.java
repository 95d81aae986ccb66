package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Session;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.watch.Health;
import dev.belay.watch.Reading;
import dev.belay.watch.Trails;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

class HealthRoundTest {
    private static final Instant START = Instant.parse("2026-11-09T14:08:42Z");

    @TempDir Path folder;

    private void run(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("shop.db"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Target shop() throws SQLException {
        run("CREATE TABLE orders (id)");
        return Target.of(
                "shop",
                Engine.SQLITE,
                Environment.DEVELOPMENT,
                new Address.File(folder.resolve("shop.db")));
    }

    private static String tables(Health health) {
        return Examined.named(health, "tables").value();
    }

    @Test
    void whatIsDearIsAskedSeldomAndItsAnswerStandsMeanwhile() throws SQLException {
        try (Session session = Examined.open(shop())) {
            CheckContext context = CheckContext.once(session, null);
            HealthRound round = new HealthRound(Clock.systemUTC());
            Health first = round.next(context, START);
            assertThat(tables(first)).isEqualTo("1");
            run("CREATE TABLE users (id)");
            Health soon = round.next(context, START.plusSeconds(10));
            assertThat(tables(soon)).isEqualTo("1");
            assertThat(soon.checks()).hasSameSizeAs(first.checks());
            assertThat(Examined.named(soon, "connection"))
                    .isNotSameAs(Examined.named(first, "connection"));
            assertThat(tables(round.next(context, START.plusSeconds(60)))).isEqualTo("2");
        }
    }

    @Test
    void aRoundThatComesALittleEarlyIsInTime() throws SQLException {
        try (Session session = Examined.open(shop())) {
            CheckContext context = CheckContext.once(session, null);
            HealthRound round = new HealthRound(Clock.systemUTC());
            round.next(context, START);
            run("CREATE TABLE users (id)");
            assertThat(tables(round.next(context, START.plusMillis(59_600)))).isEqualTo("2");
        }
    }

    @Test
    void aClockThatJumpedBackOrAPersonAsksAnew() throws SQLException {
        try (Session session = Examined.open(shop())) {
            CheckContext context = CheckContext.once(session, null);
            HealthRound round = new HealthRound(Clock.systemUTC());
            round.next(context, START);
            run("CREATE TABLE users (id)");
            assertThat(tables(round.next(context, START.minusSeconds(3600)))).isEqualTo("2");
            run("CREATE TABLE carts (id)");
            round.forget();
            assertThat(tables(round.next(context, START.minusSeconds(3590)))).isEqualTo("3");
        }
    }

    @Test
    void latencyAndGrowthComeFromTheTrail() throws SQLException {
        try (Session session = Examined.open(shop())) {
            Reading.Sample last = sample(0, 4, 8_192);
            Health health =
                    new HealthRound(Clock.fixed(START, ZoneOffset.UTC))
                            .examine(
                                    session,
                                    last,
                                    Trails.of(sample(120, 2, 4_096), sample(60, 2, 4_096), last),
                                    null);
            assertThat(Examined.named(health, "latency").detail())
                    .isEqualTo("p95 of 3 probes, median 2.0 ms");
            assertThat(Examined.named(health, "size").detail()).isEqualTo("+4.10 kB in 2 min");
            assertThat(health.checkedAt()).isEqualTo(START);
        }
    }

    @Test
    void latencyFollowsEachReadingWithoutAnExamination() throws SQLException {
        try (Session session = Examined.open(shop())) {
            HealthRound round = new HealthRound(Clock.fixed(START, ZoneOffset.UTC));
            Reading.Sample quick = sample(5, 2, 4_096);
            Reading.Sample slow = sample(0, 900, 4_096);
            assertThat(round.follow(session, quick, Trails.of(quick))).isNull();
            Health before = round.examine(session, quick, Trails.of(quick), null);
            assertThat(Examined.named(before, "latency").troubles()).isFalse();
            int asked = session.statements();
            Health after = round.follow(session, slow, Trails.of(quick, slow));
            assertThat(Examined.named(after, "latency").troubles()).isTrue();
            assertThat(after.checks()).hasSameSizeAs(before.checks());
            assertThat(session.statements()).isEqualTo(asked);
        }
    }

    private static Reading.Sample sample(int secondsAgo, double millis, double size) {
        return new Reading.Sample(
                START.minusSeconds(secondsAgo),
                Duration.ofMillis((long) millis),
                new dev.belay.db.Vitals(
                        java.util.Map.of(
                                dev.belay.db.Metric.LATENCY,
                                millis,
                                dev.belay.db.Metric.SIZE,
                                size)));
    }
}
