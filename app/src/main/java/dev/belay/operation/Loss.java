package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.ScriptText;
import dev.belay.lint.Drop;
import dev.belay.lint.Drops;
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

    /** Each table and column that is dropped, with its rows and values. */
    static List<Finding> of(Session session, Target target, List<ScriptText> scripts)
            throws SQLException {
        List<Finding> losses = new ArrayList<>();
        Set<Drop> told = new HashSet<>();
        for (ScriptText script : scripts) {
            for (ScriptText.Statement statement : script.statements()) {
                for (Drop drop : Drops.of(target.engine(), statement.sql())) {
                    if (told.add(drop)) {
                        losses.add(counted(session, drop));
                    }
                }
            }
        }
        return losses;
    }

    private static Finding counted(Session session, Drop drop) {
        String column = drop.column();
        boolean table = column == null;
        String object = table ? drop.table() : drop.table() + "." + column;
        Finding.Lost.Kind kind = table ? Finding.Lost.Kind.TABLE : Finding.Lost.Kind.COLUMN;
        try {
            String what = table ? "*" : '"' + String.valueOf(column).replace("\"", "\"\"") + '"';
            return new Finding.Lost(object, kind, count(session, "count(" + what + ")", drop), "");
        } catch (SQLException e) {
            // Not there, or not to be read by this role: that nothing is known is told as well.
            return Finding.Lost.unknown(object, kind, String.valueOf(e.getMessage()));
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
