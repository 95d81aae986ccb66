package dev.belay.watch.check;

import dev.belay.db.ServerWords;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.watch.Status;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How many rows have the tables that a person chose? Exact, so it costs a scan of each. */
final class RowsCheck implements HealthCheck {
    @Override
    public String name() {
        return "rows";
    }

    @Override
    public Duration rhythm() {
        return SELDOM;
    }

    @Override
    public @Nullable Finding find(CheckContext context) throws SQLException {
        List<String> tables = context.thresholds().countedTables();
        if (tables.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Long> rows = new LinkedHashMap<>();
        List<String> sentences = new ArrayList<>();
        Status worst = Status.OK;
        for (String table : tables) {
            Counted counted = count(context, table);
            rows.put(table, counted.rows);
            sentences.add(counted.sentence);
            if (counted.status.compareTo(worst) < 0) {
                worst = counted.status;
            }
        }
        Long first = rows.values().iterator().next();
        String value = rows.size() == 1 && first != null ? Units.count(first) : null;
        if (rows.size() > 1) {
            long counted = rows.values().stream().filter(Objects::nonNull).count();
            value =
                    counted == rows.size()
                            ? Messages.text("check.rows.tables", rows.size())
                            : Messages.text("check.rows.some", counted, rows.size());
        }
        return new Finding(worst, value, String.join("; ", sentences), rows);
    }

    private record Counted(Status status, @Nullable Long rows, String sentence) {}

    private static Counted count(CheckContext context, String table) throws SQLException {
        String shown = ServerWords.tame(table);
        try {
            // The catalogue gives the name back quoted, so nothing a person typed is run.
            List<String> found =
                    context.session().all("find-table", row -> row.getString("quoted"), table);
            if (found.isEmpty()) {
                return new Counted(Status.WARN, null, Messages.text("check.rows.missing", shown));
            }
            long rows =
                    context.session()
                            .select(
                                    "select count(*) from " + found.getFirst(),
                                    row -> row.getLong(1))
                            .getFirst();
            return new Counted(
                    Status.OK, rows, Messages.text("check.rows.count", shown, Units.count(rows)));
        } catch (SQLException e) {
            if (HealthChecks.lost(context.session(), e)) {
                throw e;
            }
            return context.session().dialect().notPermitted(e)
                    ? new Counted(
                            Status.NOT_PERMITTED,
                            null,
                            Messages.text("check.rows.not_permitted", shown))
                    : new Counted(
                            Status.UNKNOWN,
                            null,
                            Messages.text("check.rows.unknown", shown, ServerWords.of(e)));
        }
    }
}
