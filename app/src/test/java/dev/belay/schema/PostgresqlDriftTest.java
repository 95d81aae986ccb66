package dev.belay.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.history.Histories;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.target.Environment;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.testing.HostileNames;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class PostgresqlDriftTest extends DriftContract {
    private PostgresServer server = PostgresServers.usual();

    @Override
    Built site() throws Exception {
        return new Built(server.target(server.freshDatabase()), home.resolve("migrations"));
    }

    @Override
    List<String> scratches() throws Exception {
        try (Connection connection = server.admin("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select datname from pg_database"
                                        + " where datname like 'belay\\_scratch\\_%'")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    @Override
    String table(String name) {
        return "public." + name;
    }

    @Override
    String beyond() {
        return "/* who */ -- may\ncreate role r".replace("\n", " \n").replace("-- may \n", "");
    }

    private static final String[] EVERYTHING = {
        "create type mood as enum ('sad', 'ok')",
        "create domain small as int not null check (value < 100)",
        "create type pair as (a int, b text)",
        "create sequence counted increment 3",
        "create table t(id bigint generated always as identity primary key, m mood default 'ok',"
                + " s small, n numeric(8, 2), twice int generated always as (s * 2) stored,"
                + " constraint n_positive check (n > 0))",
        "create table c(id serial primary key, t bigint references t on delete cascade, unique"
                + " (t))",
        "create table parts(i int) partition by range (i)",
        "create table part1 partition of parts for values from (0) to (10)",
        "create index t_n on t(n) where n > 1",
        "create view v as select id, m from t",
        "create materialized view mv as select count(*) from t",
        "create unique index mv_i on mv(count)",
        "create function f(a int) returns int language sql as 'select a + 1'",
        "create function g() returns trigger language plpgsql as 'begin return new; end'",
        "create trigger tr before insert on t for each row execute function g()",
        "create aggregate summed(int) (sfunc = int4pl, stype = int)",
        "create rule ru as on delete to c do instead nothing",
        "alter table c enable row level security",
        "create policy p on c for select using (id > 0)",
    };

    private static final String[] CHANGES = {
        "alter type mood add value 'glad'",
        "alter domain small drop not null",
        "alter type pair add attribute c int",
        "alter sequence counted increment 4",
        "alter table t alter column n type numeric(9, 2)",
        "alter table t alter column m drop default",
        "alter table c alter column t set not null",
        "alter table t drop constraint n_positive",
        "drop index t_n",
        "create or replace view v as select id, m, n from t",
        "drop index mv_i",
        "create or replace function f(a int) returns int language sql as 'select a + 2'",
        "alter table t disable trigger tr",
        "drop aggregate summed(int)",
        "drop rule ru on c",
        "alter policy p on c using (id > 1)",
        "create schema other",
        "alter table parts detach partition part1",
        "create extension if not exists pg_trgm",
    };

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 18})
    void everyKindOfObjectIsComparedOnEveryMajor(int major) throws Exception {
        server = PostgresServers.of(major);
        Built site = site();
        StringBuilder script = new StringBuilder();
        for (String sql : EVERYTHING) {
            script.append(sql).append(";\n");
        }
        site.write("V1__everything.sql", script.toString()).migrate(null);
        assertThat(site.drift().differences()).isEmpty();
        assertThat(site.built().version()).isEqualTo("1");

        try (Connection connection = server.admin(site.target.databaseName());
                Statement statement = connection.createStatement()) {
            for (String change : CHANGES) {
                if (change.contains("extension") && !available(statement)) {
                    continue;
                }
                Schema before = schema(site);
                statement.execute(change);
                assertThat(SchemaDifference.between(before, schema(site))).as(change).isNotEmpty();
            }
        }
        assertThat(site.drift().differences()).hasSizeGreaterThan(12);
    }

    private static boolean available(Statement statement) throws Exception {
        try (ResultSet row =
                statement.executeQuery(
                        "select from pg_available_extensions where name = 'pg_trgm'")) {
            return row.next();
        }
    }

    private static Schema schema(Built site) throws Exception {
        try (Session session = Built.SESSIONS.open(site.target, Purpose.ASK)) {
            return Schema.read(session, "public.flyway_schema_history");
        }
    }

    @Test
    void aSchemaThatIsNotOfTheMigrationsIsToldOnceWithAllThatStandsInIt() throws Exception {
        Built site = site().write("V1__t.sql", "create table t(i int);").migrate(null);
        site.run(
                "create schema \"other's\"",
                "create table \"other's\".a(i int primary key)",
                "create view \"other's\".v as select 1",
                "create type \"other's\".e as enum ('x')");

        assertThat(site.drift().differences())
                .singleElement()
                .extracting(SchemaDifference::kind)
                .isEqualTo(Kind.SCHEMA);
    }

    @Test
    void aComparisonThatIsEndedTakesItsScratchAway() throws Exception {
        Built site = site().write("V1__slow.sql", "select pg_sleep(120);");
        Drift drift = new Drift(Built.SESSIONS, site.histories, false);
        AtomicReference<Exception> ended = new AtomicReference<>();
        Thread comparing =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try (Session session =
                                            Built.SESSIONS.open(site.target, Purpose.ASK)) {
                                        drift.of(site.target, session, "1");
                                    } catch (Exception e) {
                                        ended.set(e);
                                    }
                                });
        await().atMost(Duration.ofSeconds(30)).until(() -> sleeping() == 1);

        drift.close();

        comparing.join(Duration.ofSeconds(10));
        assertThat(ended.get()).isNotNull();
        assertThat(scratches()).isEmpty();
    }

    private long sleeping() throws Exception {
        try (Connection connection = server.admin("postgres");
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from pg_stat_activity"
                                        + " where wait_event = 'PgSleep'"
                                        + " and datname like 'belay\\_scratch\\_%'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aProductionServerGetsAScratchOnlyIfAskedFor() throws Exception {
        Built site = site().demo().migrate(null);
        Target production = site.target.withEnvironment(Environment.PRODUCTION);

        assertThatThrownBy(() -> site.drift(production, false))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().key()).isEqualTo("schema.scratch.production"));
        assertThat(site.drift(production, true).differences()).isEmpty();
    }

    @Test
    void aRoleThatMayMakeNoDatabaseIsToldSo() throws Exception {
        Built site = site().demo().migrate(null);
        String role = server.freshRole("secret");
        server.run(
                site.target.databaseName(),
                "grant select on all tables in schema public to " + role);
        Target as = site.target.withAddress(server.address(site.target.databaseName(), role));
        Sessions sessions =
                new Sessions(
                        e -> new PostgresqlDialect(), t -> Secret.of("secret"), Forwarding.NONE);

        try (Session session = sessions.open(as, Purpose.ASK)) {
            assertThatThrownBy(() -> new Drift(sessions, new Histories(), false).of(as, session))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> {
                                assertThat(e.problem().exit()).isEqualTo(ExitCode.REFUSED);
                                assertThat(e.problem().key())
                                        .isEqualTo("schema.scratch.permission");
                            });
        }
    }

    @Test
    void aScratchThatWasLeftBehindIsDroppedAndOneThatIsClaimedIsNot() throws Exception {
        Built site = site().demo().migrate(null);
        String claimed = "belay_scratch_2000_00bb";
        server.run(
                "postgres",
                "create database belay_scratch_1000_00aa",
                "create database " + claimed);
        try (Connection other = server.admin("postgres");
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(66, hashtext('" + claimed + "'))");
            site.drift();
            assertThat(scratches()).containsExactly(claimed);
        } finally {
            server.run("postgres", "drop database " + claimed);
        }
    }

    @Test
    void anyLegalNameOfADatabaseAndItsObjectsIsCompared() throws Exception {
        StringBuilder script = new StringBuilder();
        for (String name : HostileNames.ALL) {
            String quoted = '"' + name.replace("\"", "\"\"").replace("${", "$${") + '"';
            if (!name.contains("${")) {
                script.append("create table ").append(quoted).append('(').append(quoted);
                script.append(" int unique);\n");
            }
        }
        for (String database : List.of("dbname=x host=evil", "it's", "\"q\"", "new\nline", "-rf")) {
            server.run(
                    "postgres",
                    "create database \""
                            + database.replace("\"", "\"\"")
                            + "\" template template0");
            try {
                Built site =
                        new Built(
                                server.target(database),
                                home.resolve("m" + Integer.toHexString(database.hashCode())));
                site.write("V1__names.sql", script.toString()).migrate(null);
                Drift.Found found = site.drift();
                assertThat(found.differences()).as(database).isEmpty();
                assertThat(schema(site).objects())
                        .hasSizeGreaterThan(2 * HostileNames.ALL.size() - 5);
            } finally {
                server.run(
                        "postgres",
                        "drop database \"" + database.replace("\"", "\"\"") + "\" with (force)");
            }
        }
    }
}
