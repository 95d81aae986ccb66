package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.Problem;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import org.junit.jupiter.api.Test;

class SqliteScriptTest extends ScriptContract {
    @Override
    Target fresh() {
        return Target.of(
                "shop",
                Engine.SQLITE,
                Environment.DEVELOPMENT,
                new Address.File(folder.resolve("shop.db")));
    }

    @Override
    String spot() {
        return "2: ";
    }

    @Override
    String body() {
        return "create trigger t after insert on a begin update a set x = 2; select 1; end;";
    }

    @Test
    void whatBeginsATransactionRunsInNoScript() throws Exception {
        script("V1__a.sql", "begin;\ncreate table a (x int);\nend;\n");
        bare("V1__a.sql");
        assertThat(refused(shop.migrate(target)).key()).isEqualTo("operation.transaction-sqlite");
        script("V1__a.sql", "begin;\ncreate table a (x int);\ncommit;\n");
        Problem problem = refused(shop.migrate(target));
        assertThat(problem.key()).isEqualTo("operation.unreadable");
        assertThat(problem.next()).contains("BEGIN");
    }
}
