package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Address;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
}
