package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.lint.Risk;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Address;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

class PostgresqlOperationTest extends OperationContract {
    private final PostgresServer server = PostgresServers.usual();

    @Override
    Target fresh() {
        return server.target(server.freshDatabase());
    }

    @Override
    List<String> catalogue(Target target) throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection c = outside(target);
                var statement = c.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select 'table ' || table_name || ' ' || column_name || ' ' || data_type
                                       || coalesce(column_default, '')
                                  from information_schema.columns
                                 where table_schema = 'public' and table_name not like 'flyway%'
                                union all
                                select 'index ' || indexdef from pg_indexes
                                 where schemaname = 'public' and tablename not like 'flyway%'
                                union all
                                select 'view ' || viewname || definition from pg_views
                                 where schemaname = 'public'
                                order by 1
                                """)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    @Override
    Connection outside(Target target) throws SQLException {
        return server.admin(target.databaseName());
    }

    @Override
    FluentConfiguration flyway(Target target) {
        Address.Server address = (Address.Server) target.address();
        return Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://127.0.0.1:" + address.port() + "/" + address.database(),
                        "postgres",
                        null)
                .locations("filesystem:" + scripts);
    }

    @Override
    String slow() {
        return "select pg_sleep(60);";
    }

    /** The watching role of this target cannot even log in: nothing may be done as that one. */
    @Test
    void aChangeIsMadeAsTheRoleThatIsNamedForIt() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        script("U1__a.sql", "drop table a;");
        Target watched =
                server.target(target.databaseName(), server.freshRole("not known here"))
                        .withFolders(target.folders())
                        .withOptions(Map.of(TargetUrl.ACT_USER, "postgres"));
        assertThat(done(shop.run(watched, shop.migrate(watched))).applied()).hasSize(1);
        assertThat(done(shop.run(watched, shop.rollback(watched, "0"))).undone()).hasSize(1);
        assertThat(shop.audit.list().getFirst().place()).isEqualTo(watched.place());
    }

    @Test
    void anIndexIsMadeConcurrently() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        script("V2__i.sql", "create index concurrently a_x on a (x);");
        assertThat(done(shop.run(target, shop.migrate(target))).applied()).hasSize(2);
    }

    @Test
    void aTableThatIsBusyIsTriedAgain() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        done(shop.run(target, shop.migrate(target)));
        script("V2__a.sql", "alter table a add column y int;");
        try (Connection busy = outside(target);
                var statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.execute("lock table a in access share mode");
            var migrating =
                    CompletableFuture.supplyAsync(() -> shop.run(target, shop.migrate(target)));
            Thread.sleep(6_500);
            busy.commit();
            assertThat(done(migrating.get()).applied()).hasSize(1);
        }
    }

    @Test
    void aTableThatStaysBusyEndsWithAnErrorAndNoChange() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        done(shop.run(target, shop.migrate(target)));
        List<String> before = catalogue(target);
        script("V2__a.sql", "alter table a add column y int;");
        try (Connection busy = outside(target);
                var statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.execute("lock table a in access share mode");
            assertThat(failed(shop.run(target, shop.migrate(target))).why()).contains("lock");
            busy.rollback();
        }
        assertThat(catalogue(target)).isEqualTo(before);
    }

    @Test
    void aServerThatIsKilledInTheMiddleLeavesWhatWasBefore() throws Exception {
        try (PostgresServer own = PostgresServers.start(PostgresServers.USUAL)) {
            Target lost =
                    own.target(own.freshDatabase())
                            .withFolders(new dev.belay.target.Folders(scripts, null, null));
            script("V1__a.sql", "create table a (x int);");
            script("V2__slow.sql", "create table b (x int); select pg_sleep(60);");
            var migrating = CompletableFuture.supplyAsync(() -> shop.run(lost, shop.migrate(lost)));
            Thread.sleep(4_000);
            own.signal("KILL");
            Outcome<Migrated> outcome = migrating.get();
            assertThat(outcome).isInstanceOf(Outcome.InDoubt.class);
        }
    }

    @Override
    String emptyPromise() {
        return "create table b (x int);\n"
                + "create function undo() returns trigger language plpgsql as"
                + " $$ begin drop table b; return null; end $$;\n"
                + "create trigger undo after insert on a execute function undo();\n"
                + "insert into a values (1, 1);";
    }

    @Override
    String fullDisk() {
        return "do $$ begin raise exception using errcode = '53100',"
                + " message = 'could not extend file: No space left on device'; end $$;";
    }

    private void dropped(String column) throws Exception {
        script("V1__a.sql", "create table a (x int, y int); insert into a values (1, 1), (1, 2);");
        done(shop.run(target, shop.migrate(target)));
        script("V2__i.sql", "create unique index concurrently a_u on a (" + column + ");");
    }

    private List<Boolean> valid() throws Exception {
        List<Boolean> valid = new ArrayList<>();
        try (Connection c = outside(target);
                var statement = c.createStatement();
                var rows =
                        statement.executeQuery(
                                "select indisvalid from pg_index"
                                        + " where indexrelid = to_regclass('a_u')")) {
            while (rows.next()) {
                valid.add(rows.getBoolean(1));
            }
        }
        return valid;
    }

    @Test
    void anIndexThatAFailedScriptLeftInvalidIsNamedAndDroppedByRepair() throws Exception {
        dropped("x");
        Problem problem = failed(shop.run(target, shop.migrate(target)));
        assertThat(problem.why()).contains("V2__i.sql:1").contains("public.a_u");
        assertThat(problem.next()).contains("belay repair");
        assertThat(valid()).containsExactly(false);

        Repair repair = new Repair(target, shop.histories);
        assertThat(shop.runner.plan(target, repair).steps())
                .extracting(Step::sql)
                .containsExactly("DROP INDEX CONCURRENTLY public.a_u", null);
        assertThat(done(shop.run(target, repair)).get("indexes")).containsExactly("public.a_u");
        assertThat(valid()).isEmpty();

        script("V2__i.sql", "create unique index concurrently a_u on a (x, y);");
        done(shop.run(target, shop.migrate(target)));
        assertThat(valid()).containsExactly(true);
    }

    @Test
    void anIndexOfAScriptThatWasKilledIsDroppedBeforeItRunsAgain() throws Exception {
        dropped("x, y");
        script("V2__i.sql", "create index concurrently if not exists a_u on a (x);");
        try (Connection c = outside(target);
                var statement = c.createStatement()) {
            assertThatThrownBy(
                            () ->
                                    statement.execute(
                                            "create unique index concurrently a_u on a (x)"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(valid()).containsExactly(false);
        Plan plan = shop.runner.plan(target, shop.migrate(target));
        assertThat(plan.parts()).hasSize(2);
        assertThat(plan.steps().getFirst().sql()).isEqualTo("DROP INDEX CONCURRENTLY public.a_u");
        assertThat(plan.risk()).isEqualTo(Risk.ADDITIVE);
        done(shop.run(target, shop.migrate(target)));
        assertThat(valid()).containsExactly(true);
    }

    @Test
    void aCancelledIndexIsNamed() throws Exception {
        dropped("x, y");
        Stop stop = new Stop();
        try (Connection busy = outside(target);
                var statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.execute("update a set y = y + 2");
            var migrating =
                    CompletableFuture.supplyAsync(
                            () ->
                                    shop.runner.run(
                                            target,
                                            shop.migrate(target),
                                            Workshop.given(),
                                            Workshop.manner(stop)));
            Thread.sleep(3_000);
            stop.wish();
            Outcome<Migrated> outcome = migrating.get();
            assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
            Problem problem = ((Outcome.Cancelled<Migrated>) outcome).problem();
            assertThat(problem.exit()).isEqualTo(ExitCode.CANCELLED);
            assertThat(problem.why()).contains("public.a_u");
            busy.rollback();
        }
        shop.run(target, new Repair(target, shop.histories));
        done(shop.run(target, shop.migrate(target)));
        assertThat(valid()).containsExactly(true);
    }

    @Test
    void anAppliedIndexThatBecameInvalidIsBuiltAnew() throws Exception {
        dropped("x, y");
        done(shop.run(target, shop.migrate(target)));
        server.run(
                target.databaseName(),
                "update pg_index set indisvalid = false where indexrelid = 'a_u'::regclass");
        Repair repair = new Repair(target, shop.histories);
        assertThat(shop.runner.plan(target, repair).steps())
                .extracting(Step::sql)
                .containsExactly("REINDEX INDEX CONCURRENTLY public.a_u");
        done(shop.run(target, repair));
        assertThat(valid()).containsExactly(true);
        assertThat(((Outcome.Done<?>) shop.run(target, repair)).did()).isFalse();
    }

    @Test
    void anIndexOfPartitionsThatWaitsForThemIsNoFault() throws Exception {
        script(
                "V1__p.sql",
                "create table p (x int) partition by range (x);"
                        + " create table p1 partition of p for values from (0) to (9);"
                        + " create index p_x on only p (x);");
        done(shop.run(target, shop.migrate(target)));
    }

    @Test
    void whatFlywayTakesForEmptyIsNoReasonToRefuse() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        server.run(
                target.databaseName(),
                "create schema other",
                "create table other.mine (x int)",
                "create extension pgcrypto");
        assertThat(shop.runner.plan(target, shop.migrate(target)).blockers()).isEmpty();
        server.run(target.databaseName(), "create function f() returns int return 1");
        assertThat(shop.runner.plan(target, shop.migrate(target)).blockers())
                .extracting(Problem::key)
                .containsExactly("migrate.foreign");
        server.run(target.databaseName(), "drop function f()");
        done(shop.run(target, shop.migrate(target)));
    }
}
