package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Retry;
import dev.belay.history.Histories;
import dev.belay.testing.Live;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.tool.DesktopNotice;
import dev.belay.tool.Tools;
import dev.belay.watch.LockAlarm;
import dev.belay.watch.Watches;
import dev.belay.watch.check.HealthRound;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A real wait of a real server, told by a real program. */
class AlarmsTest {
    @TempDir Path folder;

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aWaitThatDoesNotEndIsToldOnceWithItsChain() throws Exception {
        Path program = Files.writeString(folder.resolve("notify-send"), SCRIPT);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        DesktopNotice desktop = new DesktopNotice(new Tools(List.of(folder)), "Linux");
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        server.run(database, "CREATE TABLE orders (id int)");
        Clock clock = Clock.systemUTC();
        try (Watches watches =
                        new Watches(
                                Live.sessions(),
                                target -> new HealthRound(clock),
                                new Histories()::read,
                                clock,
                                Retry.PATIENT);
                Alarms alarms = new Alarms(watches, desktop::show, clock);
                Connection holder = server.admin(database);
                Connection waiter = server.admin(database)) {
            watches.add(server.target(database)).focus(true);
            alarms.start();
            holder.setAutoCommit(false);
            execute(holder, "SET application_name = 'billing $(touch x) \"'");
            execute(holder, "LOCK TABLE orders");
            Thread thread =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            execute(waiter, "SELECT * FROM orders");
                                        } catch (SQLException e) {
                                            throw new IllegalStateException(e);
                                        }
                                    });
            Path told = folder.resolve("told");
            Awaitility.await()
                    .atMost(LockAlarm.HOLD.plusSeconds(10))
                    .until(() -> Files.exists(told));
            Thread.sleep(Duration.ofSeconds(3));
            assertThat(Files.readAllLines(told))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("|--|" + database + ": sessions wait for locks|")
                    .contains("idle in transaction for")
                    .contains("in billing $(touch x) \", blocks 1 session on orders.|");
            holder.rollback();
            thread.join();
        }
        assertThat(folder.resolve("x")).doesNotExist();
    }

    private static final String SCRIPT =
            """
            #!/bin/sh
            line=""
            for word in "$@"; do line="$line|$word"; done
            echo "$line|" >> "$(dirname "$0")/told"
            """;
}
