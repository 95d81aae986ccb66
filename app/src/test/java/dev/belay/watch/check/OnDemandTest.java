package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Session;
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

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

class OnDemandTest {
    /** A clock that stands until it is moved. */
    private static final class StandingClock extends Clock {
        private Instant now = Instant.parse("2026-11-09T14:08:42Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @TempDir Path folder;
    private final StandingClock clock = new StandingClock();
    private final OnDemand demand = new OnDemand(Examined.SESSIONS, clock);

    private Target shop() throws SQLException {
        Path file = folder.resolve("shop.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id, what)");
            statement.execute(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
                            + " INSERT INTO orders SELECT i, hex(randomblob(100)) FROM n");
        }
        return Target.of("shop", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file));
    }

    private static void leavesNothing(Target target) throws SQLException {
        assertThat(Examined.check(target, "tables").value()).isEqualTo("1");
    }

    @Test
    void aRealWriteSaysWhatItWroteAndLeavesNothing() throws SQLException {
        Target shop = shop();
        Check wrote = demand.write(shop);
        assertThat(wrote.status()).isEqualTo(Status.OK);
        assertThat(wrote.name()).isEqualTo("write_access");
        assertThat(wrote.detail()).contains("rolled back");
        assertThat(wrote.latency()).isPositive();
        leavesNothing(shop);
    }

    @Test
    void aRealWriteOnAServerLeavesNothingEither() throws SQLException {
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        server.run(database, "CREATE TABLE orders (id int)");
        assertThat(demand.write(server.target(database)).status()).isEqualTo(Status.OK);
        leavesNothing(server.target(database));
    }

    @Test
    void aTargetIsWrittenToAtMostEveryTenMinutes() throws SQLException {
        Target shop = shop();
        demand.write(shop);
        clock.now = clock.now.plus(Duration.ofMinutes(4));
        Check resting = demand.write(shop);
        assertThat(resting.status()).isEqualTo(Status.UNKNOWN);
        assertThat(resting.detail())
                .isEqualTo(
                        "last written 4 min ago; Belay writes at most every 10 minutes, the next"
                                + " time in 6 min");
        clock.now = clock.now.plus(Duration.ofMinutes(6));
        assertThat(demand.write(shop).status()).isEqualTo(Status.OK);
    }

    @Test
    void aWriteThatTheRoleMayNotMakeIsSaidSo() throws SQLException {
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        server.run(database, "REVOKE TEMPORARY ON DATABASE " + database + " FROM public");
        String role = server.freshRole(Examined.PASSWORD);
        Check refused = demand.write(server.target(database, role));
        assertThat(refused.status()).isEqualTo(Status.NOT_PERMITTED);
        assertThat(refused.detail()).contains("permission denied");
    }

    @Test
    void aWholeFileIsSaidToBeWhole() throws SQLException {
        try (Session session = Examined.open(shop())) {
            Check integrity = OnDemand.integrity(session);
            assertThat(integrity.status()).isEqualTo(Status.OK);
            assertThat(integrity.value()).isEqualTo("whole");
        }
    }

    @Test
    void aBrokenPageIsAFailure() throws Exception {
        Target shop = shop();
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("shop.db").toFile(), "rw")) {
            file.seek(4_096 * 3);
            file.write(new byte[2_000]);
        }
        try (Session session = Examined.open(shop)) {
            Check integrity = OnDemand.integrity(session);
            assertThat(integrity.status()).isEqualTo(Status.FAIL);
            assertThat(integrity.value()).containsAnyOf("fault", "damaged");
        }
    }

    @Test
    void aServerHasNoFileToRead() throws SQLException {
        PostgresServer server = PostgresServers.usual();
        try (Session session = Examined.open(server.target("postgres"))) {
            assertThat(OnDemand.integrity(session)).isNull();
        }
    }
}
