package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.ScriptText;
import dev.belay.lint.Traces;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An index that costs writes and serves no reader, as a broken {@code CREATE INDEX CONCURRENTLY}
 * leaves it.
 *
 * @param full its name with its schema, quoted where it has to be
 * @param ofPartitions true for one that waits for the indexes of partitions, which is no fault
 */
record InvalidIndex(String schema, String name, String table, String full, boolean ofPartitions) {

    /** All of them that nobody is building now. */
    static List<InvalidIndex> all(Session session) throws SQLException {
        if (!session.can("invalid-indexes")) {
            return List.of();
        }
        return session
                .all(
                        "invalid-indexes",
                        row ->
                                new InvalidIndex(
                                        row.getString("in_schema"),
                                        row.getString("name"),
                                        row.getString("of_table"),
                                        row.getString("index"),
                                        row.getBoolean("of_partitions")))
                .stream()
                .filter(i -> !i.ofPartitions)
                .toList();
    }

    /** Those that one of the scripts makes, and does not drop before. */
    static List<InvalidIndex> of(Session session, List<ScriptText> scripts) throws SQLException {
        List<InvalidIndex> all = all(session);
        if (all.isEmpty()) {
            return all;
        }
        Traces traces = new Traces(session.target().engine());
        scripts.forEach(t -> t.statements().forEach(s -> traces.add(s.sql(), "")));
        List<Traces.Index> made = traces.indexes();
        return all.stream().filter(i -> made.stream().anyMatch(i::is)).toList();
    }

    private boolean is(Traces.Index made) {
        if (made.schema() != null && !Objects.equals(made.schema(), schema)) {
            return false;
        }
        // The server names an index after its table and columns.
        return made.name().isEmpty()
                ? made.table().equals(table) && name.matches(Pattern.quote(table) + "_.*idx\\d*")
                : made.name().equals(name);
    }
}
