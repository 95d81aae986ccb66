package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

class SqliteRecoveryTest extends RecoveryContract {
    private Path file() {
        return folder.resolve("data/shop.db");
    }

    @Override
    Target fresh() {
        try (Connection connection = made()) {
            return Target.of(
                    "shop", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file()));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection made() throws SQLException, IOException {
        Files.createDirectories(file().getParent());
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        try (var statement = connection.createStatement()) {
            statement.execute("pragma user_version = 1");
        }
        return connection;
    }

    @Override
    Connection outside(Target target) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    @Override
    String bare() {
        return "pragma foreign_keys = off;";
    }

    @Override
    void gone() throws Exception {
        Files.move(file(), folder.resolve("elsewhere.db"));
        Files.writeString(
                file(), "this is no database, and long enough to be read as one".repeat(9));
    }

    @Test
    void sqliteCannotTellOfScriptsWhoseCommitWasAnnounced() throws Exception {
        try (Connection connection = outside(target);
                var statement = connection.createStatement()) {
            statement.execute("create table kept (x int)");
        }
        Files.createDirectories(seeds.resolve("a"));
        Files.writeString(seeds.resolve("a/1.sql"), "insert into kept values (1);");
        killed(
                new Seed(target, shop.waived, List.of()),
                began("Seed set a"),
                at(Phase.COMMITTING, ""));
        Found found = found();
        assertThat(found.state()).isEqualTo(Found.State.UNDECIDED);
        assertThat(found.sentence()).contains("Seed set a", "SQLite numbers no transactions");
        Seed again = new Seed(target, shop.waived, List.of());
        assertThat(undecided(again)).contains(found.sentence());
        OperationContract.done(shop.run(target, again));
        assertThat(undecided(again)).as("told until it is done").isEmpty();
    }
}
