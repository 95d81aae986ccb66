package dev.belay.ui.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.db.sqlite.LockHolder;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.testing.LockQueue;
import dev.belay.testing.PgBouncer;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.session.SessionPages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

class PoolScreenTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    @Test
    void theConnectionsAreCountedByStateAndByWhoseTheyAre() throws Exception {
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        try (SessionPages pages = new SessionPages(server.target(database));
                LockQueue queue =
                        new LockQueue(server, database)
                                .idle(11, "cart-api")
                                .idle(6, "nightly-report")
                                .fill(14, Duration.ofMillis(400))) {
            pages.open("pool");
            await().atMost(LONG).until(() -> pages.texts().contains(" of 100 connections"));
            await().atMost(LONG).until(() -> pages.watch.trail().size() > 6);
            assertThat(queue.waiting()).isGreaterThan(14);
            assertThat(pages.texts())
                    .contains("3 places are reserved for superusers", " Belay's")
                    .contains("cart-api", "billing-worker", "Idle in transaction")
                    .contains(
                            "Probe latency", "Commits/s", "Cache hits", "Deadlocks", "Belay costs");
            Toolkit.settle();
            pages.pictures("pool");
            below(pages, "User");
            assertThat(pages.texts()).contains("postgres").doesNotContain("billing-worker");
            assertThat(pages.warnings()).isEmpty();
        }
    }

    @Test
    void whichStatementsRunIsToldWithWhatIsNotAsItUsedToBe() throws Exception {
        try (PostgresServer server =
                PostgresServers.start(15, "shared_preload_libraries = pg_stat_statements")) {
            String database = server.freshDatabase();
            server.run(database, "CREATE EXTENSION pg_stat_statements");
            try (SessionPages pages = new SessionPages(server.target(database));
                    Connection application = server.admin(database);
                    Statement statement = application.createStatement()) {
                for (int i = 0; i < 30; i++) {
                    statement.execute("SELECT pg_sleep(0.0001), 'checkout'");
                }
                pages.open("pool");
                below(pages, "Statements");
                await().atMost(LONG).until(() -> pages.texts().contains(" ran in the last "));
                statement.execute("SELECT pg_sleep(0.3), 'checkout'");
                statement.execute("SELECT 'never before', count(*) FROM pg_class");
                await().atMost(LONG).until(() -> pages.texts().contains("5 × slower"));
                assertThat(pages.texts())
                        .contains("SELECT pg_sleep($1), $2", "SELECT $1, count(*) FROM pg_class")
                        .contains("\nnew\n", "Against before", " µs");
                Toolkit.settle();
                pages.pictures("pool-statements");
                server.run(database, "DROP EXTENSION pg_stat_statements");
                await().atMost(LONG)
                        .until(() -> pages.texts().contains("CREATE EXTENSION pg_stat_statements"));
                pages.pictures("pool-statements-unknown");
                assertThat(pages.warnings()).isEmpty();
            }
        }
    }

    @Test
    void thePoolsOfAPoolerStandBesideTheServersOwn(@TempDir Path folder) throws Exception {
        PgBouncer.assumeThere();
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        String role = server.freshRole("secret");
        try (PgBouncer bouncer =
                new PgBouncer(
                        server, "transaction", role, "secret", folder, "stats_users = " + role)) {
            Target target =
                    server.target(database, role)
                            .withOptions(
                                    Map.of(TargetUrl.PGBOUNCER, "127.0.0.1:" + bouncer.port()));
            String url =
                    "jdbc:postgresql://127.0.0.1:%d/%s?prepareThreshold=0"
                            .formatted(bouncer.port(), database);
            try (Connection client = DriverManager.getConnection(url, role, "secret");
                    Statement statement = client.createStatement();
                    SessionPages pages = new SessionPages(target, "secret")) {
                statement.execute("SELECT 1");
                pages.open("pool");
                below(pages, "PgBouncer");
                await().atMost(LONG)
                        .until(() -> pages.texts().contains("no client waits for a connection"));
                assertThat(pages.texts()).contains(database, role, "transaction", "Servers busy");
                Toolkit.settle();
                pages.pictures("pool-pooler");
                assertThat(pages.warnings()).isEmpty();
            }
        }
    }

    private static void below(SessionPages pages, String tab) {
        Toolkit.runOnFx(
                () ->
                        pages.shell.screen().actions().stream()
                                .filter(a -> a.title().equals("Below the charts: " + tab))
                                .forEach(a -> a.run().run()));
    }

    @Test
    void aFileHasProcessesAndTheirLocks(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("shop.db");
        try (LockHolder holder =
                new LockHolder(
                        file,
                        "PRAGMA journal_mode = WAL",
                        "CREATE TABLE orders (id INTEGER)",
                        "BEGIN IMMEDIATE",
                        "INSERT INTO orders VALUES (1)")) {
            Target target =
                    Target.of(
                            "shop", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file));
            try (SessionPages pages = new SessionPages(target)) {
                pages.open("pool");
                await().atMost(LONG).until(() -> pages.texts().contains("SQLite has no server"));
                pages.open("locks");
                await().atMost(LONG).until(() -> pages.texts().contains("1 process holds"));
                assertThat(pages.texts())
                        .contains(Long.toString(holder.pid()), "write", "java")
                        .contains("Its write-ahead log holds ")
                        .doesNotContain("End this session");
                pages.pictures("locks-sqlite");
                pages.open("sessions");
                await().atMost(LONG).until(() -> pages.texts().contains("1 process"));
                assertThat(pages.warnings()).isEmpty();
            }
        }
    }
}
