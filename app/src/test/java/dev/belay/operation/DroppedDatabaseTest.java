package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.backup.Stored;
import dev.belay.backup.Traits;
import dev.belay.backup.Wish;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.NoCopies;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A database that is gone comes back as it was, by what its backup tells of it. */
class DroppedDatabaseTest {
    static final List<Integer> MAJORS = PostgresServers.MAJORS;

    private final PostgresServer server = PostgresServers.usual();

    @TempDir Path folder;
    private Workshop shop;
    private Target target;
    private String name;
    private String owner;
    private String role;

    @BeforeEach
    void start() {
        shop = new Workshop(folder.resolve("home"));
        name = server.freshDatabase();
        target = at(name);
        owner = server.freshRole("x");
        role = server.freshRole("x");
        String other = server.freshDatabase();
        server.run(
                "postgres",
                "drop database " + name,
                "create database "
                        + name
                        + " template template0 owner "
                        + owner
                        + " encoding 'LATIN1' lc_collate 'C' lc_ctype 'POSIX'",
                "drop database " + other,
                "alter database " + name + " set search_path to \"$user\", \"a b\", public",
                "alter database " + name + " set my.setting to 'x ''y'",
                "alter role " + role + " in database " + name + " set statement_timeout to '3s'",
                "revoke all on database " + name + " from public",
                "grant connect on database " + name + " to " + role + " with grant option",
                "alter database " + name + " connection limit 55",
                "comment on database " + name + " is 'it''s mine'");
        server.run(
                name,
                "create table a (x int)",
                "insert into a select generate_series(1, 50)",
                "alter table a owner to " + owner);
    }

    @AfterEach
    void end() {
        shop.close();
    }

    private Target at(String database) {
        return server.target(database)
                .withFolders(new Folders(null, null, folder.resolve("backups")));
    }

    private Stored backup() {
        return shop.archive
                .copies()
                .backUp(target, Wish.plain("", "test"), PostgresqlRestoreTest.PATIENT)
                .stored();
    }

    private Restore restoring(Target at, Map<String, String> arguments) {
        return shop.restores()
                .of(
                        at,
                        new Request("restore", arguments, false),
                        new NoCopies(),
                        dev.belay.backup.Opening.NONE);
    }

    private Map<String, String> beside(Stored stored) {
        return Map.of("from", stored.file().toString(), "as", name);
    }

    private Plan plan(Stored stored) {
        Target other = at("postgres");
        return shop.runner.plan(other, restoring(other, beside(stored)));
    }

    private Restored restored(Stored stored) {
        Target other = at("postgres");
        Outcome<Restored> outcome = shop.run(other, restoring(other, beside(stored)));
        assertThat(outcome.problem()).isNull();
        return ((Outcome.Done<Restored>) outcome).result();
    }

    private static List<String> texts(Plan plan) {
        return plan.findings().stream().map(Finding::text).toList();
    }

    private List<String> steps(Plan plan) {
        return plan.parts().stream().flatMap(p -> p.steps().stream()).map(Step::what).toList();
    }

    private String dump() throws Exception {
        Process process =
                new ProcessBuilder(
                                "pg_dump",
                                "--create",
                                "--host=127.0.0.1",
                                "--port=" + server.port(),
                                "--username=postgres",
                                name)
                        .redirectErrorStream(true)
                        .start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.lines()
                .filter(l -> !l.startsWith("\\restrict") && !l.startsWith("\\unrestrict"))
                .collect(Collectors.joining("\n"));
    }

    private List<String> texts(String database, String sql) throws SQLException {
        try (Connection connection = server.admin(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    @Test
    void allThatItWasStandsInItsManifestAndComesBack() throws Exception {
        String before = dump();
        Stored stored = backup();
        server.run("postgres", "drop database " + name);

        Plan plan = plan(stored);
        assertThat(plan.blockers()).isEmpty();
        assertThat(steps(plan))
                .anyMatch(s -> s.contains(name) && s.contains(owner) && s.contains("LATIN1"))
                .anyMatch(
                        s ->
                                s.contains("3 settings")
                                        && s.contains("1 right besides")
                                        && s.contains("55 connections"));

        Restored restored = restored(stored);

        assertThat(restored.left()).isEmpty();
        assertThat(restored.rows()).containsEntry("public.a", 50L);
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void rolesThatAreGoneAreToldAndTheRestorerOwnsWhatTheyOwned() throws Exception {
        Stored stored = backup();
        server.run(
                "postgres",
                "drop database " + name,
                "drop role " + owner,
                "alter role " + role + " rename to " + role + "_later");

        Plan plan = plan(stored);

        assertThat(plan.blockers()).isEmpty();
        assertThat(texts(plan))
                .anyMatch(t -> t.contains(owner) && t.contains("CREATE ROLE \"" + owner + "\";"))
                .anyMatch(t -> t.contains("statement_timeout") && t.contains("grant CONNECT"));
        Restored restored = restored(stored);
        assertThat(restored.left())
                .hasSize(2)
                .anyMatch(
                        s -> s.startsWith("grant CONNECT on database \"" + name + "\" to " + role))
                .anyMatch(s -> s.contains("statement_timeout"));
        assertThat(
                        texts(
                                name,
                                "select pg_get_userbyid(datdba) || ' ' || (select"
                                        + " pg_get_userbyid(relowner) from pg_class where relname ="
                                        + " 'a') || ' ' || array_to_string(datacl, ',') from"
                                        + " pg_database where datname = current_database()"))
                .containsExactly("postgres postgres postgres=CTc/postgres");
        server.run("postgres", "drop role " + role + "_later");
    }

    @Test
    void rightsOfRolesThatAreGoneAreRefusedWithTheStatementThatMakesThem() throws Exception {
        server.run(name, "grant select on a to " + role);
        Stored stored = backup();
        server.run("postgres", "drop database " + name, "drop role " + role);

        Problem blocker = plan(stored).blockers().getFirst();

        assertThat(blocker.key()).isEqualTo("restore.roles");
        assertThat(blocker.exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(blocker.next()).contains("CREATE ROLE \"" + role + "\";");
        server.run("postgres", "create role " + role);
        assertThat(restored(stored).left()).isEmpty();
    }

    /** As this role would be told; it cannot log in here without its password. */
    @Test
    void aRoleThatMayOnlyCreateDatabasesIsToldWhatItCannotTakeOver() throws Exception {
        server.run(
                "postgres",
                "alter database " + name + " set log_min_duration_statement to '1s'",
                "alter role " + role + " createdb");
        Stored stored = backup();
        server.run("postgres", "drop database " + name);
        Restore restore = restoring(at("postgres"), beside(stored));
        try (Session session = shop.sessions.open(at("postgres"), Purpose.PLAN);
                Statement statement = session.connection().createStatement()) {
            statement.execute("set role " + role);
            Plan plan = restore.plan(session);
            assertThat(plan.blockers())
                    .extracting(Problem::next)
                    .singleElement()
                    .asString()
                    .contains("GRANT \"" + owner + "\" TO \"" + role + "\"");
            assertThat(texts(plan))
                    .anyMatch(t -> t.contains("belonged to " + owner))
                    .anyMatch(t -> t.contains("log_min_duration_statement"));
        }
        server.run("postgres", "alter role " + role + " nocreatedb");
        try (Session session = shop.sessions.open(at("postgres"), Purpose.PLAN);
                Statement statement = session.connection().createStatement()) {
            statement.execute("set role " + role);
            assertThat(restore.plan(session).blockers())
                    .extracting(Problem::next)
                    .anyMatch(n -> n.contains("ALTER ROLE \"" + role + "\" CREATEDB"));
        }
    }

    /** Manifests were written before this was noted, and files come without any. */
    @Test
    void aManifestThatDoesNotTellItIsReadAndThatIsSaid() throws Exception {
        Stored stored = backup();
        Path manifest = stored.manifestFile();
        String json = Files.readString(manifest);
        int from = json.indexOf("\"traits\":");
        int to = json.indexOf("\"restore\":");
        assertThat(from).isPositive().isLessThan(to);
        String older = json.substring(0, from) + json.substring(to, json.indexOf(",\"check\":"));
        byte[] hash =
                java.security.MessageDigest.getInstance("SHA-256").digest(older.getBytes(UTF_8));
        Files.writeString(
                manifest,
                older + ",\"check\":\"" + java.util.HexFormat.of().formatHex(hash) + "\"}\n");
        server.run("postgres", "drop database " + name);

        Plan plan = plan(stored);

        assertThat(plan.blockers()).isEmpty();
        assertThat(texts(plan)).anyMatch(t -> t.contains("does not tell whose its database was"));
        assertThat(restored(stored).rows()).containsEntry("public.a", 50L);
    }

    @Test
    void restoringOverADatabaseThatIsGoneTellsTheCommandThatWorks() throws Exception {
        Stored stored = backup();
        server.run("postgres", "drop database " + name);
        for (ThrowableAssert.ThrowingCallable way :
                List.<ThrowableAssert.ThrowingCallable>of(
                        () -> shop.runner.plan(target, over(target, stored)),
                        () -> shop.run(target, over(target, stored)))) {
            Problem problem = problem(way);
            assertThat(problem.exit()).isEqualTo(ExitCode.NO_CONNECTION);
            assertThat(problem.where()).endsWith("127.0.0.1:" + server.port() + "/" + name);
            assertThat(problem.next())
                    .endsWith(
                            "belay restore -t postgresql://postgres@127.0.0.1:"
                                    + server.port()
                                    + "/postgres --backups "
                                    + folder.resolve("backups")
                                    + " --as "
                                    + name
                                    + " --from "
                                    + stored.file());
        }
        Target production = target.withEnvironment(Environment.PRODUCTION);
        assertThat(problem(() -> shop.runner.plan(production, over(production, stored))).next())
                .contains("--env production")
                .endsWith("--confirm postgres");
    }

    private Restore over(Target at, Stored stored) {
        return restoring(at, Map.of("from", stored.id()));
    }

    private static Problem problem(ThrowableAssert.ThrowingCallable way) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(BelayException.class, way)
                .problem();
    }

    /** Whatever the server knows of locales. */
    @ParameterizedTest
    @FieldSource("MAJORS")
    void aDatabaseIsMadeLikeItsTraitsOnEveryServer(int major) throws Exception {
        PostgresServer any = PostgresServers.of(major);
        String original = any.freshDatabase();
        if (major >= 17) {
            any.run(
                    "postgres",
                    "drop database " + original,
                    "create database "
                            + original
                            + " template template0 encoding 'UTF8' locale_provider builtin"
                            + " builtin_locale 'C.UTF-8' lc_collate 'C' lc_ctype 'C'");
        }
        try (Session session = shop.sessions.open(any.target("postgres"), Purpose.WORK)) {
            Traits traits = Traits.of(session, original);
            String made =
                    session.one(
                            "restore-create",
                            row -> {
                                String create = row.getString("create_it");
                                any.run("postgres", create);
                                return row.getString("name");
                            },
                            traits.json());
            Traits same = Traits.of(session, made);
            assertThat(same.localeWords()).isEqualTo(traits.localeWords());
            assertThat(same.provider()).isEqualTo(traits.provider());
            assertThat(same.owner()).isEqualTo(traits.owner());
            assertThat(Dressing.give(session, made, traits)).isEmpty();
            any.run("postgres", "drop database " + made);
        }
    }
}
