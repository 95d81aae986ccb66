package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

class SqliteRehearsalTest extends RehearsalContract {
    @Override
    Target fresh() {
        return Target.of(
                "shop",
                Engine.SQLITE,
                Environment.PRODUCTION,
                new Address.File(folder.resolve("shop.db")));
    }

    @Override
    List<String> scratches() throws IOException {
        Path backups = folder.resolve("backups");
        if (!Files.exists(backups)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(backups)) {
            return all.filter(p -> !p.equals(backups)).map(Path::toString).toList();
        }
    }

    @Override
    Connection outside(Target of) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + of.place());
    }

    @Override
    String slow() {
        return "insert into b with recursive n(i) as (select 1 union all select i + 1 from n where"
                + " i < 2000000000) select max(i) from n;";
    }

    @Override
    String beyond() {
        return "attach database '" + folder.resolve("other.db") + "' as other;";
    }

    @Test
    void whatRowsForbidFailsInTheRehearsal() throws Exception {
        script("V1__a.sql", "create table a (x int); insert into a values (1), (1);");
        migrated();
        script("V2__u.sql", "create unique index a_x on a (x);");
        script("U2__u.sql", "drop index a_x;");
        Rehearsed rehearsed = rehearse(shop.migrate(target));
        assertThat(rehearsed.passed()).isFalse();
        assertThat(rehearsed.problem().why()).contains("V2__u.sql:1");
        try (Connection c = outside(target);
                var statement = c.createStatement();
                var rows = statement.executeQuery("select count(*) from a")) {
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void aFileNeedsNoServerToRehearse() throws Exception {
        script("V1__a.sql", "create table a (x int);");
        Plan plan = shop.runner.plan(target, shop.migrate(target));
        assertThatThrownBy(
                        () ->
                                shop.rehearsal()
                                        .rehearse(
                                                plan,
                                                new Rehearsal.Where.On(target),
                                                (what, share) -> {},
                                                new Stop()))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().exit()).isEqualTo(ExitCode.USAGE));
    }
}
