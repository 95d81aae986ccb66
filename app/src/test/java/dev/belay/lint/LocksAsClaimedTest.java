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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What Lint claims of locks and rewrites, beside what real servers do. */
class LocksAsClaimedTest {
    static final List<Integer> MAJORS = PostgresServers.MAJORS;

    private static final Set<String> CLAIMS_REWRITE =
            Set.of("lint.column.rewrite", "lint.rewrite", "lint.type");
    private static final Set<String> LEAVES_IT_OPEN =
            Set.of(
                    "lint.column.unknown-default",
                    "lint.type.perhaps",
                    "lint.truncate",
                    "lint.refresh",
                    "lint.reindex",
                    "lint.code");

    /** Relations of the users', by oid; tables with the file each lives in. */
    private static final String RELATIONS =
            """
            SELECT c.oid, CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS name,
                   c.relkind, CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_filenode(c.oid) END AS file
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname IN ('public', 'shop')\
            """;

    private record Relation(String name, boolean index, long file) {}

    private static Map<Long, Relation> relations(Statement statement) throws SQLException {
        Map<Long, Relation> all = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(RELATIONS)) {
            while (rows.next()) {
                all.put(
                        rows.getLong("oid"),
                        new Relation(
                                rows.getString("name"),
                                rows.getString("relkind").equalsIgnoreCase("i"),
                                rows.getLong("file")));
            }
        }
        return all;
    }

    /** The strongest lock of this backend on each relation that was there before. */
    private static Map<String, LockMode> held(Statement statement, Map<Long, Relation> before)
            throws SQLException {
        Map<String, LockMode> held = new TreeMap<>();
        try (ResultSet rows =
                statement.executeQuery(
                        "SELECT relation::bigint, mode FROM pg_locks WHERE pid = pg_backend_pid()"
                                + " AND locktype = 'relation' AND granted")) {
            while (rows.next()) {
                Relation relation = before.get(rows.getLong(1));
                LockMode mode = LockMode.ofServer(rows.getString(2));
                if (relation != null && mode != null) {
                    held.merge(relation.name(), mode, (a, b) -> a.compareTo(b) >= 0 ? a : b);
                }
            }
        }
        return held;
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void everyStatementLocksAndRewritesWhatIsClaimed(int major) throws SQLException {
        PostgresServer server = PostgresServers.of(major);
        String database = server.freshDatabase();
        server.run(database, PostgresqlCases.DATABASE);
        List<String> wrong = new ArrayList<>();
        try (Connection connection = server.admin(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (LintCase each : PostgresqlCases.IN_TRANSACTION) {
                if (each.since() <= major) {
                    compare(statement, each, wrong);
                    connection.rollback();
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void compare(Statement statement, LintCase each, List<String> wrong)
            throws SQLException {
        Map<Long, Relation> before = relations(statement);
        Judgement judgement = Lint.judge(Engine.POSTGRESQL, each.sql());
        try {
            statement.execute(each.sql());
        } catch (SQLException e) {
            wrong.add(each.sql() + ": " + e.getMessage());
            return;
        }
        compareLocks(each, judgement, before, held(statement, before), wrong);
        boolean rewritten = rewritten(before, relations(statement));
        boolean open = judgement.advice().stream().anyMatch(a -> LEAVES_IT_OPEN.contains(a.key()));
        boolean said = judgement.advice().stream().anyMatch(a -> CLAIMS_REWRITE.contains(a.key()));
        if (!open && said != rewritten) {
            wrong.add(each.sql() + ": rewritten is " + rewritten);
        }
    }

    private static void compareLocks(
            LintCase each,
            Judgement judgement,
            Map<Long, Relation> before,
            Map<String, LockMode> held,
            List<String> wrong) {
        Map<String, LockMode> untold = new TreeMap<>(held);
        untold.values().removeIf(mode -> mode.compareTo(LockMode.ROW_SHARE) <= 0);
        before.values().stream().filter(Relation::index).forEach(r -> untold.remove(r.name()));
        for (TableLock lock : judgement.locks()) {
            String name = lock.table().text().replaceFirst("^public\\.", "");
            untold.remove(name);
            if (held.get(name) != lock.mode()) {
                wrong.add(each + ": claims " + lock + ", took " + held.get(name));
            }
        }
        if (!beyond(untold).equals(each.beyond())) {
            wrong.add(each + ": also locks " + beyond(untold));
        }
    }

    private static String beyond(Map<String, LockMode> untold) {
        return LintCase.text(
                untold.entrySet().stream()
                        .map(
                                e ->
                                        new TableLock(
                                                new SchemaObject(
                                                        SchemaObject.Kind.RELATION,
                                                        null,
                                                        e.getKey()),
                                                e.getValue()))
                        .toList());
    }

    private static boolean rewritten(Map<Long, Relation> before, Map<Long, Relation> after) {
        return before.entrySet().stream()
                .anyMatch(
                        e -> {
                            Relation now = after.get(e.getKey());
                            return now != null && now.file() != e.getValue().file();
                        });
    }
}
