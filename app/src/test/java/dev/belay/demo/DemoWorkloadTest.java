package dev.belay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.SplittableRandom;

class DemoWorkloadTest {
    @TempDir Path folder;

    @Test
    void ordersComeWhileItRunsAndStopWithIt() throws Exception {
        Path database = database();
        try (DemoWorkload _ = DemoWorkload.start(database)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> orders(database) > 2_003);
        }
        long end = orders(database);
        Thread.sleep(700);
        assertThat(orders(database)).isEqualTo(end);
    }

    @Test
    void itGoesOnAfterAnotherHeldTheWriteLockForLonger() throws Exception {
        Path database = database();
        try (Connection other = Demo.source(database, Duration.ofSeconds(5)).getConnection();
                DemoWorkload _ = DemoWorkload.start(database)) {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute("UPDATE projects SET name = name");
                Thread.sleep(3_000);
                other.setAutoCommit(true);
            }
            long before = orders(database);
            await().atMost(Duration.ofSeconds(20)).until(() -> orders(database) > before);
        }
    }

    @Test
    void itNeverMakesAFileThatWasRemovedAndTakesUpANewOne() throws Exception {
        Path database = database();
        try (DemoWorkload _ = DemoWorkload.start(database)) {
            await().until(() -> orders(database) > 2_000);
            for (String suffix : new String[] {"", "-wal", "-shm"}) {
                Files.deleteIfExists(Path.of(database + suffix));
            }
            Thread.sleep(2_500);
            assertThat(database).doesNotExist();
            Demo.make(folder);
            await().atMost(Duration.ofSeconds(20)).until(() -> orders(database) > 2_000);
        }
    }

    @Test
    void theDatabaseStaysSmallHoweverLongItRuns() throws Exception {
        Path database = database();
        ShopTraffic shop =
                new ShopTraffic(dev.belay.target.Engine.SQLITE, new SplittableRandom(1), 2_500);
        long largest = 0;
        try (Connection connection = Demo.source(database, Duration.ofSeconds(5)).getConnection()) {
            long project = shop.projects(connection).getFirst();
            for (int i = 0; i < 8; i++) {
                ShopTraffic.within(
                        connection,
                        c -> {
                            for (int order = 0; order < 200; order++) {
                                shop.placeOrder(c, project);
                                shop.pay(c);
                                shop.ship(c);
                            }
                            shop.archive(c);
                        });
                largest = Math.max(largest, orders(database));
            }
            long before = number(connection, "PRAGMA page_count");
            DemoWorkload.giveBack(connection);
            assertThat(number(connection, "PRAGMA page_count")).isLessThan(before);
            assertThat(number(connection, "PRAGMA freelist_count")).isZero();
        }
        assertThat(largest).isBetween(2_300L, 2_500L);
    }

    private Path database() {
        Demo.make(folder);
        return folder.resolve(Demo.FILE);
    }

    private static long orders(Path database) throws Exception {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + database);
        try (Connection connection = source.getConnection()) {
            return number(connection, "SELECT count(*) FROM orders");
        }
    }

    private static long number(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.getLong(1);
        }
    }
}
