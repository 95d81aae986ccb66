package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.ScriptText;
import dev.belay.lint.Retype;
import dev.belay.lint.SchemaObject;
import dev.belay.target.Engine;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types that columns have now which scripts give another. */
final class LiveTypes {
    private LiveTypes() {}

    /** Asks for all at once; knows nothing of another engine, whose lint needs none. */
    static Retype.Live of(Session session, Target target, List<ScriptText> scripts)
            throws SQLException {
        if (target.engine() != Engine.POSTGRESQL) {
            return Retype.Live.NONE;
        }
        List<Retype> asked =
                scripts.stream()
                        .flatMap(s -> s.statements().stream())
                        .flatMap(s -> Retype.of(s.sql()).stream())
                        .distinct()
                        .toList();
        if (asked.isEmpty()) {
            return Retype.Live.NONE;
        }
        String schema = target.flyway().schemas().stream().findFirst().orElse(null);
        List<SchemaObject> tables = asked.stream().map(Retype::table).toList();
        Map<Retype, String> types = new HashMap<>();
        session.all(
                "column-types",
                row -> types.put(asked.get(row.getInt("n") - 1), row.getString("type")),
                tables.stream().map(t -> LockedTable.in(schema, t).quoted()).toArray(String[]::new),
                tables.stream().map(SchemaObject::quoted).toArray(String[]::new),
                asked.stream().map(Retype::column).toArray(String[]::new));
        return types::get;
    }
}
