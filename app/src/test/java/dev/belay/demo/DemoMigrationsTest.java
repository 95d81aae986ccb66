package dev.belay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

class DemoMigrationsTest {
    private static final Path SCRIPTS = Path.of("../migrations/demo").toAbsolutePath();

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachUndoRestoresTheSchemaBeforeItsVersionOnSqlite(boolean withView) throws Exception {
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("x.db"))) {
            assertThat(
                            Schema.undoDifferences(
                                    connection, SCRIPTS.resolve("sqlite"), Schema.SQLITE, withView))
                    .isEmpty();
            assertThat(Schema.of(connection, Schema.SQLITE)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachUndoRestoresTheSchemaBeforeItsVersionOnPostgresql(boolean withView) throws Exception {
        PostgresServer server = PostgresServers.usual();
        try (Connection connection = server.admin(server.freshDatabase())) {
            assertThat(
                            Schema.undoDifferences(
                                    connection,
                                    SCRIPTS.resolve("postgresql"),
                                    Schema.POSTGRESQL,
                                    withView))
                    .isEmpty();
            assertThat(Schema.of(connection, Schema.POSTGRESQL)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void everyVersionHasItsUndoAndBothEnginesHaveTheSameScripts(String engine) throws Exception {
        List<String> versions = names(engine, "V");
        assertThat(versions).hasSizeGreaterThanOrEqualTo(5);
        assertThat(names(engine, "U")).isEqualTo(versions);
        assertThat(versions).isEqualTo(names("sqlite", "V"));
        assertThat(names(engine, "R__")).containsExactly("__project_overview.sql");
    }

    @Test
    void aUsernameIsUniqueAndCannotDifferByCaseOnly() throws Exception {
        Demo.make(folder);
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Demo.FILE));
                var statement = connection.createStatement()) {
            for (String name : List.of("admin", "Admin")) {
                String sql =
                        "INSERT INTO users (username, email, display_name) VALUES ('%s', 'x@y.example', 'X')"
                                .formatted(name);
                assertThat(
                                org.assertj.core.api.Assertions.catchThrowable(
                                        () -> statement.execute(sql)))
                        .hasMessageContaining("constraint failed");
            }
        }
    }

    private static List<String> names(String engine, String prefix) throws Exception {
        return Schema.scripts(SCRIPTS.resolve(engine), prefix).stream()
                .map(f -> f.getFileName().toString().substring(1))
                .toList();
    }
}
