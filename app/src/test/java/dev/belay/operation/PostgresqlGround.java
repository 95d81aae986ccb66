package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;

import org.awaitility.Awaitility;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A database on a PostgreSQL server. */
final class PostgresqlGround implements Ground {
    private final PostgresServer server;
    private final String database;

    PostgresqlGround(PostgresServer server) {
        this.server = server;
        this.database = server.freshDatabase();
    }

    @Override
    public Target target() {
        return server.target(database);
    }

    @Override
    public String url() {
        return "postgresql://postgres@127.0.0.1:" + server.port() + "/" + database;
    }

    @Override
    public void keep(String name) throws SQLException {
        copy(database, database + "_" + name);
    }

    @Override
    public void bring(String name) throws SQLException {
        copy(database + "_" + name, database);
    }

    private void copy(String from, String to) {
        server.run(
                "postgres",
                "drop database if exists " + to + " with (force)",
                "create database " + to + " template " + from);
    }

    /** A server notices after seconds that who asked is gone. */
    @Override
    public void quiet() {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(20))
                .until(() -> sessions() == 0);
    }

    private int sessions() throws SQLException {
        try (Connection connection = server.admin("postgres");
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from pg_stat_activity where datname = '"
                                        + database
                                        + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public Standing standing(Workshop workshop) throws Exception {
        quiet();
        try (Session session = workshop.ask(target())) {
            return Standing.of(session);
        }
    }
}
