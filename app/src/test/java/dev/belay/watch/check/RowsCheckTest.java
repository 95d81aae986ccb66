package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.watch.Check;
import dev.belay.watch.Status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

class RowsCheckTest {
    private static final List<String> HOSTILE =
            List.of(
                    "'; DROP TABLE orders; --",
                    "a\"b",
                    "`tick`",
                    "$$",
                    "new\nline",
                    "\u202eright to left",
                    "🧗",
                    "-rf",
                    "a=b",
                    "%s",
                    "${x}",
                    "{0}",
                    "what?",
                    "dotted.name",
                    "Mixed Case",
                    "\\",
                    "select");

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Test
    void everyLegalNameIsCountedOnPostgresql() throws SQLException {
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        server.run(database, "CREATE TABLE orders AS SELECT generate_series(1, 3) AS id");
        for (String name : HOSTILE) {
            server.run(database, "CREATE TABLE " + quoted(name) + " AS SELECT 1 AS id");
        }
        allCounted(server.target(database));
    }

    @Test
    void everyLegalNameIsCountedOnSqlite(@TempDir Path folder) throws SQLException {
        Path file = folder.resolve("shop.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id)");
            statement.execute("INSERT INTO orders VALUES (1), (2), (3)");
            for (String name : HOSTILE) {
                statement.execute("CREATE TABLE " + quoted(name) + " AS SELECT 1 AS id");
            }
        }
        allCounted(sqlite(file));
    }

    private static Target sqlite(Path file) {
        return Target.of("shop", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file));
    }

    private static void allCounted(Target target) throws SQLException {
        for (String name : HOSTILE) {
            Check rows = Examined.check(Examined.counting(target, name), "rows");
            assertThat(rows.rows()).as(name).containsExactly(java.util.Map.entry(name, 1L));
            assertThat(rows.status()).as(name).isEqualTo(Status.OK);
        }
        Check orders = Examined.check(Examined.counting(target, "orders"), "rows");
        assertThat(orders.value()).isEqualTo("3");
        assertThat(orders.detail()).isEqualTo("orders 3");
    }

    @Test
    void aMissingTableIsSaidAndTheOthersAreCounted() throws SQLException {
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        server.run(database, "CREATE TABLE orders AS SELECT 1 AS id");
        Target target = Examined.counting(server.target(database), "orders", "users");
        Check rows = Examined.check(target, "rows");
        assertThat(rows.status()).isEqualTo(Status.WARN);
        assertThat(rows.value()).isEqualTo("1 of 2 tables");
        assertThat(rows.detail()).isEqualTo("orders 1; users is missing");
        assertThat(rows.rows()).containsEntry("orders", 1L).containsEntry("users", null);
    }

    @Test
    void aSchemaMayBeNamedAndCaseIsFoldedLast() throws SQLException {
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        server.run(
                database,
                "CREATE TABLE orders AS SELECT 1 AS id",
                "CREATE TABLE \"ORDERS\" AS SELECT generate_series(1, 2)",
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.orders AS SELECT generate_series(1, 3)",
                "CREATE TABLE shop.\"Line Items\" AS SELECT generate_series(1, 4)",
                "CREATE TABLE users AS SELECT generate_series(1, 5)");
        Target target =
                Examined.counting(
                        server.target(database),
                        "orders",
                        "ORDERS",
                        "shop.orders",
                        "shop.\"Line Items\"",
                        "Users");
        assertThat(Examined.check(target, "rows").rows().values())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aTableThatMayNotBeReadIsNotPermittedAndNotZero() throws SQLException {
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        String role = server.freshRole(Examined.PASSWORD);
        server.run(database, "CREATE TABLE salaries AS SELECT 1 AS id");
        Target target = Examined.counting(server.target(database, role), "salaries");
        Check rows = Examined.check(target, "rows");
        assertThat(rows.status()).isEqualTo(Status.NOT_PERMITTED);
        assertThat(rows.rows()).containsEntry("salaries", null);
        assertThat(rows.detail()).isEqualTo("salaries not permitted, needs SELECT on it");
    }
}
