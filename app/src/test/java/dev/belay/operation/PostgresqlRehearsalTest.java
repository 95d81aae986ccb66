package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.backup.Likeness;
import dev.belay.db.sqlite.OnlineCopy;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.tool.Tools;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Rehearsals beside real databases, by the machine's own pg_dump. */
class PostgresqlRehearsalTest extends RehearsalContract {
    private final PostgresServer server = PostgresServers.usual();

    @BeforeEach
    void needed() {
        assumeTrue(
                Tools.ofMachine().find().stream()
                        .anyMatch(t -> t.name().equals("pg_dump") && t.major() >= server.major()),
                "no pg_dump for PostgreSQL " + server.major() + " on this machine");
    }

    @Override
    Target fresh() {
        return server.target(server.freshDatabase());
    }

    @Override
    List<String> scratches() throws Exception {
        return scratches(server);
    }

    private static List<String> scratches(PostgresServer on) throws Exception {
        List<String> names = new ArrayList<>();
        try (Connection connection = on.admin("postgres");
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select datname from pg_database"
                                        + " where datname like 'belay\\_scratch\\_%'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @Override
    Connection outside(Target of) throws SQLException {
        return server.admin(of.databaseName());
    }

    @Override
    String slow() {
        return "select pg_sleep(60);";
    }

    @Override
    String beyond() {
        return "create role rehearsed;";
    }

    private Rehearsed rehearse(Target of, Rehearsal.Where where) {
        Plan plan = shop.runner.plan(of, shop.migrate(of));
        return shop.rehearsal().rehearse(plan, where, (what, share) -> {}, new Stop());
    }

    @Test
    void aProductionServerBearsAScratchOnlyIfThatWasChosen() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        script("U1__a.sql", "drop table a;");
        Target production = target.withEnvironment(Environment.PRODUCTION);
        assertThatThrownBy(() -> rehearse(production, USUAL))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> {
                            assertThat(e.problem().exit()).isEqualTo(ExitCode.REFUSED);
                            assertThat(e.problem().next()).contains("--rehearse-on");
                        });
        assertThat(rehearse(production, new Rehearsal.Where.Here()).passed()).isTrue();
        assertThat(shop.audit.list())
                .extracting(e -> e.event() + " " + e.approval())
                .containsExactly(
                        "rehearsed rehearse-here", "rehearsing rehearse-here", "rehearsal failed ");
    }

    @Test
    void aSecondNameOfTheProductionServerIsNoOtherServer() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        Target production = target.withEnvironment(Environment.PRODUCTION);
        assertThatThrownBy(
                        () ->
                                rehearse(
                                        production,
                                        new Rehearsal.Where.On(server.target("postgres"))))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().key()).isEqualTo("rehearsal.on-production"));
    }

    @Test
    void aNamedServerBearsTheScratchInstead() throws Exception {
        PostgresServer other = PostgresServers.of(18);
        script("V1__a.sql", "create table a (x int); create view v as select * from a;");
        migrated();
        script("V2__b.sql", "create index concurrently a_x on a (x);");
        script("U2__b.sql", "drop index a_x;");
        Target production = target.withEnvironment(Environment.PRODUCTION);
        Rehearsed rehearsed =
                rehearse(production, new Rehearsal.Where.On(other.target("postgres")));
        assertThat(rehearsed.passed()).as("%s", rehearsed.lines()).isTrue();
        assertThat(rehearsed.back()).isTrue();
        assertThat(rehearsed.sentence()).contains("127.0.0.1:" + other.port());
        assertThat(scratches(other)).isEmpty();
    }

    @Test
    void withoutAFittingPgDumpItIsIncompatible() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        Plan plan = shop.runner.plan(target, shop.migrate(target));
        Rehearsal without =
                new Rehearsal(
                        shop.sessions,
                        shop.histories,
                        new Likeness(shop.sessions, OnlineCopy::copy, new Tools(List.of())),
                        shop.audit,
                        t -> Path.of("/nowhere"),
                        Clock.systemUTC());
        assertThatThrownBy(() -> without.rehearse(plan, USUAL, (what, share) -> {}, new Stop()))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> {
                            assertThat(e.problem().exit()).isEqualTo(ExitCode.INCOMPATIBLE);
                            assertThat(e.problem().why()).contains("pg_dump");
                        });
    }

    @Test
    void whatReachesOutOfTheDatabaseIsLeftOutOfTheScratch() throws Exception {
        server.run(
                target.databaseName(),
                "create extension postgres_fdw",
                "create server far foreign data wrapper postgres_fdw"
                        + " options (host '127.0.0.1', dbname 'postgres')",
                "create user mapping for public server far options (user 'postgres')",
                "create table \"o'dd; --\" (x int)",
                "create publication told for all tables",
                "create schema app",
                "create table app.t (x int)",
                "comment on table app.t is 'spoken of'");
        script("V1__a.sql", "create table a (x int);");
        script("U1__a.sql", "drop table a;");
        shop.run(target, new Baseline(target, shop.histories, "0.5"));
        Rehearsed rehearsed = rehearse(target, USUAL);
        assertThat(rehearsed.passed()).as("%s", rehearsed.lines()).isTrue();
        assertThat(rehearsed.notes()).anyMatch(n -> n.contains("PUBLICATION, USER MAPPING"));
        assertThat(rehearsed.notes()).noneMatch(n -> n.contains("differs from the live"));
    }
}
