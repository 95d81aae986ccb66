package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;

class PostgresqlSeedTest extends SeedContract {
    private final PostgresServer server = PostgresServers.usual();

    @Override
    Target fresh() {
        return server.target(server.freshDatabase());
    }

    @Override
    Connection outside(Target target) throws SQLException {
        return server.admin(target.databaseName());
    }

    @Override
    void trigger() throws Exception {
        sql(
                "create function seen() returns trigger language plpgsql as $$ begin insert into"
                        + " log values (new.username); return new; end $$",
                "create trigger seen after insert on users for each row execute function seen()");
    }

    @Test
    void valuesAreStoredAsTheColumnsTypeHasThem() throws Exception {
        sql(
                "create type mood as enum ('sad', 'ok')",
                "create domain short as varchar(3)",
                "create table t (id uuid primary key, j json, jb jsonb, a text[], m mood, ts"
                        + " timestamptz, b bytea, p point, s short, c char(4), n numeric(5,2), bi"
                        + " bit(3), ip inet, i interval)");
        file(
                "base/t.json",
                "[{\"id\": \"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11\", \"j\": {\"a\": 1}, \"jb\":"
                        + " [1, {\"b\": null}], \"a\": [\"x\\\"y\", null, \"z, \\\\\"], \"m\":"
                        + " \"ok\", \"ts\": \"2026-01-02 03:04\", \"b\": \"\\\\x00ff\", \"p\":"
                        + " \"(1,2)\", \"s\": \"abc\", \"c\": \"ab\", \"n\": 1.234, \"bi\":"
                        + " \"101\", \"ip\": \"10.0.0.1\", \"i\": \"90 minutes\"}]");
        run();
        assertThat(
                        rows(
                                "select a[1], a[2], a[3], ts at time zone 'UTC', b, s, n, bi, i"
                                        + " from t"))
                .containsExactly(
                        "x\"y null z, \\ 2026-01-02 03:04:00 \\x00ff abc 1.23 101 01:30:00");
        assertThat(plan().nothing()).isTrue();
        file(
                "base/t.json",
                "[{\"id\": \"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\", \"s\": \"abcd\"}]");
        assertThat(fault().why()).contains("line 1, column 54").contains("character varying(3)");
        file("base/t.json", "[{\"id\": \"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\", \"m\": \"bad\"}]");
        assertThat(fault().why()).contains("line 1, column 54").contains("mood");
    }

    @Test
    void rowsWithIdsOfTheirOwnLeaveTheSequenceBehindThem() throws Exception {
        sql(
                "create schema app",
                "create table app.\"Items\" (id bigint generated always as identity primary key,"
                        + " name text)",
                "create table parts (id serial primary key, name text)");
        file("base/1_app.Items.csv", "id,name\n1,a\n7,b\n");
        file("base/2_parts.csv", "id,name\n1,a\n");
        assertThat(plan().steps())
                .anyMatch(s -> s.what().contains("advance app.\"Items_id_seq\" past"));
        run();
        sql(
                "insert into app.\"Items\" (name) values ('next')",
                "insert into parts (name) values ('n')");
        assertThat(rows("select max(id) from app.\"Items\"")).containsExactly("8");
        assertThat(rows("select max(id) from parts")).containsExactly("2");
        file("base/2_parts.csv", "id,name\n1,changed\n");
        run();
        sql("insert into parts (name) values ('n')");
        assertThat(rows("select max(id) from parts")).containsExactly("3");
    }

    @Test
    void whatAnApplicationChangedSinceTheApprovalIsNotOverwritten() throws Exception {
        sql("insert into users (id, username) values (1, 'ana')");
        file("base/users.csv", "id,username\n2,ben\n1,ana\n");
        Seed operation = seed();
        Approver meanwhile =
                plan -> {
                    try {
                        sql("update users set username = 'anna' where id = 1");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                    return Workshop.given().approve(plan);
                };
        Outcome<Seeded> outcome = shop.runner.run(target, operation, meanwhile, Workshop.manner());
        assertThat(OperationContract.failed(outcome).key()).isEqualTo("operation.changed");
        assertThat(rows("select username from users")).containsExactly("anna");
    }
}
