package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Lineage;
import dev.belay.backup.Wish;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.ContentHash;
import dev.belay.testing.KillRounds;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Restores that are killed: the database is as before or as the backup, the next start says which,
 * and nothing is left on the way. The fast form kills in each phase and at a few moments more;
 * {@code -Dbelay.kills=100} asks for as many, {@code -Dbelay.kills.seed} for others.
 */
class KilledRestoresTest {
    private static final int KILLS = Math.max(2, Integer.getInteger("belay.kills", 0));
    private static final String ROWS =
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 30000)"
                    + " insert into a select i, 'text of a row ' || i from n";

    @TempDir Path folder;
    private final Random random = new Random(Long.getLong("belay.kills.seed", 20_261_121L));

    /** Where it is killed over and over. */
    private interface Field {
        Ground ground();

        Connection open() throws SQLException;

        /** Takes a restore back that came to its end. */
        void back() throws Exception;

        List<String> left() throws Exception;
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void aKilledRestoreOfAFileLeavesItAsItWasOrWhole(String journal) throws Exception {
        Path place = Files.createDirectories(folder.resolve("ground"));
        SqliteGround ground = new SqliteGround(place, journal);
        killed(
                new Field() {
                    @Override
                    public Ground ground() {
                        return ground;
                    }

                    @Override
                    public Connection open() throws SQLException {
                        return DriverManager.getConnection(
                                "jdbc:sqlite:" + place.resolve("shop.db"));
                    }

                    @Override
                    public void back() throws Exception {
                        ground.bring("kept");
                    }

                    @Override
                    public List<String> left() {
                        return List.of();
                    }
                });
    }

    @Test
    void aKilledRestoreOfADatabaseLeavesTheOldOneOrTheNewOne() throws Exception {
        PostgresServer server = PostgresServers.usual();
        PostgresqlGround ground = new PostgresqlGround(server);
        String name = ground.target().databaseName();
        killed(
                new Field() {
                    @Override
                    public Ground ground() {
                        return ground;
                    }

                    @Override
                    public Connection open() throws SQLException {
                        return server.admin(name);
                    }

                    @Override
                    public void back() throws SQLException {
                        for (String kept : names("datname like '" + name + "\\_before%'")) {
                            server.run(
                                    "postgres",
                                    "drop database " + name + " with (force)",
                                    "alter database " + kept + " rename to " + name);
                        }
                    }

                    @Override
                    public List<String> left() throws SQLException {
                        return names("datname like 'belay\\_scratch\\_%'");
                    }

                    private List<String> names(String where) throws SQLException {
                        try (Connection c = server.admin("postgres");
                                Statement statement = c.createStatement();
                                ResultSet row =
                                        statement.executeQuery(
                                                "select datname from pg_database where " + where)) {
                            List<String> names = new ArrayList<>();
                            while (row.next()) {
                                names.add(row.getString(1));
                            }
                            return names;
                        }
                    }
                });
    }

    private void killed(Field field) throws Exception {
        Path backups = folder.resolve("backups");
        Target target = field.ground().target().withFolders(new Folders(null, null, backups));
        KillRounds rounds = new KillRounds(folder.resolve("home"));
        Path backup;
        SortedMap<String, String> whole;
        try (Workshop shop = new Workshop(Files.createDirectories(folder.resolve("other")))) {
            run(field, "create table a (x int, t text)", ROWS);
            backup =
                    shop.archive
                            .copies()
                            .backUp(target, Wish.plain("", "t"), PostgresqlRestoreTest.PATIENT)
                            .stored()
                            .file();
            whole = content(field);
            run(field, "delete from a where x > 20000", "create table later (x int)");
        }
        SortedMap<String, String> before = content(field);
        field.ground().quiet();
        field.ground().keep("kept");
        List<String> words =
                List.of(
                        "restore",
                        "-t",
                        field.ground().url(),
                        "--backups",
                        backups.toString(),
                        "--from",
                        backup.toString(),
                        "--confirm",
                        target.databaseName());
        String[] command = words.toArray(String[]::new);
        long start = System.nanoTime();
        KillRounds.Result result = rounds.run(command);
        Duration life = Duration.ofNanos(System.nanoTime() - start);
        assertThat(result.exit()).as(result.error()).isZero();
        assertThat(content(field)).isEqualTo(whole);
        int done = 0;
        Phase[] phases = {Phase.EXECUTING, Phase.COMMITTING, Phase.VERIFYING};
        for (int i = 0; i < KILLS + phases.length; i++) {
            field.ground().quiet();
            field.back();
            assertThat(content(field)).isEqualTo(before);
            if (i < phases.length) {
                Phase phase = phases[i];
                try (Workshop shop = new Workshop(rounds.home())) {
                    int known = reached(shop, phase);
                    rounds.kill(() -> reached(shop, phase) > known, Duration.ZERO, command);
                }
            } else {
                rounds.kill(life.multipliedBy(40 + random.nextInt(60)).dividedBy(100), command);
            }
            done += told(field, target, rounds, before, whole) ? 1 : 0;
        }
        System.out.println(
                target.name() + ": " + done + " of " + (KILLS + phases.length) + " done");
    }

    /** True if it had been done. */
    private boolean told(
            Field field,
            Target target,
            KillRounds rounds,
            SortedMap<String, String> before,
            SortedMap<String, String> whole)
            throws Exception {
        List<Interrupted> found;
        try (Workshop shop = new Workshop(rounds.home())) {
            found = shop.recovery().look(t -> true);
        }
        field.ground().quiet();
        SortedMap<String, String> is = content(field);
        assertThat(is).isIn(before, whole);
        for (Interrupted each : found) {
            assertThat(each.found().state())
                    .as("%s %s", each.entry().phase(), each.found().sentence())
                    .isEqualTo(is.equals(whole) ? Found.State.DONE : Found.State.BEFORE);
        }
        if (!found.isEmpty()) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(field.left()).isEmpty());
            try (Stream<Path> left = Files.walk(folder)) {
                assertThat(left.map(Path::toString).filter(f -> f.contains("belay-scratch")))
                        .isEmpty();
            }
        }
        return is.equals(whole);
    }

    private static int reached(Workshop shop, Phase phase) {
        return shop.store.read(
                handle ->
                        handle.createQuery(
                                        "SELECT count(*) FROM operation_phase WHERE phase = :phase")
                                .bind("phase", phase.id())
                                .mapTo(Integer.class)
                                .one());
    }

    private static void run(Field field, String... statements) throws SQLException {
        try (Connection connection = field.open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static SortedMap<String, String> content(Field field) throws SQLException {
        try (Connection connection = field.open()) {
            return ContentHash.of(connection, "none");
        }
    }

    @Test
    void theStoreKnowsWhoseTurnItWas() {
        try (Workshop shop = new Workshop(folder.resolve("home"))) {
            Lineage lineage = new Lineage(shop.store, Clock.systemUTC());
            lineage.add("1", "p", "7 / 10", "7 / 20", "x_before");
            lineage.add("2", "p", "7 / 20", "7 / 30", "x_before_2");
            assertThat(lineage.family("7 / 30"))
                    .containsExactlyInAnyOrder("7 / 10", "7 / 20", "7 / 30");
            assertThat(lineage.family("8 / 30")).containsExactly("8 / 30");
            lineage.dropped("1");
            assertThat(lineage.kept("7 / 30"))
                    .extracting(Lineage.Step::keptAs)
                    .containsExactly("x_before_2");
            assertThat(lineage.kept("8 / 30")).isEmpty();
        }
    }
}
