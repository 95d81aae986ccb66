package dev.belay.watch.check;

import dev.belay.history.History;
import dev.belay.message.Messages;
import dev.belay.message.Units;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Are there tables at all, beside the history's own? */
final class TablesCheck implements HealthCheck {
    @Override
    public String name() {
        return "tables";
    }

    @Override
    public Duration rhythm() {
        return SELDOM;
    }

    @Override
    public Finding find(CheckContext context) throws SQLException {
        List<String> schemas = new ArrayList<>();
        long tables = 0;
        for (long inOne :
                context.session()
                        .all(
                                "tables",
                                row -> {
                                    schemas.add(row.getString("schema"));
                                    return row.getLong("tables");
                                },
                                context.target().flyway().tableOrDefault())) {
            tables += inOne;
        }
        if (tables > 0) {
            return Finding.ok(
                    Units.count(tables), Messages.text("check.tables.in", Words.list(schemas)));
        }
        History history = context.history();
        return history != null && history.current() != null
                ? Finding.fail("0", Messages.text("check.tables.lost", history.current()))
                : Finding.warn("0", Messages.text("check.tables.none"));
    }
}
