package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Session;
import dev.belay.schema.Schema;
import dev.belay.target.Engine;
import dev.belay.testing.ContentHash;

import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;

/**
 * All that a database holds: what it is made of, every row, and what its history says, times aside.
 */
record Standing(Schema schema, SortedMap<String, String> content, List<String> history) {
    private static final String HISTORY = "flyway_schema_history";

    private static final String SEQUENCES =
            """
            select format('select coalesce(max(%I), 0) - coalesce(%L, 0) from %s', a.attname,
                   pg_sequence_last_value(s.seqrelid), c.oid::regclass)
              from pg_sequence s
              join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.seqrelid
               and d.deptype in ('a', 'i')
              join pg_class c on c.oid = d.refobjid
              join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
            """;

    static Standing of(Session session) throws SQLException {
        boolean sqlite = session.target().engine() == Engine.SQLITE;
        if (sqlite) {
            assertThat(session.select("PRAGMA integrity_check", row -> row.getString(1)))
                    .containsExactly("ok");
            assertThat(session.select("PRAGMA foreign_key_check", row -> row.getString(1)))
                    .isEmpty();
        } else {
            // The next row of its own number must not meet one that is there.
            for (String behind : session.select(SEQUENCES, row -> row.getString(1))) {
                assertThat(session.select(behind, row -> row.getLong(1)))
                        .as(behind)
                        .allMatch(by -> by <= 0);
            }
        }
        assertThat(Verification.invalidIndexes(session)).isEmpty();
        SortedMap<String, String> content = ContentHash.of(session.connection(), HISTORY);
        boolean told =
                session.all("table-names", row -> row.getString("name")).stream()
                        .anyMatch(HISTORY::equals);
        List<String> history =
                told
                        ? session.select(
                                "select installed_rank, version, description, type, script,"
                                        + " checksum, success from "
                                        + HISTORY
                                        + " order by 1",
                                Standing::line)
                        : List.of();
        String table = (sqlite ? "main." : "public.") + HISTORY;
        return new Standing(Schema.read(session, told ? table : null), content, history);
    }

    private static String line(java.sql.ResultSet row) throws SQLException {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            line.append(row.getString(i)).append(" | ");
        }
        return line.toString();
    }
}
