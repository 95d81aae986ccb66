package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.history.MigrationState;
import dev.belay.message.Problem;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.Statement;

class PostgresqlScriptTest extends ScriptContract {
    private final PostgresServer server = PostgresServers.usual();

    @Override
    Target fresh() {
        return server.target(server.freshDatabase());
    }

    @Override
    String spot() {
        return "3, column 16: ";
    }

    @Override
    String body() {
        return "create procedure p() language plpgsql as $$ begin commit; end $$;\n"
                + "create function f() returns int begin atomic select 1; select 2; end;\n"
                + "do $x$ begin perform 1; end $x$;";
    }

    private static String bareWith(String end) {
        return "begin;\ncreate table a (x int);\n" + end + ";\n";
    }

    @Test
    void aLockThatWasWaitedForInVainNamesItsHolderAndLeavesTheScriptInPeace() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        script("V2__a.sql", "alter table a add y int;");
        OperationContract.done(
                shop.run(target, new Migrate(target, shop.histories, shop.waived, "1")));
        try (Connection reader = server.admin(target.databaseName());
                Statement statement = reader.createStatement()) {
            statement.execute("set application_name = 'report'");
            reader.setAutoCommit(false);
            statement.execute("select * from a");
            Problem problem = OperationContract.failed(shop.run(target, shop.migrate(target)));
            assertThat(problem.key()).isEqualTo("operation.lock-timeout");
            assertThat(problem.why()).contains("V2__a.sql:1").contains("report of postgres");
            assertThat(problem.next()).contains("The script is fine");
            reader.rollback();
        }
    }

    @Test
    void aBareScriptMayCommitWhatItBegan() throws Exception {
        script("V1__a.sql", bareWith("commit"));
        bare("V1__a.sql");
        Plan plan = shop.runner.plan(target, shop.migrate(target));
        assertThat(plan.warnings()).anyMatch(w -> w.contains("runs in no transaction"));
        OperationContract.done(shop.run(target, shop.migrate(target)));
        assertThat(there("a")).isTrue();
        assertThat(state("1")).isEqualTo(MigrationState.SUCCESS);
    }

    @Test
    void aBareScriptThatLeavesItsTransactionOpenIsRefused() throws Exception {
        script("V1__a.sql", bareWith("commit and chain"));
        bare("V1__a.sql");
        Problem problem = refused(shop.migrate(target));
        assertThat(problem.key()).isEqualTo("operation.transaction-open");
        assertThat(problem.why()).contains("V1__a.sql:3 says COMMIT");
        assertThat(there("a")).isFalse();
    }
}
