package dev.belay.drill;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.history.Histories;
import dev.belay.lint.SchemaObject;
import dev.belay.message.Messages;
import dev.belay.schema.Schema;
import dev.belay.schema.SchemaDifference;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a scratch database holds: its schema, and how many rows each table has. */
record Content(Schema schema, SortedMap<String, Long> rows) {

    static Content of(Sessions sessions, Histories histories, Target target)
            throws SQLException, ConnectException {
        try (Session session = sessions.open(target, Purpose.WORK)) {
            Schema schema = Schema.read(session, histories.read(session, target).table());
            SortedMap<String, Long> rows = new TreeMap<>();
            for (SchemaObject table : tables(session)) {
                String sql = "select count(*) from " + table.quoted();
                rows.put(table.text(), session.select(sql, row -> row.getLong(1)).getFirst());
            }
            return new Content(schema, rows);
        }
    }

    static List<SchemaObject> tables(Session session) throws SQLException {
        return session.all(
                "table-names",
                row ->
                        new SchemaObject(
                                SchemaObject.Kind.RELATION,
                                row.getString("schema"),
                                row.getString("name")));
    }

    /** How the other differs from this one, a sentence each. */
    List<String> differences(Content other) {
        List<String> found = new ArrayList<>();
        for (SchemaDifference each : SchemaDifference.between(schema, other.schema)) {
            found.add(Messages.text("drill.difference", each.kind().words(), each.name()));
        }
        TreeSet<String> tables = new TreeSet<>(rows.keySet());
        tables.addAll(other.rows.keySet());
        for (String table : tables) {
            Long should = rows.get(table);
            Long is = other.rows.get(table);
            if (should != null && is != null && !should.equals(is)) {
                found.add(Messages.text("drill.rows", table, is, Long.toString(should)));
            }
        }
        return found;
    }
}
