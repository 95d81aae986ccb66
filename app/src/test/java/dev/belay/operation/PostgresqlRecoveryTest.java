package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

class PostgresqlRecoveryTest extends RecoveryContract {
    private final PostgresServer server = PostgresServers.usual();

    @Override
    Target fresh() {
        return server.target(server.freshDatabase());
    }

    @Override
    Connection outside(Target target) throws SQLException {
        return server.admin(target.databaseName());
    }

    @Override
    String bare() {
        return "create index concurrently t1_x on t1 (x);";
    }

    @Override
    void gone() throws Exception {
        try (Connection connection = server.admin("postgres");
                var statement = connection.createStatement()) {
            statement.execute("drop database \"" + target.databaseName() + "\" with (force)");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, DONE", "false, BEFORE"})
    void theServerTellsWhetherTheScriptsOfASetWereCommitted(boolean commit, Found.State state)
            throws Exception {
        Files.createDirectories(seeds.resolve("a"));
        Files.writeString(seeds.resolve("a/1.sql"), "insert into kept values (1);");
        try (Connection connection = outside(target);
                var statement = connection.createStatement()) {
            statement.execute("create table kept (x int)");
            connection.setAutoCommit(false);
            statement.execute("insert into kept values (1)");
            String number;
            try (var row = statement.executeQuery("select pg_current_xact_id()::text")) {
                row.next();
                number = row.getString(1);
            }
            killed(
                    new Seed(target, shop.waived, List.of()),
                    began("Seed set a"),
                    at(Phase.COMMITTING, number));
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
        assertThat(found().state()).isEqualTo(state);
    }
}
