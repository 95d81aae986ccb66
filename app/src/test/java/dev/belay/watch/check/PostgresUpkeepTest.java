package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.watch.Check;
import dev.belay.watch.Status;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Checks of what rots unseen: indexes, settings, slots, archives. */
class PostgresUpkeepTest {
    static final List<Integer> MAJORS = PostgresServers.MAJORS;
    private static PostgresServer own;

    @BeforeAll
    static void start() {
        own =
                PostgresServers.start(
                        PostgresServers.USUAL,
                        "archive_mode = on",
                        "archive_command = 'false'",
                        "max_slot_wal_keep_size = 32MB",
                        "max_wal_size = 32MB",
                        "min_wal_size = 32MB",
                        "max_prepared_transactions = 2");
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void anIndexWhoseCreationFailedIsNamed(int major) throws SQLException {
        PostgresServer server = PostgresServers.of(major);
        String database = server.freshDatabase();
        server.run(database, "CREATE TABLE orders AS SELECT 1 AS id FROM generate_series(1, 2)");
        try (var connection = server.admin(database);
                var statement = connection.createStatement()) {
            statement.execute("CREATE UNIQUE INDEX CONCURRENTLY \"Twice\" ON orders (id)");
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as("duplicate key").isEqualTo("23505");
        }
        Check indexes = Examined.check(server.target(database), "invalid_indexes");
        assertThat(indexes.status()).isEqualTo(Status.WARN);
        assertThat(indexes.value()).isEqualTo("1");
        assertThat(indexes.detail()).isEqualTo("public.\"Twice\"; drop and create again");
    }

    @Test
    void aSettingThatWaitsForARestartIsNamed() throws SQLException {
        own.run("postgres", "ALTER SYSTEM SET max_locks_per_transaction = 128");
        own.run("postgres", "SELECT pg_reload_conf()");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            Check check = Examined.check(own.target("postgres"), "pending_restart");
                            assertThat(check.status()).isEqualTo(Status.WARN);
                            assertThat(check.detail()).contains("max_locks_per_transaction");
                        });
    }

    @Test
    void anArchiveThatCannotBeReachedIsToldWithTheSegment() throws SQLException {
        own.run("postgres", "CREATE TABLE moved (id int)", "SELECT pg_switch_wal()");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> {
                            Check archiver = Examined.check(own.target("postgres"), "archiver");
                            assertThat(archiver.status()).isEqualTo(Status.WARN);
                            assertThat(archiver.value()).matches("[1-9]\\d* failed");
                            assertThat(archiver.detail())
                                    .matches("segment [0-9A-F]{24} fails; none was archived yet");
                        });
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void aSlotNobodyUsesIsToldWithWhatItKeeps(int major) throws SQLException {
        PostgresServer server = PostgresServers.of(major);
        String database = server.freshDatabase();
        String slot = "slot_" + database;
        server.run(database, "SELECT pg_create_physical_replication_slot('" + slot + "', true)");
        try {
            server.run(
                    database,
                    "CREATE TABLE filler AS SELECT repeat('x', 200) FROM generate_series(1,"
                            + " 10000)",
                    // Commits here do not wait for the WAL to be written.
                    "SELECT pg_switch_wal()");
            Check slots = Examined.check(server.target(database), "replication_slots");
            assertThat(slots.status()).isEqualTo(Status.OK);
            assertThat(slots.value()).endsWith(" MB");
            assertThat(slots.detail())
                    .startsWith("1 slot; " + slot + " is not in use")
                    .endsWith("and keeps its WAL");
            assertThat(slots.detail().contains(" for ")).isEqualTo(major >= 17);
        } finally {
            server.run(database, "SELECT pg_drop_replication_slot('" + slot + "')");
        }
    }

    @Test
    void aSlotThatLostItsWalIsAFailure() throws SQLException {
        own.run("postgres", "SELECT pg_create_physical_replication_slot('left_behind', true)");
        for (int i = 0; i < 5; i++) {
            own.run(
                    "postgres",
                    "CREATE TABLE lap_" + i + " (id int)",
                    "SELECT pg_switch_wal()",
                    "CHECKPOINT");
        }
        Check slots = Examined.check(own.target("postgres"), "replication_slots");
        assertThat(slots.status()).isEqualTo(Status.FAIL);
        assertThat(slots.detail())
                .isEqualTo(
                        "1 slot; left_behind has lost WAL it needs; its consumer must begin anew");
    }

    @Test
    void aPreparedTransactionIsATransactionToo() throws SQLException {
        String database = own.freshDatabase();
        own.run(
                database,
                "BEGIN",
                "CREATE TABLE half (id int)",
                "PREPARE TRANSACTION 'transfer 7'");
        Check longest =
                Examined.check(Examined.impatient(own.target(database)), "longest_transaction");
        own.run(database, "ROLLBACK PREPARED 'transfer 7'");
        assertThat(longest.detail()).isEqualTo("prepared transaction transfer 7");
    }
}
