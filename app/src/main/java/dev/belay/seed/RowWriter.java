package dev.belay.seed;

import dev.belay.db.ServerWords;
import dev.belay.db.Session;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes what a comparison found to be missing or different, in the file's order. */
public final class RowWriter {
    private final Session session;
    private final Comparison comparison;
    private final Speech speech;
    private final RowText text;

    public RowWriter(Session session, Comparison comparison) {
        this.session = session;
        this.comparison = comparison;
        this.speech = Speech.of(session.target().engine());
        this.text = new RowText(comparison.table(), session.target().engine());
    }

    /**
     * Writes, in the transaction that is open, and moves sequences behind the ids that were given.
     *
     * @throws BelayException if the database refuses a row, naming its place in the file
     */
    public SeedCount write() throws SQLException {
        long inserted = 0;
        long updated = 0;
        Map<String, PreparedStatement> statements = new HashMap<>();
        try {
            for (Match match : comparison.matches()) {
                if (match.inserts()) {
                    insert(match, statements);
                    inserted++;
                } else if (match.updates()) {
                    update(match, statements);
                    updated++;
                }
            }
        } finally {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
        }
        for (SeedColumn column : numbered(comparison)) {
            advance(column);
        }
        return new SeedCount(inserted, updated, comparison.matches().size() - inserted - updated);
    }

    private void insert(Match match, Map<String, PreparedStatement> statements)
            throws SQLException {
        run(match, match.columns(), text.insert(match), statements);
    }

    private void update(Match match, Map<String, PreparedStatement> statements)
            throws SQLException {
        List<SeedColumn> values = new ArrayList<>(match.changed());
        values.addAll(match.key());
        run(match, values, text.update(match), statements);
    }

    private void run(
            Match match,
            List<SeedColumn> values,
            String sql,
            Map<String, PreparedStatement> statements)
            throws SQLException {
        int count;
        try {
            PreparedStatement statement = statements.get(sql);
            if (statement == null) {
                statement = session.connection().prepareStatement(sql);
                statements.put(sql, statement);
            }
            for (int i = 0; i < values.size(); i++) {
                SeedColumn column = values.get(i);
                statement.setObject(i + 1, speech.value(column, match.cell(column)));
            }
            count = statement.executeUpdate();
        } catch (SQLException e) {
            throw refused(comparison.file().source(), match.row().spot(), e);
        }
        if (count != 1) {
            // A view, a trigger or a policy took it and did nothing, or more than was meant.
            throw comparison
                    .file()
                    .source()
                    .told(
                            "seed.row",
                            match.row().spot(),
                            Messages.text("seed.row.count", Integer.toString(count)));
        }
    }

    /** A refusal of the database told with its place; a lost connection stays what it is. */
    static BelayException refused(SeedSource source, Spot spot, SQLException failure)
            throws SQLException {
        return refused(source.target(), source.placed(spot), failure);
    }

    /**
     * What the database refused.
     *
     * @param place the file and its line, or the set
     * @throws SQLException the failure itself if the connection is lost
     */
    public static BelayException refused(String target, String place, SQLException failure)
            throws SQLException {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("08") || state.startsWith("57P")) {
            throw failure;
        }
        return Problem.of("seed.row", target, ExitCode.FAILED, place, ServerWords.of(failure))
                .asException(failure);
    }

    /** Columns with a sequence, for which rows to be inserted bring a value of their own. */
    public static List<SeedColumn> numbered(Comparison comparison) {
        return comparison.matches().stream()
                .filter(Match::inserts)
                .flatMap(m -> m.columns().stream().filter(c -> m.cell(c).text() != null))
                .filter(c -> c.sequence() != null)
                .distinct()
                .toList();
    }

    private void advance(SeedColumn column) throws SQLException {
        session.select(
                "SELECT setval(CAST(? AS regclass), m.top) FROM (SELECT CAST(max("
                        + column.quoted()
                        + ") AS bigint) AS top FROM "
                        + comparison.table().quoted()
                        + ") m, "
                        + column.sequence()
                        + " s WHERE m.top > s.last_value"
                        + " OR (m.top = s.last_value AND NOT s.is_called)",
                row -> row.getLong(1),
                column.sequence());
    }
}
