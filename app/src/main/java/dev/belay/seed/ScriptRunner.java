package dev.belay.seed;

import dev.belay.db.Session;
import dev.belay.history.ScriptText;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.Statement;

/** Sends the statements of a script as they are, and counts what the server says they did. */
public record ScriptRunner(Session session, SeedFile.Script script) {

    /**
     * Runs all statements in the transaction that is open.
     *
     * @throws dev.belay.message.BelayException if one fails, naming its place
     */
    public SeedCount run() throws SQLException {
        SeedCount count = SeedCount.NONE;
        for (ScriptText.Statement each : script.statements()) {
            try {
                count = count.plus(run(each.sql()));
            } catch (SQLException e) {
                throw RowWriter.refused(script.source(), new Spot(each.line(), 1), e);
            }
        }
        return count;
    }

    private SeedCount run(String sql) throws SQLException {
        SeedStatement told = SeedStatement.of(sql);
        String table = told.both() ? SeedTables.quoted(session, told) : null;
        long before = rows(table);
        long count;
        try (Statement statement = session.connection().createStatement()) {
            count = statement.execute(sql) ? 0 : Math.max(0, statement.getUpdateCount());
        }
        if (count == 0 || !told.writes()) {
            return told.writes() ? new SeedCount(0, 0, 1) : SeedCount.NONE;
        }
        if (table != null) {
            long more = Math.clamp(rows(table) - before, 0, count);
            return new SeedCount(more, count - more, 0);
        }
        return told.verb().equals("insert")
                ? new SeedCount(count, 0, 0)
                : new SeedCount(0, count, 0);
    }

    private long rows(@Nullable String table) throws SQLException {
        return table == null ? 0 : SeedTables.rows(session, table);
    }
}
