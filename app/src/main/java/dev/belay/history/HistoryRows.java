package dev.belay.history;

import dev.belay.db.Session;
import dev.belay.target.Target;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of a PostgreSQL history table, brought to another database where the table is empty. */
public final class HistoryRows {
    private HistoryRows() {}

    /**
     * Copies all of them, as the first session's transaction sees them; does nothing where there is
     * no table.
     *
     * @param target whose settings tell which table it is
     */
    public static void copy(Session from, Target target, Session to) throws SQLException {
        Optional<HistoryTable> table;
        try {
            table =
                    HistoryTable.find(
                            from, Histories.options(target), Place.of(from), new ArrayList<>());
        } catch (FolderProblem e) {
            return; // Told with the plan.
        }
        if (table.isEmpty()) {
            return;
        }
        String name = table.get().quotedName();
        try (Statement statement = from.connection().createStatement();
                ResultSet rows = statement.executeQuery("select * from " + name)) {
            List<String> columns = columns(rows.getMetaData());
            String sql =
                    "insert into "
                            + name
                            + columns.stream()
                                    .map(HistoryTable::quoted)
                                    .collect(Collectors.joining(", ", " (", ")"))
                            + columns.stream()
                                    .map(c -> "?")
                                    .collect(Collectors.joining(", ", " values (", ")"));
            try (PreparedStatement insert = to.connection().prepareStatement(sql)) {
                while (rows.next()) {
                    for (int i = 1; i <= columns.size(); i++) {
                        // As text of no type, the server reads what it wrote.
                        insert.setObject(i, rows.getString(i), Types.OTHER);
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    private static List<String> columns(ResultSetMetaData data) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(data.getColumnName(i));
        }
        return columns;
    }
}
