package dev.belay.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.sql.SQLException;
import java.util.List;

class PostgresServersTest {
    static final List<Integer> MAJORS = PostgresServers.MAJORS;

    @ParameterizedTest
    @FieldSource("MAJORS")
    void aServerOfEachMajorRunsAndAsksForPasswords(int major) throws SQLException {
        PostgresServer server = PostgresServers.of(major);
        String database = server.freshDatabase();
        String role = server.freshRole("right");
        try (var connection = server.connect(database, role, "right")) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(major);
        }
        assertThatThrownBy(() -> server.connect(database, role, "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(ProcessHandle.of(server.postmaster())).isPresent();
    }
}
