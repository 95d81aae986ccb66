package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Metric;
import dev.belay.db.Session;
import dev.belay.db.Vitals;
import dev.belay.history.History;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.target.Thresholds;
import dev.belay.watch.Check;
import dev.belay.watch.Health;
import dev.belay.watch.Status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class SqliteHealthTest {
    @TempDir Path folder;

    private Target shop(String... statements) throws SQLException {
        Path file = folder.resolve("shop.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return Examined.impatient(
                Target.of("shop", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file)));
    }

    @Test
    void everyCheckHasAnAnswer() throws SQLException {
        Target shop = shop("PRAGMA journal_mode = wal", "CREATE TABLE orders (id)");
        // Open while examined, as a file that is used is: the log is there then.
        try (var user = DriverManager.getConnection("jdbc:sqlite:" + shop.place());
                var statement = user.createStatement()) {
            statement.execute("INSERT INTO orders VALUES (1)");
            Health health = Examined.health(shop);
            assertThat(health.checks())
                    .extracting(Check::name)
                    .containsExactly(
                            "connection",
                            "server",
                            "latency",
                            "write_access",
                            "tables",
                            "migrations",
                            "connections",
                            "size",
                            "free_disk",
                            "journal",
                            "wal",
                            "pages",
                            "writer",
                            "last_backup");
            assertThat(health.verdict()).isEqualTo(Health.Verdict.HEALTHY);
            assertThat(Examined.named(health, "journal").value()).isEqualTo("wal");
            assertThat(Examined.named(health, "wal").value()).endsWith("kB");
            assertThat(Examined.named(health, "wal").detail())
                    .endsWith("kB of it are not copied back into the database yet");
            assertThat(Examined.named(health, "size").value()).endsWith("kB");
            assertThat(Examined.named(health, "tables").detail()).isEqualTo("in main");
            assertThat(Examined.named(health, "free_disk").status()).isEqualTo(Status.OK);
        }
    }

    @Test
    void freePagesAreTold() throws SQLException {
        Target shop =
                shop(
                        "CREATE TABLE orders (id, what)",
                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
                                + " 1000) INSERT INTO orders SELECT i, randomblob(1000) FROM n",
                        "DELETE FROM orders");
        Check pages = Examined.check(shop, "pages");
        assertThat(pages.detail()).matches("of 4,096 B, [1-9]\\d+ free \\(9\\d %\\)");
        assertThat(Examined.check(shop, "journal").detail())
                .isEqualTo("a writer keeps readers out while it commits");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anotherProcessThatWritesIsNamed() throws Exception {
        Target shop = shop("PRAGMA journal_mode = wal", "CREATE TABLE orders (id)");
        assertThat(Examined.check(shop, "writer").value()).isEqualTo("none");
        try (HoldsFile other = HoldsFile.writing(Path.of(shop.place()))) {
            Health health = Examined.health(shop);
            Check writer = Examined.named(health, "writer");
            assertThat(writer.value()).isEqualTo(Long.toString(other.pid()));
            assertThat(writer.detail()).isEqualTo("pid " + other.pid() + ", java, writes");
            assertThat(writer.status()).isEqualTo(Status.OK);
            assertThat(Examined.named(health, "connections").value()).isEqualTo("2 processes");
        }
        assertThat(Examined.check(shop, "writer").detail()).isEqualTo("nobody writes now");
    }

    @Test
    void whereTheSystemDoesNotTellWhoHoldsItIsUnknown() throws SQLException {
        Target shop = shop("CREATE TABLE orders (id)");
        try (Session session = Examined.open(shop)) {
            CheckContext blind =
                    new CheckContext(session, Vitals.NONE, LatencyStats.NONE, null, Trend.NONE);
            Health health = HealthChecks.all(blind, Instant.now());
            for (String name : List.of("connections", "writer", "size", "latency")) {
                Check check = Examined.named(health, name);
                assertThat(check.status()).as(name).isEqualTo(Status.UNKNOWN);
                assertThat(check.value()).as(name).isNull();
            }
            assertThat(health.verdict()).isEqualTo(Health.Verdict.HEALTHY);
        }
    }

    @Test
    void tablesThatTheHistoryMadeAndAreGoneAreAFailure() throws SQLException {
        Target shop = shop("CREATE TABLE flyway_schema_history (version)");
        try (Session session = Examined.open(shop)) {
            History history = new History(List.of(), "main.flyway_schema_history", "5", null);
            Health health = HealthChecks.all(CheckContext.once(session, history), Instant.now());
            Check tables = Examined.named(health, "tables");
            assertThat(tables.status()).isEqualTo(Status.FAIL);
            assertThat(tables.detail())
                    .isEqualTo("no table is left, yet the history says V5 was applied");
            assertThat(health.verdict()).isEqualTo(Health.Verdict.UNHEALTHY);
        }
    }

    @Test
    void aSlowProbeAndALargeLogAndAFullDiskAreTold() throws SQLException {
        Target shop = shop("PRAGMA journal_mode = wal", "CREATE TABLE orders (id)");
        Thresholds strict =
                new Thresholds(
                        40,
                        60,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofMillis(250),
                        Long.MAX_VALUE,
                        List.of());
        try (Session session = Examined.open(shop.withThresholds(strict))) {
            CheckContext context =
                    new CheckContext(
                            session,
                            new Vitals(Map.of(Metric.WAL, 64e6, Metric.SIZE, 8_420_000_000.0)),
                            LatencyStats.of(new double[] {1, 251}),
                            null,
                            new Trend(new Trend.Past(8_389_000_000L, Duration.ofHours(22)), null));
            Health health = HealthChecks.all(context, Instant.now());
            assertThat(Examined.named(health, "wal"))
                    .returns(Status.WARN, Check::status)
                    .returns("a long reader may keep it from being copied back", Check::detail);
            assertThat(wal(session, 0))
                    .returns(Status.OK, Check::status)
                    .returns("64.0 MB", Check::value)
                    .returns("all of it is copied back into the database", Check::detail);
            assertThat(wal(session, 64e6))
                    .returns(Status.WARN, Check::status)
                    .returns(
                            "64.0 MB of it are not copied back into the database; a long reader"
                                    + " may keep them from it",
                            Check::detail);
            assertThat(Examined.named(health, "free_disk").status()).isEqualTo(Status.FAIL);
            assertThat(Examined.named(health, "latency"))
                    .returns(Status.WARN, Check::status)
                    .returns("251 ms", Check::value)
                    .returns("p95 of 2 probes, above 250 ms", Check::detail);
            assertThat(Examined.named(health, "size"))
                    .returns("8.42 GB", Check::value)
                    .returns("+31.0 MB since yesterday", Check::detail);
        }
    }

    /** Of a log of 64 MB, so much of which is not copied back. */
    private static Check wal(Session session, double lag) throws SQLException {
        CheckContext context =
                new CheckContext(
                        session,
                        new Vitals(Map.of(Metric.WAL, 64e6, Metric.CHECKPOINT_LAG, lag)),
                        LatencyStats.of(new double[] {1}),
                        null,
                        Trend.NONE);
        return Examined.named(HealthChecks.all(context, Instant.now()), "wal");
    }
}
