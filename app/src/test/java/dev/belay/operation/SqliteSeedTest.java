package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

class SqliteSeedTest extends SeedContract {
    @Override
    Target fresh() {
        return Target.of(
                "shop",
                Engine.SQLITE,
                Environment.DEVELOPMENT,
                new Address.File(folder.resolve("shop.db")));
    }

    @Override
    Connection outside(Target target) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:sqlite:" + ((Address.File) target.address()).path());
    }

    @Override
    void trigger() throws Exception {
        sql(
                "create trigger seen after insert on users begin insert into log values"
                        + " (new.username); end");
    }

    @Test
    void valuesAreStoredAsTheColumnsTypeHasThem() throws Exception {
        sql(
                "create table t (id integer primary key, r real, n numeric, b blob, bo boolean, t"
                        + " text, x, d date, j text)");
        file(
                "base/t.json",
                "[{\"id\": 1, \"r\": 1, \"n\": 1.50, \"b\": \"\\\\x00ff\", \"bo\": true, \"t\": 5,"
                        + " \"x\": 5, \"d\": \"2026-01-02\", \"j\": {\"a\": [1, null]}}]");
        run();
        assertThat(
                        rows(
                                "select typeof(r), typeof(n), n, hex(b), typeof(bo), bo, typeof(t),"
                                        + " t, typeof(x), typeof(d), j from t"))
                .containsExactly(
                        "real real 1.5 00FF integer 1 text 5 integer text {\"a\":[1,null]}");
        assertThat(plan().nothing()).isTrue();
    }

    @Test
    void aTableInAnotherCaseAndAQuotedOneInAScriptAreFound() throws Exception {
        file("base/USERS.csv", "ID,UserName\n1,ana\n");
        file("base/z.sql", "update [users] set age = 3 where age is null;");
        assertThat(run().rows()).hasSize(1);
        assertThat(rows("select age from users")).containsExactly("3");
    }
}
