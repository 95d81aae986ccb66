package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.ScriptText;
import dev.belay.lint.Drop;
import dev.belay.lint.Drops;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What scripts would take away, counted in the target as it is now. */
final class Loss {
    private Loss() {}

    /** A sentence for each table and column that is dropped, with its rows and values. */
    static List<String> of(Session session, Target target, List<ScriptText> scripts)
            throws SQLException {
        List<String> losses = new ArrayList<>();
        Set<Drop> told = new HashSet<>();
        for (ScriptText script : scripts) {
            for (ScriptText.Statement statement : script.statements()) {
                for (Drop drop : Drops.of(target.engine(), statement.sql())) {
                    if (told.add(drop)) {
                        losses.add(sentence(session, drop));
                    }
                }
            }
        }
        return losses;
    }

    private static String sentence(Session session, Drop drop) {
        String column = drop.column();
        try {
            if (column == null) {
                long rows = count(session, "count(*)", drop);
                return Messages.text("rollback.loss.table", drop.table(), Units.count(rows));
            }
            String quoted = '"' + column.replace("\"", "\"\"") + '"';
            long values = count(session, "count(" + quoted + ")", drop);
            return Messages.text(
                    "rollback.loss.column", drop.table() + "." + column, Units.count(values));
        } catch (SQLException e) {
            // Not there, or not to be read by this role: that nothing is known is told as well.
            String what = column == null ? drop.table() : drop.table() + "." + column;
            return Messages.text("rollback.loss.unknown", what, String.valueOf(e.getMessage()));
        }
    }

    private static long count(Session session, String what, Drop drop) throws SQLException {
        return session.select(
                        "select " + what + " from " + drop.quotedTable(), row -> row.getLong(1))
                .getFirst();
    }

    /** The tables of the target, in lower case. */
    static Set<String> tables(Session session) throws SQLException {
        Set<String> names = new HashSet<>();
        session.all("table-names", row -> row.getString("name"))
                .forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return names;
    }
}
