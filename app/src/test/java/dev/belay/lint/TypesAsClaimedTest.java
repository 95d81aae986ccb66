package dev.belay.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Engine;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What Lint claims of a column's new type, beside whether real servers write the table anew. */
class TypesAsClaimedTest {
    static final List<Integer> MAJORS = PostgresServers.MAJORS;

    /** {@code old type ¦ new type ¦ what is claimed}. */
    private static final String PAIRS =
            """
            varchar(20) ¦ varchar(40) ¦ light
            varchar(20) ¦ character varying ¦ light
            varchar(20) ¦ text ¦ light
            varchar ¦ text ¦ light
            text ¦ varchar ¦ light
            varchar(20) ¦ varchar(40) using c::varchar(40) ¦ light
            varchar(40) ¦ varchar(20) ¦ rewrite
            varchar ¦ varchar(20) ¦ rewrite
            text ¦ varchar(20) ¦ rewrite
            char(5) ¦ text ¦ rewrite
            char(5) ¦ char(7) ¦ rewrite
            varchar(5) ¦ char(5) ¦ rewrite
            char ¦ character(1) ¦ light
            int ¦ bigint ¦ rewrite
            int ¦ bigint using c::bigint ¦ rewrite
            int ¦ int4 ¦ light
            int ¦ numeric ¦ rewrite
            int ¦ text ¦ rewrite
            smallint ¦ int ¦ rewrite
            real ¦ double precision ¦ rewrite
            numeric(10,2) ¦ numeric(12,2) ¦ light
            numeric(10,2) ¦ numeric ¦ light
            numeric(10,2) ¦ numeric(12,3) ¦ rewrite
            numeric(10) ¦ decimal(12,0) ¦ light
            numeric ¦ numeric(10,2) ¦ rewrite
            timestamp(3) ¦ timestamp ¦ light
            timestamp ¦ timestamp(6) ¦ light
            timestamptz(3) ¦ timestamp(5) with time zone ¦ light
            timestamp ¦ timestamp(3) ¦ rewrite
            time(0) ¦ time without time zone ¦ light
            date ¦ timestamp ¦ rewrite
            varbit(8) ¦ bit varying(16) ¦ light
            bit(8) ¦ bit(9) ¦ rewrite
            cidr ¦ inet ¦ light
            json ¦ jsonb ¦ rewrite
            xml ¦ text ¦ light
            uuid ¦ text ¦ rewrite
            timestamp ¦ timestamptz ¦ open
            bit(8) ¦ varbit ¦ open
            int[] ¦ bigint[] ¦ open
            word ¦ text ¦ open
            int ¦ bigint using c + 1 ¦ open
            text ¦ text collate "C" ¦ open
            """;

    private static long file(Statement statement) throws SQLException {
        return one(statement, "select pg_relation_filenode('t')", ResultSet::getLong);
    }

    @FunctionalInterface
    private interface Cell<T> {
        T of(ResultSet rows, int column) throws SQLException;
    }

    private static <T> T one(Statement statement, String sql, Cell<T> cell) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return cell.of(rows, 1);
        }
    }

    /** As the catalogue writes it. */
    private static String type(Statement statement) throws SQLException {
        return one(
                statement,
                "select format_type(atttypid, atttypmod) from pg_attribute"
                        + " where attrelid = 't'::regclass and attname = 'c'",
                ResultSet::getString);
    }

    private static String claimed(String sql, String live) {
        return new PlanLint(Engine.POSTGRESQL, _ -> live)
                .judge(sql).advice().stream()
                        .map(Advice::key)
                        .map(
                                key ->
                                        switch (key) {
                                            case "lint.type.light" -> "light";
                                            case "lint.type.rewrite" -> "rewrite";
                                            case "lint.type", "lint.type.perhaps" -> "open";
                                            default -> null;
                                        })
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("nothing");
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void everyNewTypeWritesTheTableAnewOrDoesNotAsIsClaimed(int major) throws SQLException {
        PostgresServer server = PostgresServers.of(major);
        String database = server.freshDatabase();
        server.run(database, "create domain word as text check (value <> '')");
        List<String> wrong = new ArrayList<>();
        try (Connection connection = server.admin(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String line : PAIRS.lines().toList()) {
                String[] pair = line.split(" ¦ ");
                statement.execute("create table t (c " + pair[0] + ")");
                statement.execute("insert into t values (null)");
                String sql = "alter table t alter c type " + pair[1];
                String claimed = claimed(sql, type(statement));
                long before = file(statement);
                statement.execute(sql);
                boolean rewritten = before != file(statement);
                boolean right = claimed.equals("open") || claimed.equals("rewrite") == rewritten;
                if (!right || !claimed.equals(pair[2])) {
                    wrong.add(line + ": claimed " + claimed + ", rewritten " + rewritten);
                }
                connection.rollback();
            }
        }
        assertThat(wrong).isEmpty();
    }
}
