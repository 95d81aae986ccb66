package dev.belay.operation;

import dev.belay.activity.Activities;
import dev.belay.activity.Activity;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;

import org.awaitility.Awaitility;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sessions of a test in a database of their own: one that blocks, and some that wait. */
final class Blockade implements AutoCloseable {
    final String database;
    private final PostgresServer server;
    private final Workshop shop;
    private final List<Connection> open = new ArrayList<>();
    private final List<CompletableFuture<String>> running = new ArrayList<>();

    Blockade(PostgresServer server, Workshop shop) {
        this.server = server;
        this.shop = shop;
        database = server.freshDatabase();
        server.run(database, "create table orders (id int primary key, n int)");
        server.run(database, "insert into orders select g, 0 from generate_series(1, 20) g");
    }

    Target target() {
        return server.target(database);
    }

    /** A session that does these in a transaction and is idle in it then. */
    Connection idle(String application, String... statements) throws SQLException {
        Connection connection = connect(server.admin(database), application);
        connection.setAutoCommit(false);
        execute(connection, statements);
        return connection;
    }

    Connection connect(Connection connection, String application) throws SQLException {
        open.add(connection);
        execute(connection, "set application_name = '" + application + "'");
        return connection;
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** Runs it beside; the future has the error's state, or is empty. */
    CompletableFuture<String> running(String application, String sql) throws SQLException {
        Connection connection = connect(server.admin(database), application);
        CompletableFuture<String> end =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                execute(connection, sql);
                                return "";
                            } catch (SQLException e) {
                                return e.getSQLState();
                            }
                        },
                        task -> Thread.ofPlatform().daemon().start(task));
        running.add(end);
        return end;
    }

    /** So many that wait for a row of the blocker's. */
    void waiters(int number) throws Exception {
        for (int i = 0; i < number; i++) {
            running("waiter " + i, "update orders set n = n + 1 where id = 1");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> all().stream().filter(Activity::blocked).count() == number);
    }

    List<Activity> all() throws Exception {
        try (Session session = shop.sessions.open(target(), Purpose.ASK)) {
            return Activities.read(session).orElseThrow().stream()
                    .filter(a -> database.equals(a.database()))
                    .toList();
        }
    }

    /** The one session of that application, as it is now. */
    Activity seen(String application) throws Exception {
        return all().stream()
                .filter(a -> application.equals(a.application()))
                .findFirst()
                .orElseThrow();
    }

    /** As it is when it runs something. */
    Activity active(String application) {
        return Awaitility.await().until(() -> seen(application), a -> "active".equals(a.state()));
    }

    Victim victim(String application) throws Exception {
        return Victim.of(seen(application)).orElseThrow();
    }

    static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        server.run(
                "postgres",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                        + database
                        + "'");
        running.forEach(CompletableFuture::join);
        for (Connection each : open) {
            each.close();
        }
    }
}
