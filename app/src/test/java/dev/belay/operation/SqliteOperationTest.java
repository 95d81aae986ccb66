package dev.belay.operation;

import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

class SqliteOperationTest extends OperationContract {
    @Override
    Target fresh() {
        return Target.of(
                "shop",
                Engine.SQLITE,
                Environment.DEVELOPMENT,
                new Address.File(folder.resolve("shop.db")));
    }

    @Override
    List<String> catalogue(Target target) throws Exception {
        List<String> found = new ArrayList<>();
        Address.File file = (Address.File) target.address();
        if (java.nio.file.Files.notExists(file.path())) {
            return found;
        }
        try (Connection c = outside(target);
                var statement = c.createStatement();
                var rows =
                        statement.executeQuery(
                                "select type || ' ' || name || ' ' || coalesce(sql, '') from"
                                        + " sqlite_schema where tbl_name not like 'flyway%' order"
                                        + " by 1")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    @Override
    Connection outside(Target target) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:sqlite:" + ((Address.File) target.address()).path());
    }

    @Override
    FluentConfiguration flyway(Target target) {
        return Flyway.configure()
                .dataSource("jdbc:sqlite:" + ((Address.File) target.address()).path(), null, null)
                .locations("filesystem:" + scripts);
    }

    @Override
    String slow() {
        return "insert into b with recursive n(i) as (select 1 union all select i + 1 from n where"
                + " i < 2000000000) select max(i) from n;";
    }

    @Override
    String emptyPromise() {
        return "create table b (x int);\n"
                + "pragma writable_schema = on;\n"
                + "delete from sqlite_schema where name = 'b';\n"
                + "pragma writable_schema = reset;";
    }

    @Override
    String fullDisk() {
        return "pragma max_page_count = 30; insert into a values (zeroblob(1000000));";
    }
}
