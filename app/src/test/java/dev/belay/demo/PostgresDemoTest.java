package dev.belay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.target.Address;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class PostgresDemoTest {
    private static Path initdb;

    @TempDir Path temporary;

    /** The programs of the test servers, which are unpacked when one of them first starts. */
    @BeforeAll
    static void findThePrograms() {
        long postmaster = PostgresServers.usual().postmaster();
        String command = ProcessHandle.of(postmaster).orElseThrow().info().command().orElseThrow();
        initdb = Path.of(command).resolveSibling("initdb");
    }

    @Test
    void itIsARealServerWithHistorySeedsAndATrafficThatMoves() throws Exception {
        Path folder = temporary.resolve("home/postgresql");
        try (PostgresDemo demo = PostgresDemo.start(folder, initdb)) {
            Target target = demo.target();
            assertThat(rows(folder, target, "SELECT version FROM flyway_schema_history"))
                    .hasSize(8)
                    .contains("7");
            assertThat(rows(folder, target, "SELECT count(*) FROM users")).containsExactly("7");
            try (PostgresWorkload _ = PostgresWorkload.start(demo)) {
                await().atMost(Duration.ofSeconds(30)).until(() -> orders(folder, target) > 2_005);
                assertThat(
                                rows(
                                        folder,
                                        target,
                                        "SELECT DISTINCT application_name FROM pg_stat_activity"))
                        .contains("shop-web", "billing-worker", "fulfilment-worker");
            }
            long end = orders(folder, target);
            Thread.sleep(500);
            assertThat(orders(folder, target)).isEqualTo(end);
            assertThatThrownBy(() -> rows(folder, target, "DELETE FROM orders"))
                    .hasMessageContaining("permission denied");
        }
        assertThat(postmaster(folder)).isNull();
    }

    @Test
    void sessionsQueueBehindADeploymentWithinAMinuteAndGoOnByThemselves() throws Exception {
        Path folder = temporary.resolve("postgresql");
        String chains =
                "SELECT count(*) FROM pg_stat_activity a JOIN pg_stat_activity deploy"
                        + " ON deploy.pid = ANY (pg_blocking_pids(a.pid))"
                        + " WHERE deploy.application_name LIKE '%deploy-job%'"
                        + " AND cardinality(pg_blocking_pids(deploy.pid)) > 0";
        try (PostgresDemo demo = PostgresDemo.start(folder, initdb);
                PostgresWorkload _ = PostgresWorkload.start(demo)) {
            Target target = demo.target();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Integer.parseInt(rows(folder, target, chains).getFirst()) >= 3);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> rows(folder, target, chains).getFirst().equals("0"));
        }
    }

    @Test
    void aServerLeftByAKilledBelayIsUsedAgainAndThenStopped() throws Exception {
        Path folder = temporary.resolve("postgresql");
        PostgresDemo killed = PostgresDemo.start(folder, initdb);
        killed.leave();
        Long left = postmaster(folder);
        assertThat(left).isNotNull();
        try (PostgresDemo demo = PostgresDemo.start(folder, initdb)) {
            assertThat(postmaster(folder)).isEqualTo(left);
            assertThat(demo.target()).isEqualTo(killed.target());
        }
        assertThat(postmaster(folder)).isNull();
        try (PostgresDemo again = PostgresDemo.start(folder, initdb)) {
            assertThat(again.target()).isEqualTo(killed.target());
            assertThat(orders(folder, again.target())).isEqualTo(2_000);
        }
    }

    @Test
    void onlyItsOwnerCanReadThePasswordsAndNobodyEntersWithoutOne() throws Exception {
        Path folder = temporary.resolve("postgresql");
        try (PostgresDemo demo = PostgresDemo.start(folder, initdb)) {
            for (String file : List.of("pgpass", "server.log")) {
                assertThat(
                                PosixFilePermissions.toString(
                                        Files.getPosixFilePermissions(folder.resolve(file))))
                        .isEqualTo("rw-------");
            }
            assertThat(folder.resolve("superuser")).doesNotExist();
            for (String user : List.of("postgres", "shop_app", "belay")) {
                assertThatThrownBy(() -> connect(demo.target(), user, "wrong").close())
                        .hasMessageContaining("password authentication failed");
            }
        }
    }

    @Test
    void withoutThePrograms14IsAnsweredWithWhatToInstall() {
        BelayException none =
                catchThrowableOfType(
                        BelayException.class, () -> PostgresDemo.start(temporary, null));
        assertThat(none.problem().exit()).isEqualTo(ExitCode.INCOMPATIBLE);
        assertThat(none.problem().next()).contains("apt install postgresql");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void dataOfAnotherMajorIsNotTouched() throws Exception {
        Path version = temporary.resolve("data/PG_VERSION");
        Files.createDirectories(version.getParent());
        Files.writeString(version, "9.6\n");
        BelayException other =
                catchThrowableOfType(
                        BelayException.class, () -> PostgresDemo.start(temporary, initdb));
        assertThat(other.problem().exit()).isEqualTo(ExitCode.INCOMPATIBLE);
        assertThat(other.problem().why()).startsWith("it was made by PostgreSQL 9.6");
        assertThat(version).hasContent("9.6");
    }

    private static long orders(Path folder, Target target) throws Exception {
        return Long.parseLong(rows(folder, target, "SELECT count(*) FROM orders").getFirst());
    }

    private static List<String> rows(Path folder, Target target, String sql) throws Exception {
        String password =
                new DemoPasswords(folder).password(target).use(chars -> new String(chars));
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect(target, "belay", password);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static Connection connect(Target target, String user, String password)
            throws SQLException {
        Address.Server server = (Address.Server) target.address();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {server.host()});
        source.setPortNumbers(new int[] {server.port()});
        source.setDatabaseName(server.database());
        return source.getConnection(user, password);
    }

    /** The process of the server in a folder, or null if none runs. */
    private static Long postmaster(Path folder) throws Exception {
        Path file = folder.resolve("data/postmaster.pid");
        return Files.exists(file) ? Long.valueOf(Files.readAllLines(file).getFirst()) : null;
    }
}
